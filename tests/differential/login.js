// Wraps an id_token of the test in a token endpoint's answer, and so runs the core's SHA-256 and base64url in the wasm.
import { core } from '../../bindings/wasm/inline.js';

export const issuer = 'https://chat.example';
export const client_id = 'c';
export const nonce = 'n';
const now = 1_700_000_000;

export const claims = { iss: issuer, aud: client_id, nonce, sub: 'u', exp: now + 60, iat: now };

/** @param {string | Uint8Array} bytes */
export const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

const HEADER = base64url('{"alg":"RS256"}');

/** @param {object} claims @param {string} [signature] in base64url */
export const jws = (claims, signature = 'c2ln') =>
  `${HEADER}.${base64url(JSON.stringify(claims))}.${signature}`;

/**
 * Returns the core's error code for the answer, or 'accepted'.
 * @param {string} id_token @param {{ access_token?: string, issuer?: string }} [changes]
 */
export function readToken(id_token, { access_token = 'a', issuer: expected = issuer } = {}) {
  const body = new TextEncoder().encode(JSON.stringify({ access_token, token_type: 'Bearer', id_token }));
  const answer = { status: 200, content_type: 'application/json', body };
  try {
    core.token({ ...answer, issuer: expected, client_id, nonce, now });
    return 'accepted';
  } catch (error) {
    return /** @type {any} */ (error).code;
  }
}
