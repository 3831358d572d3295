// Serves Tailchat's /open/token and /open/me on loopback, in its own thread, with planned delays and faults. The stand-in
// contains oidc-provider, which is too slow for a thousand simultaneous logins. This server reads the same form and gives
// the same answers. Its id_tokens name RS256 but have no valid signature: the worker trusts the connection. Each code
// contains its user and its fault.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { createRandom } from '../support/random.js';

/** @typedef {import('./upstream.js').Kind} Kind */
/** @typedef {import('./upstream.js').Grant} Grant */
/** @typedef {import('node:http').ServerResponse} ServerResponse */

const MOST_LATENCY = 20; // milliseconds
const SIGNATURE = randomBytes(256).toString('base64url');
const HEADER = encode({ alg: 'RS256', typ: 'JWT', kid: 'keystore-CHANGE-ME' });

const { seed, clientId, clientSecret, redirectUri, shared, texts, signs } = workerData;
const signer = signs ? (await import('./signing_key_set.js')).createSigner() : undefined;
/** The numbers of requests, of simultaneous requests at most, of refusals, of codes, and of repeated codes. @type {Int32Array} */
const figures = new Int32Array(shared);
const random = createRandom(seed).fraction;
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
/** The codes that were received. @type {Set<string>} */
const codes = new Set();
let pending = 0;
let url = '';

/** @param {object} value */
function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** @param {string} text @returns {Grant | undefined} */
function decode(text) {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** @param {string} text */
const sha256 = (text) => createHash('sha256').update(text).digest();

/**
 * @param {URLSearchParams} form
 * @param {Grant | undefined} grant
 */
function answerToken(form, grant) {
  const right =
    grant?.challenge === sha256(form.get('code_verifier') ?? '').toString('base64url') &&
    form.get('grant_type') === 'authorization_code' &&
    form.get('client_id') === clientId &&
    form.get('client_secret') === clientSecret &&
    form.get('redirect_uri') === redirectUri;
  if (!right) return undefined;
  const access_token = `${randomBytes(16).toString('base64url')}.${form.get('code')}`;
  const iat = grant.now;
  const at_hash = sha256(access_token).subarray(0, 16).toString('base64url');
  const claims = {
    sub: grant.user.sub,
    nonce: grant.nonce,
    at_hash,
    aud: clientId,
    exp: iat + 3600,
    iat,
    iss: url,
  };
  const id_token = signer?.sign(claims) ?? `${HEADER}.${encode(claims)}.${SIGNATURE}`;
  return { access_token, expires_in: 3600, id_token, scope: 'openid profile', token_type: 'Bearer' };
}

/**
 * @param {string} code
 * @param {Grant | undefined} grant
 */
function note(code, grant) {
  if (codes.has(code)) figures[4] += 1;
  codes.add(code);
  figures[3] = codes.size;
  if (grant?.awaited) port.postMessage({ arrived: code });
}

/** @type {Record<Kind | 'none', (response: ServerResponse, body: string, status: number) => void>} */
const ANSWERS = {
  none(response, body, status) {
    const length = { 'content-length': Buffer.byteLength(body) };
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...length,
    };
    response.writeHead(status, headers).end(body);
  },
  reset(response) {
    response.socket?.resetAndDestroy();
  },
  'status 503'(response) {
    response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503 Service Unavailable</h1>');
  },
  truncation(response, body) {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    response.writeHead(200, headers).write(body.slice(0, body.length / 2), () => response.destroy());
  },
  hang() {}, // until the worker gives up
};

const server = createServer(async (request, response) => {
  response.on('error', () => {});
  response.once('close', () => (pending -= 1));
  pending += 1;
  figures[0] += 1;
  figures[1] = Math.max(figures[1], pending);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.url === '/open/jwks') return ANSWERS.none(response, signer?.jwks ?? '{"keys":[]}', 200);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const at = request.url === '/open/token' ? 'token' : 'me';
  const code = at === 'token' ? form.get('code') : form.get('access_token')?.split('.')[1];
  const grant = decode(code ?? '');
  if (at === 'token') note(code ?? '', grant);
  await new Promise((resolve) => setTimeout(resolve, random() * MOST_LATENCY));
  const body = at === 'token' ? answerToken(form, grant) : grant && { ...grant.user, ...texts };
  if (body === undefined) figures[2] += 1;
  const kind = grant?.fault?.at === at ? grant.fault.kind : 'none';
  ANSWERS[kind](response, JSON.stringify(body ?? { error: 'invalid_grant' }), body === undefined ? 400 : 200);
});
server.keepAliveTimeout = 120_000; // only the plan ends connections

server.listen(0, '127.0.0.1', 4096, () => {
  url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  port.postMessage({ url });
});

port.on('message', (what) => {
  server.closeAllConnections();
  codes.clear();
  if (what !== 'close') return port.postMessage({ cleared: true });
  server.close();
  port.close();
});
