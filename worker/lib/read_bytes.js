import { TailchatLoginError } from '../../bindings/error.js';

/**
 * Reads a stream up to a limit. It counts the bytes while it reads, after decompression, so neither an endless body nor a
 * small body that unpacks to gigabytes fills the memory.
 *
 * @param {import('../../types/fetch.js').FetchBody | null} stream
 * @param {number} limit bytes
 * @param {import('../../bindings/vocabulary.js').ErrorCode} tooLarge the code past the limit
 * @param {<T>(work: Promise<T>) => Promise<T>} [race] bounds each wait
 * @returns {Promise<Uint8Array>}
 */
export async function readBytes(stream, limit, tooLarge, race) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  const take = (/** @type {Uint8Array} */ chunk) => {
    length += chunk.byteLength;
    if (length > limit) throw new TailchatLoginError(tooLarge);
    chunks.push(chunk);
  };
  await readPieces(stream, take, race);
  return concat(chunks, length);
}

/**
 * Passes each piece on as it arrives.
 *
 * @param {import('../../types/fetch.js').FetchBody | null} stream
 * @param {(piece: Uint8Array) => void} take an error that it throws ends the stream
 * @param {<T>(work: Promise<T>) => Promise<T>} [race] bounds each wait
 */
export async function readPieces(stream, take, race = (work) => work) {
  if (stream === null) return;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await race(reader.read());
      if (done) return;
      take(value);
    }
  } catch (error) {
    reader.cancel().catch(() => {}); // frees the connection; a second failure says nothing new
    throw error;
  }
}

/**
 * @param {ReadonlyArray<Uint8Array>} chunks
 * @param {number} length
 */
function concat(chunks, length) {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
