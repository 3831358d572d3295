import { toRequest } from '../http/asked.js';

/**
 * The members of node:http's IncomingMessage that this code uses, and those that Express, Connect and Fastify add. With
 * the type of node:http, every user would need `@types/node`.
 *
 * @typedef {object} Incoming
 * @property {Readonly<Record<string, string | ReadonlyArray<string> | undefined>>} headers
 * @property {string} [method]
 * @property {string} [url]
 * @property {string} [originalUrl]
 * @property {any} [body]
 * @property {boolean} [readableDidRead]
 * @property {(event: string, listener: (...values: any[]) => void) => unknown} on
 * @property {() => unknown} pause
 * @property {() => unknown} resume
 */

/**
 * The whole request with its body for the login's routes. A body parser may have read the body before.
 *
 * @param {Incoming} incoming
 * @returns {Promise<Request>}
 */
export async function readIncoming(incoming) {
  const asked = await toRequest(incoming);
  const { method } = asked;
  if (method === 'GET' || method === 'HEAD') return asked;
  if (!incoming.readableDidRead) return new Request(asked, withBody(streamOf(incoming)));
  const text = writeBack(incoming.body);
  const request = new Request(asked, { body: text ?? '' });
  if (text === undefined) await request.text(); // marks the body as used, because nothing of it is left
  return request;
}

/** @param {ReadableStream<Uint8Array>} body @returns {RequestInit} */
const withBody = (body) => /** @type {any} */ ({ body, duplex: 'half' });

/**
 * Converts the result of a body parser back to a body.
 *
 * @param {any} parsed
 * @returns {string | Uint8Array<ArrayBuffer> | undefined}
 */
function writeBack(parsed) {
  if (typeof parsed === 'string' || parsed instanceof Uint8Array) return /** @type {any} */ (parsed);
  return typeof parsed === 'object' && parsed !== null ? JSON.stringify(parsed) : undefined;
}

/**
 * When the stream is cancelled, it reads no further and leaves the connection open for the answer. node:http discards the
 * rest of the body.
 *
 * @param {Incoming} incoming
 * @returns {ReadableStream<Uint8Array>}
 */
function streamOf(incoming) {
  let open = true;
  /** @param {() => void} end */
  const close = (end) => {
    if (open) end();
    open = false;
  };
  return new ReadableStream({
    start(controller) {
      incoming.on('data', (/** @type {Uint8Array} */ chunk) => {
        if (!open) return;
        controller.enqueue(new Uint8Array(chunk));
        if (Number(controller.desiredSize) <= 0) incoming.pause();
      });
      incoming.on('end', () => close(() => controller.close()));
      incoming.on('error', (error) => close(() => controller.error(error)));
      incoming.on('close', () => close(() => controller.error(new Error('the client has left'))));
      incoming.pause();
    },
    pull: () => void incoming.resume(),
    cancel: () => close(() => {}),
  });
}
