import { decodeBase64url, encodeBase64url, equalInConstantTime } from './encoding.js';
import { isAddress } from './address.js';
import { parseObject } from './json.js';

const LEEWAY = 60;
const LONGEST_AGE = 3600;

/** @param {unknown} value @returns {value is string} */
const isToken = (value) => typeof value === 'string' && value.length <= 16384 && /^[\x20-\x7e]+$/.test(value);
/** @param {unknown} value */
const isOptionalText = (value) => value === undefined || value === null || typeof value === 'string';

/** @param {{ status: number, type: string, body: Uint8Array }} answer */
function readJson({ status, type, body }) {
  if (status !== 200 || !/^application\/json(?:[;\s]|$)/i.test(type)) throw new Error('answer_invalid');
  return parseObject(body);
}

/** @param {string} token */
function decodeToken(token) {
  const parts = token.split('.');
  if (parts.length !== 3 || parts[2] === '' || !/^[\w-]+$/.test(parts[2]))
    throw new Error('id_token_malformed');
  const [header, claims] = parts.slice(0, 2).map((part) => parseObject(decodeBase64url(part)));
  return { header, claims };
}

/**
 * @param {Record<string, unknown>} claims
 * @param {string} issuer @param {string} client_id @param {string} nonce
 */
function checkClaims(claims, issuer, client_id, nonce) {
  const { iss, aud, azp, exp, iat, nbf, sub } = claims;
  const now = Math.floor(Date.now() / 1000);
  const isNumber = Number.isFinite;
  if (iss !== issuer) throw new Error('id_token_iss_mismatch');
  if (aud !== client_id && !(Array.isArray(aud) && aud.length === 1 && aud[0] === client_id))
    throw new Error('id_token_aud_mismatch');
  if (azp !== undefined && azp !== client_id) throw new Error('id_token_azp_mismatch');
  if (!isNumber(exp) || Number(exp) + LEEWAY <= now) throw new Error('id_token_exp_invalid');
  if (!isNumber(iat) || Number(iat) > now + LEEWAY || Number(iat) < now - LONGEST_AGE - LEEWAY)
    throw new Error('id_token_iat_invalid');
  if (nbf !== undefined && (!isNumber(nbf) || Number(nbf) > now + LEEWAY))
    throw new Error('id_token_nbf_invalid');
  if (typeof claims.nonce !== 'string' || !equalInConstantTime(claims.nonce, nonce))
    throw new Error('id_token_nonce_mismatch');
  if (typeof sub !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(sub)) throw new Error('id_token_sub_invalid');
  return sub;
}

/**
 * @param {Parameters<typeof readJson>[0]} answer
 * @param {{ issuer: string, client_id: string, nonce: string, sha256: import('./encoding.js').Sha256 }} expected
 */
export async function readTokens(answer, { issuer, client_id, nonce, sha256 }) {
  const { access_token, token_type, expires_in, scope, refresh_token, id_token } = readJson(answer);
  const sound =
    isToken(access_token) &&
    /^bearer$/i.test(String(token_type)) &&
    (expires_in === undefined || (Number.isFinite(expires_in) && Number(expires_in) >= 0)) &&
    (scope === undefined || (typeof scope === 'string' && /^[\x20-\x7e]{0,512}$/.test(scope))) &&
    (refresh_token === undefined || isToken(refresh_token)) &&
    isToken(id_token);
  if (!sound) throw new Error('token_response_invalid');
  const { header, claims } = decodeToken(id_token);
  const { alg, typ, crit } = header;
  if (alg !== 'RS256' || crit !== undefined || (typ !== undefined && !/^jwt$/i.test(String(typ))))
    throw new Error('id_token_alg_invalid');
  const sub = checkClaims(claims, issuer, client_id, nonce);
  if (claims.at_hash !== undefined) {
    const digest = await sha256(access_token);
    if (!equalInConstantTime(String(claims.at_hash), encodeBase64url(digest.subarray(0, 16))))
      throw new Error('id_token_at_hash_mismatch');
  }
  return { access_token, sub };
}

/** Tailchat stores avatars of its own as "{BACKEND}/...". @param {unknown} avatar @param {string} apiUrl */
function readAvatar(avatar, apiUrl) {
  if (typeof avatar !== 'string' || avatar.length > 2048) return undefined;
  const address = avatar.replace(/^(?:\{BACKEND\}|%7BBACKEND%7D)(?=\/)/, apiUrl);
  return isAddress(address) ? address : undefined;
}

/**
 * @param {Parameters<typeof readJson>[0]} answer
 * @param {string} expectedSub @param {string} apiUrl
 */
export function readUser(answer, expectedSub, apiUrl) {
  const { sub, nickname, discriminator, avatar } = readJson(answer);
  if (sub !== expectedSub) throw new Error('userinfo_sub_mismatch');
  if (![nickname, discriminator, avatar].every(isOptionalText)) throw new Error('userinfo_response_invalid');
  const user = { sub, nickname, discriminator, avatar: readAvatar(avatar, apiUrl) };
  return Object.fromEntries(Object.entries(user).filter(([, value]) => typeof value === 'string'));
}
