import { jwtVerify } from 'jose';
import { TailchatLoginError } from '../../bindings/errors/verify.js';
import * as LIMITS from '../../bindings/limits.js';
import { readAddress } from '../config/addresses.js';
import { readFunction, readInteger, readNow, readText } from '../config/option_values.js';
import { LONGEST_DEADLINE_MILLISECONDS, readFrom } from '../config/options.js';
import { startDeadline } from '../lib/deadline.js';
import { createKeySet, verifyByKeys } from './key_set.js';

/**
 * The verifier for a program behind the gate. It always checks alg, iss and the times. `aud` is required, because an
 * assertion for one program must not be valid for another.
 *
 * @typedef {import('../config/options.js').Option} Option
 * @typedef {ReturnType<typeof createKeySet>} KeySet
 */

/** The allowed difference between the clocks of the gate and of the program. */
const LEEWAY_SECONDS = 5;
const MOST_KEY_SETS = 16;

/** The gate writes its baseUrl without a slash at the end. @param {unknown} value */
function readIssuer(value) {
  const isAddress = typeof value === 'string' && readAddress(value) !== undefined;
  return isAddress ? value.replace(/\/$/, '') : undefined;
}

/** @type {ReadonlyArray<Readonly<Option>>} */
const OPTIONS = Object.freeze([
  { name: 'iss', of: [], required: true, rule: "the gate's baseUrl, an address", read: readIssuer },
  {
    name: 'aud',
    of: [],
    required: true,
    rule: 'the host by which browsers know this program',
    read: readText,
  },
  {
    name: 'jwksUrl',
    of: [],
    rule: 'an https URL (http for this machine, and for private addresses and names)',
    read: (value) => (typeof value === 'string' ? readAddress(value)?.href : undefined),
  },
  {
    name: 'deadline',
    of: [],
    default: LIMITS.deadline_milliseconds,
    rule: `a whole number of milliseconds from 1 to ${LONGEST_DEADLINE_MILLISECONDS}`,
    read: (value) => readInteger(value, LONGEST_DEADLINE_MILLISECONDS),
  },
  { name: 'fetch', of: [], rule: 'a function', read: readFunction },
  { name: 'now', of: [], rule: 'a function', read: readNow },
]);

/** The key sets, by the fetch that loads them and by the gate, so that all verifiers of a gate share its keys. @type {WeakMap<object, Map<string, KeySet>>} */
const known = new WeakMap();
const PLATFORM = {};

/**
 * @param {string} url
 * @param {Readonly<Record<string, any>>} config
 */
function findKeySet(url, { deadline, fetch, now = Date.now }) {
  const sets = known.get(fetch ?? PLATFORM) ?? new Map();
  known.set(fetch ?? PLATFORM, sets);
  const found = sets.get(url);
  if (found !== undefined) return found;
  if (sets.size >= MOST_KEY_SETS) sets.clear();
  const made = createKeySet({
    url,
    kind: 'EC',
    deadline,
    cacheSeconds: LIMITS.jwks_seconds,
    fetch: (...args) => (fetch ?? globalThis.fetch)(...args),
    now,
    log: () => {},
  });
  sets.set(url, made);
  return made;
}

/** @type {typeof import('../../types/verify.js').verifyAssertion} */
export async function verifyAssertion(assertion, options) {
  const config = readFrom(OPTIONS, options);
  const { iss, aud, jwksUrl = `${iss}/auth/jwks`, now = Date.now } = config;
  if (typeof assertion !== 'string' || assertion === '' || assertion.length > LIMITS.token_bytes)
    throw new TailchatLoginError('assertion_invalid');
  const keySet = findKeySet(jwksUrl, config);
  /** @param {import('jose').JWTVerifyGetKey} keys */
  const verifyBy = async (keys) => {
    const { payload } = await jwtVerify(assertion, keys, {
      algorithms: ['ES256'],
      issuer: iss,
      audience: aud,
      requiredClaims: ['sub', 'exp', 'iat'],
      currentDate: new Date(now()),
      clockTolerance: LEEWAY_SECONDS,
      maxTokenAge: LIMITS.assertion_seconds,
    });
    return Object.freeze(payload);
  };
  const deadline = startDeadline(config.deadline);
  try {
    return /** @type {any} */ (await deadline.race(verifyByKeys(keySet, verifyBy)));
  } catch (cause) {
    if (cause instanceof TailchatLoginError) throw cause;
    throw new TailchatLoginError('assertion_invalid', { cause });
  } finally {
    deadline.end();
  }
}
