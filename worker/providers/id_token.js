import { decodeJwt } from 'jose';
import { TailchatLoginError } from '../../bindings/error.js';
import { LIMITS } from '../../bindings/vocabulary.js';

/**
 * Checks an id_token and returns its sub. It comes directly from the token endpoint, so TLS replaces its signature (OpenID
 * Connect Core 3.1.3.7 rule 6). These libraries send no nonce. Their PKCE binds the code to the browser (RFC 9700 2.1.1).
 *
 * @param {{ issuer: string, clientId: string, clockLeewaySeconds?: number }} expected
 * @param {unknown} id_token
 * @param {number} now seconds
 * @returns {string} the claim sub
 */
export function readSubject(
  { issuer, clientId, clockLeewaySeconds = LIMITS.clock_leeway_seconds },
  id_token,
  now,
) {
  const { iss, aud, exp, sub } = readClaims(id_token);
  if (iss !== issuer) throw new TailchatLoginError('id_token_iss_mismatch');
  if (![aud].flat().includes(clientId)) throw new TailchatLoginError('id_token_aud_mismatch');
  if (!(exp + clockLeewaySeconds > now)) throw new TailchatLoginError('id_token_exp_invalid');
  return String(sub);
}

/** @param {unknown} id_token @returns {Record<string, any>} */
function readClaims(id_token) {
  try {
    return decodeJwt(/** @type {string} */ (id_token));
  } catch {
    throw new TailchatLoginError('id_token_malformed');
  }
}
