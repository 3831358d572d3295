/**
 * Tailchat's HTTP API at /api/<service>/<action>, with the actions that bots and groups need. It accepts any method, and
 * parameters from a JSON body, a form or the query. `X-Token` identifies the caller.
 */
import { randomUUID } from 'node:crypto';

import { checkAlive, checkParameters, createActions } from './actions.js';
import { failure, notFound } from './failure.js';

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */

const BODY_BYTES = 1024 * 1024;
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'X-Token, Content-Type',
  'Access-Control-Allow-Methods': 'GET, OPTIONS, POST, PUT, DELETE',
  'Access-Control-Max-Age': '3600',
};

/** @param {import('./actions.js').World} world */
export function createApi(world) {
  const { actions, isOpen, tokens, addBot } = createActions(world);

  /** @param {IncomingMessage} request @param {string} path */
  async function run(request, path) {
    const name = path.slice('/api/'.length).replaceAll('/', '.');
    const body = await readBody(request);
    if (!Object.hasOwn(actions, name)) throw notFound(name);
    const token = request.headers['x-token'];
    const userId = isOpen(name) ? '' : tokens.read(Array.isArray(token) ? token[0] : token);
    if (userId !== '') checkAlive(world, userId);
    const parameters = { ...readQuery(request), ...readParameters(request, body) };
    checkParameters(actions[name], parameters);
    return actions[name].run(parameters, userId);
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {string} path */
  async function answer(request, response, path) {
    if (world.trouble.silent) return;
    const cors = request.headers.origin === undefined ? {} : CORS;
    if (request.method === 'OPTIONS') {
      response.writeHead(204, cors).end();
      return;
    }
    try {
      const data = await run(request, path);
      const text = JSON.stringify({ code: 200, data });
      response.writeHead(200, {
        ...headers(),
        ...cors,
        'X-Node-Id': 'stand-in',
        'Content-Length': Buffer.byteLength(text),
      });
      response.end(text);
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      // Tailchat also answers every other error with a 500.
      const said = /** @type {any} */ (error).answer ?? { name, message, code: 500 };
      const status = said.code >= 400 && said.code <= 598 ? said.code : 500;
      response.writeHead(status, { ...headers(), ...cors }).end(JSON.stringify(said));
    }
  }

  return { answer, addBot };
}

const headers = () => ({ 'Content-Type': 'application/json; charset=utf-8', 'X-Request-Id': randomUUID() });

/** @param {IncomingMessage} request */
async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= BODY_BYTES) chunks.push(chunk);
  }
  if (size > BODY_BYTES) throw failure(413, 'MoleculerError', 'request entity too large', 'entity.too.large');
  return Buffer.concat(chunks).toString('utf8');
}

/** @param {IncomingMessage} request */
const readQuery = ({ url }) => Object.fromEntries(new URL(String(url), 'http://stand-in').searchParams);

/** Ignores a body of another content type. @param {IncomingMessage} request @param {string} body @returns {object} */
function readParameters({ headers: { 'content-type': type = '' } }, body) {
  if (/^application\/x-www-form-urlencoded\b/i.test(type))
    return Object.fromEntries(new URLSearchParams(body));
  if (!/^application\/json\b/i.test(type) || body === '') return {};
  try {
    return Object(JSON.parse(body));
  } catch (error) {
    throw failure(400, 'MoleculerError', /** @type {Error} */ (error).message, 'entity.parse.failed');
  }
}
