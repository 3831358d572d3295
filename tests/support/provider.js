// The real stand-in behind a small proxy that can spoil any answer. The worker's apiUrl is the proxy, so the spoiled answer
// arrives over a real socket.
import { Agent, createServer, request as ask } from 'node:http';
import { startTailchat } from 'tailchat-login/testing';
import { listen } from './listen.js';

/**
 * @typedef {'authorization' | 'token' | 'me' | 'jwks' | 'discovery'} Endpoint
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {import('node:http').OutgoingHttpHeaders} headers
 * @property {Buffer | string} body
 *
 * @typedef {object} Exchange
 * @property {Asked} request
 * @property {import('node:http').ServerResponse} response
 * @property {() => Promise<Answer & { body: Buffer }>} ask returns the answer of the stand-in itself
 *
 * @typedef {object} Asked
 * @property {Endpoint | undefined} endpoint
 * @property {string} method
 * @property {string} path
 * @property {string} query
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string} body
 *
 * An answer to be sent, or nothing where the script has taken the socket over.
 * @typedef {(exchange: Exchange) => Promise<Answer | void> | Answer | void} Script
 */

/** @type {Record<string, Endpoint>} */
const ENDPOINTS = {
  '/open/auth': 'authorization',
  '/open/token': 'token',
  '/open/me': 'me',
  '/open/jwks': 'jwks',
  '/open/.well-known/openid-configuration': 'discovery',
};

/** Headers of one connection, which are not passed on (RFC 9110 7.6.1). */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date', 'content-length']);

/** The members of forms and answers that nobody but the two servers may see. */
const SECRETS = ['code', 'code_verifier', 'client_secret', 'access_token', 'id_token', 'refresh_token'];

/** @param {{ apps: any[], users: any[], apiUrl?: string }} options `apiUrl` where it is not this proxy's own */
export async function startProvider(options) {
  const server = createServer();
  const { port, url, close: stop } = await listen(server);
  const tailchat = await startTailchat({ apiUrl: url, ...options });
  const agent = new Agent({ keepAlive: true });

  /** @type {Map<Endpoint, Script>} */
  const scripts = new Map();
  /** @type {Asked[]} */
  const requests = [];
  /** @type {Set<string>} */
  const secrets = new Set();

  server.on('connection', (socket) => socket.on('error', () => {}));
  server.on('request', async (request, response) => {
    response.on('error', () => {});
    try {
      const asked = await readRequest(request);
      requests.push(asked);
      noteSecrets(secrets, new URLSearchParams(asked.body));
      const exchange = { request: asked, response, ask: () => forward(agent, tailchat.url, request, asked) };
      const script = asked.endpoint === undefined ? undefined : scripts.get(asked.endpoint);
      const answer = await (script === undefined ? exchange.ask() : script(exchange));
      if (answer === undefined) return;
      if (asked.endpoint === 'token') noteSecrets(secrets, readMembers(answer.body));
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } catch {
      response.destroy(); // the worker went away in the middle
    }
  });

  return {
    url,
    tailchat,
    requests,
    /** All codes, verifiers and tokens that went by, true or made up. */
    secrets,
    /** @param {Endpoint} endpoint @param {Script} script */
    script: (endpoint, script) => scripts.set(endpoint, script),
    /** @param {Endpoint} endpoint */
    count: (endpoint) => requests.filter((asked) => asked.endpoint === endpoint).length,
    /** Restores the stand-in's own answers, and clears the counters. */
    reset() {
      scripts.clear();
      requests.length = 0;
      secrets.clear();
    },
    /** Closes the port. */
    stop,
    /** Opens the same port again. */
    resume: () => new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined))),
    async close() {
      agent.destroy();
      await tailchat.close();
      if (server.listening) await stop();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startProvider>>} Provider */

/** @param {import('node:http').IncomingMessage} request @returns {Promise<Asked>} */
async function readRequest(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const [path, query = ''] = String(request.url).split('?', 2);
  return {
    endpoint: ENDPOINTS[path],
    method: String(request.method),
    path,
    query,
    headers: request.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

/**
 * @param {Agent} agent
 * @param {string} target
 * @param {import('node:http').IncomingMessage} request
 * @param {Asked} asked
 * @returns {Promise<Answer & { body: Buffer }>}
 */
function forward(agent, target, request, { method, headers, body }) {
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent };
    const sent = ask(`${target}${request.url}`, options, async (answer) => {
      try {
        const chunks = [];
        for await (const chunk of answer) chunks.push(chunk);
        const kept = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.has(name));
        resolve({
          status: Number(answer.statusCode),
          headers: Object.fromEntries(kept),
          body: Buffer.concat(chunks),
        });
      } catch (error) {
        reject(error);
      }
    });
    sent.on('error', reject).end(body);
  });
}

/** @param {Set<string>} secrets @param {Iterable<[string, unknown]>} members */
function noteSecrets(secrets, members) {
  for (const [name, value] of members) {
    if (SECRETS.includes(name) && typeof value === 'string' && value.length > 7) secrets.add(value);
  }
}

/** @param {Buffer | string} body @returns {[string, unknown][]} */
function readMembers(body) {
  try {
    return Object.entries(JSON.parse(String(body)));
  } catch {
    return [];
  }
}
