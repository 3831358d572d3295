import { toRequest } from '../http/asked.js';

/**
 * What is asked of an IncomingMessage of node:http, and what Express, Connect and Fastify have added to it. Its own type
 * would ask every user for `@types/node`.
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
 * The whole request for the login's routes: with its body, whether or not a body parser came first.
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
  if (text === undefined) await request.text(); // it tells whoever reads it that there is nothing left
  return request;
}

/** @param {ReadableStream<Uint8Array>} body @returns {RequestInit} */
const withBody = (body) => /** @type {any} */ ({ body, duplex: 'half' });

/**
 * What a parser has made of the body, as a body again.
 *
 * @param {any} parsed
 * @returns {string | Uint8Array<ArrayBuffer> | undefined}
 */
function writeBack(parsed) {
  if (typeof parsed === 'string' || parsed instanceof Uint8Array) return /** @type {any} */ (parsed);
  return typeof parsed === 'object' && parsed !== null ? JSON.stringify(parsed) : undefined;
}

/**
 * Cancelled, it reads no further, and leaves the connection to the answer: node:http takes off what is left.
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
