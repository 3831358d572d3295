const MOST_BYTES = 65536;
const HEADERS = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };

/** One bound for both requests. @param {number} milliseconds */
export function startDeadline(milliseconds) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('deadline_exceeded')), milliseconds);
  return { signal: controller.signal, end: () => clearTimeout(timer) };
}

/** Counted while reading: an endless answer is never held. @param {ReadableStream<Uint8Array> | null} stream */
async function readBytes(stream) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (stream).getReader();
  let bytes = new Uint8Array();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes;
    if (bytes.length + value.length > MOST_BYTES) {
      reader.cancel().catch(() => {});
      throw new Error('response_too_large');
    }
    if (bytes.length === 0) bytes = value;
    else {
      const longer = new Uint8Array(bytes.length + value.length);
      longer.set(bytes);
      longer.set(value, bytes.length);
      bytes = longer;
    }
  }
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {string} url @param {string} form @param {AbortSignal} signal
 */
export async function postForm(fetch, url, form, signal) {
  const response = await fetch(url, {
    method: 'POST',
    headers: HEADERS,
    body: form,
    redirect: 'manual',
    signal,
  });
  const { status, redirected } = response;
  if (redirected || status === 0 || (status >= 300 && status < 400)) throw new Error('upstream_redirected');
  return { status, type: response.headers.get('content-type') ?? '', body: await readBytes(response.body) };
}
