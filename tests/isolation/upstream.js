// Tailchat's /open/token and /open/me on loopback, slow and faulty by plan. The real stand-in, with oidc-provider
// inside, does not carry a thousand logins at once; so this answers in the same words, for the same form, with
// id_tokens that are well formed and say RS256, but that nobody has signed: the worker trusts the connection.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createRandom } from './random.js';

/** @typedef {{ sub: string, nickname: string, discriminator: string, avatar: string }} User */
/** @typedef {'reset' | 'status 503' | 'truncation' | 'hang'} Kind */
/** @typedef {{ at: 'token' | 'me', kind: Kind }} Fault */

/**
 * One authorization: who granted it, and what became of its code.
 *
 * @typedef {object} Grant
 * @property {User} user
 * @property {Fault | undefined} fault
 * @property {string} nonce
 * @property {string} challenge
 * @property {number} redeemed how often its code came
 * @property {Promise<void>} arrived when its code came first
 * @property {() => void} arrive
 */

const MOST_LATENCY = 20; // milliseconds
const SIGNATURE = randomBytes(256).toString('base64url');
const HEADER = encode({ alg: 'RS256', typ: 'JWT', kid: 'keystore-CHANGE-ME' });

/** @param {object} value */
function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** @param {string} text */
const sha256 = (text) => createHash('sha256').update(text).digest();

/**
 * @param {object} options
 * @param {number} options.seed
 * @param {string} options.clientId
 * @param {string} options.clientSecret
 * @param {string} options.redirectUri
 * @param {() => number} [options.now] milliseconds
 */
export async function startUpstream({ seed, clientId, clientSecret, redirectUri, now = Date.now }) {
  /** @type {Map<string, Grant>} */
  const codes = new Map();
  /** @type {Map<string, Grant>} */
  const tokens = new Map();
  const figures = { requests: 0, peak: 0, refused: 0, twice: 0 };
  const random = createRandom(seed);
  let pending = 0;
  let url = '';

  /** @param {URLSearchParams} form @returns {object | undefined} */
  function token(form) {
    const grant = codes.get(form.get('code') ?? '');
    const verifier = sha256(form.get('code_verifier') ?? '').toString('base64url');
    const right =
      grant?.challenge === verifier &&
      form.get('grant_type') === 'authorization_code' &&
      form.get('client_id') === clientId &&
      form.get('client_secret') === clientSecret &&
      form.get('redirect_uri') === redirectUri;
    if (!right) return undefined;
    const access_token = randomBytes(32).toString('base64url');
    tokens.set(access_token, grant);
    const iat = Math.floor(now() / 1000);
    const at_hash = sha256(access_token).subarray(0, 16).toString('base64url');
    const times = { exp: iat + 3600, iat };
    const claims = { sub: grant.user.sub, nonce: grant.nonce, at_hash, aud: clientId, ...times, iss: url };
    const id_token = `${HEADER}.${encode(claims)}.${SIGNATURE}`;
    return { access_token, expires_in: 3600, id_token, scope: 'openid profile', token_type: 'Bearer' };
  }

  const server = createServer(async (request, response) => {
    response.on('error', () => {});
    pending += 1;
    response.once('close', () => (pending -= 1));
    figures.requests += 1;
    figures.peak = Math.max(figures.peak, pending);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const at = request.url === '/open/token' ? 'token' : 'me';
    const grant =
      at === 'token' ? codes.get(form.get('code') ?? '') : tokens.get(form.get('access_token') ?? '');
    if (at === 'token' && grant !== undefined) {
      grant.redeemed += 1;
      if (grant.redeemed > 1) figures.twice += 1;
      grant.arrive();
    }
    await new Promise((resolve) => setTimeout(resolve, random() * MOST_LATENCY));
    const body = at === 'token' ? token(form) : grant?.user;
    if (body === undefined) figures.refused += 1;
    const kind = grant?.fault?.at === at ? grant.fault.kind : 'none';
    ANSWERS[kind](
      response,
      JSON.stringify(body ?? { error: 'invalid_grant' }),
      body === undefined ? 400 : 200,
    );
  });
  server.keepAliveTimeout = 120_000; // no connection ends but by plan
  url = await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', 1024, () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve(`http://127.0.0.1:${port}`);
    });
  });

  return {
    url,
    figures,

    /**
     * What a user does at Tailchat: looks at the authorize URL and grants it.
     *
     * @param {string} authorizeUrl
     * @param {User} user
     * @param {Fault} [fault]
     * @returns {{ callback: URL, grant: Grant }}
     */
    authorize(authorizeUrl, user, fault) {
      const { searchParams } = new URL(authorizeUrl);
      const read = (/** @type {string} */ name) => searchParams.get(name) ?? '';
      let arrive = () => {};
      /** @type {Promise<void>} */
      const arrived = new Promise((resolve) => (arrive = resolve));
      const [nonce, challenge] = [read('nonce'), read('code_challenge')];
      const grant = { user, fault, nonce, challenge, redeemed: 0, arrived, arrive };
      const code = randomBytes(32).toString('base64url');
      codes.set(code, grant);
      const callback = new URL(read('redirect_uri'));
      callback.search = new URLSearchParams({ code, state: read('state'), iss: url }).toString();
      return { callback, grant };
    },

    /** Forgets every grant. */
    clear() {
      codes.clear();
      tokens.clear();
    },

    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** @type {Record<Kind | 'none', (response: import('node:http').ServerResponse, body: string, status: number) => void>} */
const ANSWERS = {
  none(response, body, status) {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    };
    response.writeHead(status, { ...headers, 'cache-control': 'no-store' }).end(body);
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
