// The login that every contender does: one app, one user, and Tailchat's answers.
import { createHash, randomBytes } from 'node:crypto';

export const BASE_URL = 'https://app.example';
export const REDIRECT_URI = `${BASE_URL}/auth/callback`;
export const RETURN_TO = '/inbox?folder=1';
const SESSION_KEY = createHash('sha256').update('a key for the bench alone').digest('base64url');

export const USER = Object.freeze({
  sub: '64b1f0c2a5d3e97b4c8f1a20',
  nickname: 'Alice',
  discriminator: '6244',
  avatar: 'https://chat.example/static/avatar/64b1f0c2a5d3e97b4c8f1a20/alice.png',
});

/** The configuration of every contender. @param {string} apiUrl @param {typeof fetch} fetch */
export const configure = (apiUrl = 'https://chat.example', fetch = globalThis.fetch) => ({
  apiUrl,
  clientId: 'tc_64b1f0c2a5d3e97b4c8f1a21',
  clientSecret: 'secret-of-the-app-0123456789abcd',
  baseUrl: BASE_URL,
  redirectUri: REDIRECT_URI,
  sessionKey: SESSION_KEY,
  fetch,
});

/** @typedef {ReturnType<typeof configure>} Config */

const ACCESS_TOKEN = 'a'.repeat(21) + 'B'.repeat(22);
const AT_HASH = createHash('sha256').update(ACCESS_TOKEN).digest().subarray(0, 16).toString('base64url');
const HEADER = encode({ alg: 'RS256', typ: 'JWT', kid: 'keystore-CHANGE-ME' });
/** It has the length of an RS256 signature. No contender verifies it, because it comes from the token endpoint itself. */
const SIGNATURE = randomBytes(256).toString('base64url');

/** @param {unknown} value */
function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * The token endpoint's answer.
 *
 * @param {Config} config
 * @param {string | undefined} nonce
 */
export function tokenAnswer({ apiUrl, clientId }, nonce) {
  const iat = Math.floor(Date.now() / 1000);
  const times = { exp: iat + 3600, iat };
  const claims = { sub: USER.sub, nonce, at_hash: AT_HASH, aud: clientId, ...times, iss: apiUrl };
  return JSON.stringify({
    access_token: ACCESS_TOKEN,
    expires_in: 3600,
    id_token: `${HEADER}.${encode(claims)}.${SIGNATURE}`,
    scope: 'openid profile',
    token_type: 'Bearer',
  });
}

export const ME_ANSWER = JSON.stringify(USER);
export const JSON_HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
};

/**
 * A fetch that answers like Tailchat. The token answers are made beforehand, so that no figure includes making them.
 *
 * @param {Config} config
 */
export function createStub(config) {
  /** @type {Map<string, string>} */
  const answers = new Map();
  return {
    /** @param {string} code @param {string | undefined} nonce */
    prepare: (code, nonce) => void answers.set(code, tokenAnswer(config, nonce)),
    /** @type {typeof globalThis.fetch} */
    async fetch(input, init) {
      const isRequest = input instanceof Request;
      const url = isRequest ? input.url : String(input);
      if (!url.endsWith('/open/token')) return new Response(ME_ANSWER, { headers: JSON_HEADERS });
      const form = isRequest ? await input.text() : String(init?.body);
      const code = /(?:^|&)code=([^&]*)/.exec(form)?.[1] ?? '';
      const answer = answers.get(code);
      answers.delete(code);
      if (answer === undefined)
        return new Response('{"error":"invalid_grant"}', { status: 400, headers: JSON_HEADERS });
      return new Response(answer, { headers: JSON_HEADERS });
    },
  };
}

/**
 * Does what the browser and Tailchat do between the authorization URL and the callback URL.
 *
 * @param {string} authorizeUrl
 * @param {{ prepare(code: string, nonce: string | undefined): void }} stub
 * @param {string} issuer
 */
export function answerAuthorization(authorizeUrl, stub, issuer) {
  const query = new URL(authorizeUrl).searchParams;
  const nonce = query.get('nonce') ?? undefined;
  const code = nonce ?? randomBytes(32).toString('base64url');
  stub.prepare(code, nonce);
  const answer = new URLSearchParams({ code, state: query.get('state') ?? '', iss: issuer });
  return `${query.get('redirect_uri')}?${answer}`;
}
