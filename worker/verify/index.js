import { errors, jwtVerify } from 'jose';
import { TailchatLoginError } from '../../bindings/error.js';
import { LIMITS } from '../../bindings/vocabulary.js';
import { startDeadline } from '../lib/deadline.js';
import { judgeAddress } from '../config/addresses.js';
import { readOptions } from '../config/options.js';
import { warnOfPlainHttp } from '../config/plain_http.js';
import { createKeySet } from './key_set.js';

/**
 * Verifies the signature of an id_token. This is a separate entry, and off by default, because today it proves nothing:
 * no Tailchat can set its own signing key, and every deployment signs with the key that oidc-provider publishes for
 * development. A login relies on the direct TLS connection to the token endpoint, which OpenID Connect Core 3.1.3.7
 * rule 6 accepts in place of the signature. If Tailchat gets its own keys, this becomes a second check.
 *
 *     createLogin({ ..., verifyIdToken: createVerifier({ apiUrl }) })
 *
 * Keys come only from API/open/jwks: the verifier does not read `jku`, `x5u`, `jwk` and `x5c` of a token's header. It
 * accepts only RS256. It accepts a token without `kid` only if exactly one key of the set fits RS256 signatures: with
 * more, Core 10.1 demands a kid.
 *
 * @typedef {object} VerifierOptions
 * @property {string} apiUrl the login's
 * @property {string} [internalUrl] the login's
 * @property {'private'} [allowHttp] the login's
 * @property {string} [issuer] what iss must be. A login has checked the claims before, and needs neither
 * @property {string} [clientId] whom aud must name
 * @property {number} [deadline] milliseconds
 * @property {number} [clockLeewaySeconds]
 * @property {number} [cacheSeconds] how long the keys are kept
 * @property {typeof globalThis.fetch} [fetch]
 * @property {() => number} [now] milliseconds
 * @property {(line: string) => void} [log] takes the warning about the published key
 *
 * @callback Verifier
 * @param {string} id_token
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<Readonly<Record<string, unknown>>>} the claims, once the signature is right
 */

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

/**
 * @param {VerifierOptions} options
 * @returns {Verifier}
 */
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
  const verify = async (id_token) => {
    const keys = await keySet.get();
    try {
      return await verifyWith(keys, id_token);
    } catch (error) {
      const newer = error instanceof errors.JWKSNoMatchingKey ? await keySet.getNewer(keys) : undefined;
      if (newer === undefined) throw error;
      return verifyWith(newer, id_token);
    }
  };

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
  return 'id_token_signature_invalid'; // no key, more than one, a wrong signature, a key that is none
}
