// Keys, tokens signed with them, and a server for /open/jwks whose answers a test chooses.
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createVerifier } from 'tailchat-login/verify';
import { startFault } from './faults.js';

export const NOW = 1_700_000_000;
export const ISSUER = 'https://chat.example';
export const CLIENT_ID = 'tc_0123456789abcdef01234567';
export const CLAIMS = { iss: ISSUER, aud: CLIENT_ID, sub: 'alice', iat: NOW, exp: NOW + 3600 };

/** @typedef {Awaited<ReturnType<typeof makeKey>>} TestKey */

/** @param {string} kid */
export async function makeKey(kid, alg = 'RS256') {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg };
  /** @param {object} [header] @param {object} [claims] */
  const sign = (header = {}, claims = {}) =>
    new SignJWT({ ...CLAIMS, ...claims }).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);
  return { kid, jwk, sign, publicKey, privateKey };
}

/** @param {...object} keys @returns {import('./faults.js').Listener} */
export const serve =
  (...keys) =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));

/**
 * A verifier and its Tailchat. A test can change the server's answers.
 *
 * @param {import('node:test').TestContext} t
 * @param {import('./faults.js').Listener} listener
 * @param {object} [options]
 */
export async function start(t, listener, options) {
  const state = { listener, now: NOW * 1000 };
  /** @type {string[]} */
  const log = [];
  const server = await startFault((request, response) => state.listener(request, response));
  t.after(() => server.close());
  const verify = createVerifier({
    apiUrl: server.url,
    now: () => state.now,
    log: (line) => void log.push(line),
    ...options,
  });
  return { state, log, server, verify, count: () => server.requests.length };
}
