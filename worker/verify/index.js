import { errors, jwtVerify } from 'jose';
import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { startDeadline } from '../lib/deadline.js';
import { judgeAddress } from '../config/addresses.js';
import { readOptions } from '../config/options.js';
import { warnOfPlainHttp } from '../config/plain_http.js';
import { createKeySet, verifyByKeys } from './key_set.js';

export { verifyAssertion } from './assertion.js';

// Off by default, and a separate entry: today a signature proves nothing (see types/verify.d.ts). If Tailchat gets its own
// keys, this becomes a second check. Keys come only from API/open/jwks: the verifier does not read `jku`, `x5u`, `jwk` and
// `x5c` of a token's header. It accepts only RS256. It accepts a token without `kid` only if exactly one key of the set fits
// RS256 signatures: with more, OpenID Connect Core 10.1 demands a kid.

/**
 * jose's names for what is wrong with a claim. It always checks exp, nbf and iat too.
 *
 * @type {ReadonlyMap<string, import('../../bindings/vocabulary.js').ErrorCode>}
 */
const CLAIM_CODES = new Map([
  ['iss', 'id_token_iss_mismatch'],
  ['aud', 'id_token_aud_mismatch'],
  ['exp', 'id_token_exp_invalid'],
  ['nbf', 'id_token_nbf_invalid'],
  ['iat', 'id_token_iat_invalid'],
]);

/** @type {typeof import('../../types/verify.js').createVerifier} */
export function createVerifier(options) {
  const config = readOptions('verifier', options);
  const keySet = createKeySet({
    url: jwksUrl(config),
    deadline: config.deadline,
    cacheSeconds: config.cacheSeconds,
    fetch: (...args) => (config.fetch ?? globalThis.fetch)(...args),
    now: () => (config.now ?? Date.now)(),
    log: (line) => (config.log ?? console.warn)(line),
  });

  /** @param {import('jose').JWTVerifyGetKey} findKey @param {string} id_token */
  const verifyWith = async (findKey, id_token) => {
    const { payload } = await jwtVerify(id_token, findKey, {
      algorithms: ['RS256'],
      issuer: config.issuer,
      audience: config.clientId,
      currentDate: new Date((config.now ?? Date.now)()),
      clockTolerance: config.clockLeewaySeconds,
    });
    return Object.freeze(payload);
  };

  /** @param {string} id_token */
  const verify = (id_token) => verifyByKeys(keySet, (keys) => verifyWith(keys, id_token));

  return async (id_token, { signal } = {}) => {
    if (typeof id_token !== 'string' || id_token.length > LIMITS.token_bytes) {
      throw new TailchatLoginError('id_token_malformed');
    }
    const deadline = startDeadline(config.deadline, signal);
    try {
      return await deadline.race(verify(id_token));
    } catch (error) {
      throw toLoginError(error, (config.now ?? Date.now)());
    } finally {
      deadline.end();
    }
  };
}

/** @param {Readonly<Record<string, any>>} config */
function jwksUrl({ apiUrl, internalUrl, allowHttp, log }) {
  const fault =
    judgeAddress('apiUrl', apiUrl, allowHttp) ??
    (internalUrl === undefined ? undefined : judgeAddress('internalUrl', internalUrl));
  if (fault !== undefined)
    throw new TailchatLoginError(fault.code, {
      option: fault.code === 'api_url_invalid' ? 'apiUrl' : 'internalUrl',
    });
  if (allowHttp) warnOfPlainHttp(log);
  return `${(internalUrl ?? apiUrl).replace(/\/$/, '')}/open/jwks`;
}

/** @type {ReadonlySet<string>} */
const TIMES = new Set(['id_token_exp_invalid', 'id_token_iat_invalid', 'id_token_nbf_invalid']);

/**
 * @param {unknown} error
 * @param {number} now milliseconds
 * @returns {TailchatLoginError}
 */
function toLoginError(error, now) {
  if (error instanceof TailchatLoginError) return error;
  const clockSeconds = Math.round(Number(/** @type {any} */ (error)?.payload?.iat) - now / 1000);
  const clock = TIMES.has(codeOf(error)) && Number.isSafeInteger(clockSeconds) ? { clockSeconds } : {};
  return new TailchatLoginError(codeOf(error), { cause: error, ...clock });
}

/** @param {unknown} error @returns {import('../../bindings/vocabulary.js').ErrorCode} */
function codeOf(error) {
  if (error instanceof errors.JOSEAlgNotAllowed) return 'id_token_alg_invalid';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'id_token_malformed';
  if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
    return CLAIM_CODES.get(error.claim) ?? 'id_token_malformed';
  }
  return 'id_token_signature_invalid'; // no key, several keys, an invalid key or a wrong signature
}
