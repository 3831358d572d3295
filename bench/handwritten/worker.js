// The same routes as ours, for one app, by hand: login, callback, and the session of a request.
import { sha256 } from './encoding.js';
import { createBegin } from './request.js';
import { checkCallback } from './response.js';
import { createSeals } from './seal.js';
import { createSingleFlight } from './single_flight.js';
import { readTokens, readUser } from './token.js';
import { postForm, startDeadline } from './upstream.js';

const SESSION = '__Host-session';
const TRANSACTION = '__Host-tx_';
const DEADLINE = 5000;
const MOST_TRANSACTIONS = 5;
const HEADERS = {
  'cache-control': 'no-store',
  vary: 'Cookie',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
};

/** Our cookies, none of them twice. @param {Request} request */
function readCookies(request) {
  /** @type {Map<string, string>} */
  const cookies = new Map();
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals).trim();
    if (name !== SESSION && !name.startsWith(TRANSACTION)) continue;
    if (cookies.has(name)) throw new Error('cookie_repeated');
    cookies.set(name, pair.slice(equals + 1).trim());
  }
  return cookies;
}

/** @param {string} name @param {string} value @param {number} maxAge */
function setCookie(name, value, maxAge) {
  const line = `${name}=${value}; Max-Age=${maxAge}; Path=/; HttpOnly; Secure; SameSite=Lax`;
  if (line.length > 4096) throw new Error('cookie_too_large');
  return line;
}

/** @param {string} location @param {string[]} cookies */
function redirect(location, cookies) {
  const response = new Response(null, { status: 302, headers: { ...HEADERS, location } });
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

/** Clears the oldest logins under way. @param {Map<string, string>} cookies @param {string} [kept] */
function makeRoom(cookies, kept) {
  const others = [...cookies.keys()].filter((name) => name !== SESSION && name !== kept);
  return others
    .slice(0, Math.max(0, others.length - MOST_TRANSACTIONS + 1))
    .map((name) => setCookie(name, '', 0));
}

/** @param {Request} request */
const isPrefetch = ({ headers }) =>
  /prefetch|prerender/i.test(headers.get('sec-purpose') ?? headers.get('purpose') ?? '');

/** @param {any} config @param {{ sha256?: import('./encoding.js').Sha256, encode?: (bytes: Uint8Array) => string }} [platform] */
export async function create(config, platform = {}) {
  const { apiUrl, clientId, clientSecret, redirectUri, sessionKey, fetch } = config;
  const begin = createBegin(config, platform);
  const hash = platform.sha256 ?? sha256;
  const { seal, open } = await createSeals(sessionKey);
  const run = createSingleFlight();
  /** @param {string} state */
  const nameTransaction = (state) => `${TRANSACTION}${state.slice(0, 16)}`;

  /** @param {Request} request */
  async function login(request) {
    const query = new URL(request.url).searchParams;
    const { url, transaction } = await begin({ returnTo: query.get('return_to') ?? undefined });
    const { state, nonce, code_verifier, return_to, created_at } = transaction;
    const exp = created_at + 600;
    const sealed = await seal('transaction', { state, nonce, code_verifier, return_to, created_at, exp });
    const cookie = setCookie(nameTransaction(state), sealed, 600);
    return redirect(url, [cookie, ...makeRoom(readCookies(request))]);
  }

  /** @param {{ form: string, nonce: string }} checked */
  async function redeem({ form, nonce }) {
    const deadline = startDeadline(DEADLINE);
    try {
      const secret = `${form}&client_secret=${encodeURIComponent(clientSecret)}`;
      const answer = await postForm(fetch, `${apiUrl}/open/token`, secret, deadline.signal);
      const expected = { issuer: apiUrl, client_id: clientId, nonce, sha256: hash };
      const { access_token, sub } = await readTokens(answer, expected);
      const me = `access_token=${encodeURIComponent(access_token)}`;
      return readUser(await postForm(fetch, `${apiUrl}/open/me`, me, deadline.signal), sub, apiUrl);
    } finally {
      deadline.end();
    }
  }

  /** @param {Request} request */
  async function callback(request) {
    if (isPrefetch(request)) return new Response(null, { status: 503 });
    const { search, searchParams } = new URL(request.url);
    const cookies = readCookies(request);
    const states = searchParams.getAll('state');
    if (states.length !== 1) throw new Error('state_missing');
    const name = nameTransaction(states[0]);
    const kept = await open('transaction', cookies.get(name) ?? '');
    if (kept === undefined) throw new Error('transaction_missing');
    const transaction = { ...kept, redirect_uri: redirectUri, issuer: apiUrl, client_id: clientId };
    const checked = checkCallback(config, `${redirectUri}${search}`, transaction);
    const { created_at, return_to, state, nonce, code_verifier } = kept;
    const done = await seal('done', { return_to, exp: created_at + 600 });
    const user = await run(`${state}${nonce}${code_verifier}`, () => redeem(checked));
    const iat = Math.floor(Date.now() / 1000);
    const session = await seal('session', { ...user, began_at: iat, iat, exp: iat + 86400 });
    return redirect(checked.return_to, [
      setCookie(SESSION, session, 86400),
      setCookie(name, done, 600),
      ...makeRoom(cookies, name),
    ]);
  }

  /** @param {Request} request */
  async function user(request) {
    const session = readCookies(request).get(SESSION);
    const claims = session && (await open('session', session));
    if (!claims) return null;
    const { sub, nickname, discriminator, avatar, began_at, iat } = claims;
    const texts = [nickname, discriminator, avatar].every(
      (text) => text === undefined || typeof text === 'string',
    );
    if (typeof sub !== 'string' || !texts || !Number.isSafeInteger(iat)) return null;
    if (Math.min(iat + 86400, began_at + 604800) <= Date.now() / 1000) return null;
    return { sub, nickname, discriminator, avatar };
  }

  return { login, callback, user };
}
