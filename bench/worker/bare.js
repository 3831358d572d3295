/** @typedef {{ signal?: AbortSignal, end(): Promise<void> }} Besides */

/**
 * The least that every login costs: two requests and their JSON. It has no checks, no session and no cookie.
 *
 * @param {any} config
 * @param {() => Promise<Besides>} [begin] additional work
 */
export function create(
  { apiUrl, clientId, clientSecret, redirectUri, fetch },
  begin = async () => ({ async end() {} }),
) {
  /** @param {string} path @param {Record<string, string>} form @param {AbortSignal} [signal] */
  const post = async (path, form, signal) =>
    (await fetch(`${apiUrl}${path}`, { method: 'POST', body: new URLSearchParams(form), signal })).json();

  return {
    async login() {
      const same = { client_id: clientId, redirect_uri: redirectUri, scope: 'openid', response_type: 'code' };
      const query = new URLSearchParams({ ...same, nonce: crypto.randomUUID() });
      return new Response(null, { status: 302, headers: { location: `${apiUrl}/open/auth?${query}` } });
    },
    /** @param {Request} request */
    async callback(request) {
      const code = new URL(request.url).searchParams.get('code') ?? '';
      const client = { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri };
      const { signal, end } = await begin();
      const form = { ...client, code, grant_type: 'authorization_code' };
      const { access_token } = await post('/open/token', form, signal);
      const { sub } = await post('/open/me', { access_token }, signal);
      await end();
      return new Response(sub);
    },
  };
}

/**
 * The same, with the work that every login with a deadline and sealed cookies needs, done with functions of the platform:
 * a signal for both requests, opening the transaction, and sealing the session and the marker of its end.
 *
 * @param {any} config
 */
export async function createWithPlatform(config) {
  const usages = /** @type {const} */ (['encrypt', 'decrypt']);
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, usages);
  const bytes = new Uint8Array(300);
  const seal = () => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes);
  };
  const opening = { name: 'AES-GCM', iv: new Uint8Array(12) };
  const transaction = await crypto.subtle.encrypt(opening, key, bytes);
  return create(config, async () => {
    await crypto.subtle.decrypt(opening, key, transaction);
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 5000);
    return {
      signal: controller.signal,
      async end() {
        clearTimeout(timer);
        await Promise.all([seal(), seal()]);
      },
    };
  });
}
