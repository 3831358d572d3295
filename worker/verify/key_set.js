import { createLocalJWKSet, errors } from 'jose';
import { TailchatLoginError } from '../../bindings/errors/verify.js';
import * as LIMITS from '../../bindings/limits.js';
import { startDeadline } from '../lib/deadline.js';
import { ask } from '../client/upstream.js';

/**
 * The keys of one Tailchat (RFC 7517 5). They are fetched when they are first needed, and kept for a while. An unknown kid
 * causes an earlier fetch, but not too often: otherwise anybody could cause a request with each invented kid.
 *
 * @typedef {import('jose').JWTVerifyGetKey} Keys
 */

/** The key of oidc-provider's lib/consts/dev_keystore.js. */
const PUBLISHED_KID = 'keystore-CHANGE-ME';
const WARNING =
  "tailchat-login: Tailchat signs with oidc-provider's published development key: " +
  'anyone can, and a signature by it proves nothing';

/**
 * @param {object} settings
 * @param {string} settings.url
 * @param {Kind} [settings.kind]
 * @param {number} settings.deadline milliseconds
 * @param {number} settings.cacheSeconds
 * @param {import('../../types/fetch.js').Fetch} settings.fetch
 * @param {() => number} settings.now milliseconds
 * @param {(line: string) => void} settings.log
 */
export function createKeySet({ url, kind = 'RSA', deadline: milliseconds, cacheSeconds, fetch, now, log }) {
  /** @type {{ keys: Keys, until_ms: number } | undefined} */
  let known;
  /** @type {{ keys: Promise<Keys>, until_ms: number } | undefined} */
  let loading;
  let asked_at_ms = -Infinity;
  let warned = false;

  /** @param {ReadonlyArray<{ kid?: unknown }>} keys */
  function warnOnce(keys) {
    if (warned || !keys.some(({ kid }) => kid === PUBLISHED_KID)) return;
    warned = true;
    try {
      log(WARNING);
    } catch {
      // A log that throws must not break a login.
    }
  }

  async function load() {
    const deadline = startDeadline(milliseconds);
    try {
      const init = { method: 'GET', headers: { accept: 'application/json' } };
      const limit = LIMITS.jwks_bytes;
      const answer = await ask({ fetch, url, init, deadline, limit, tooLarge: 'jwks_invalid' });
      const { keys, jwks } = readKeys(answer, kind);
      known = { keys, until_ms: now() + cacheSeconds * 1000 };
      warnOnce(jwks.keys);
      return keys;
    } finally {
      deadline.end();
    }
  }

  /** All callers share one request. A request whose isolate was stopped never ends, hence `until_ms`. */
  function fetchKeys() {
    if (loading !== undefined && now() < loading.until_ms) return loading.keys;
    asked_at_ms = now();
    const started = { keys: load(), until_ms: asked_at_ms + milliseconds };
    const end = () => {
      if (loading === started) loading = undefined;
    };
    loading = started;
    started.keys.then(end, end);
    return started.keys;
  }

  return {
    /** @returns {Promise<Keys>} */
    get: async () => (known !== undefined && now() < known.until_ms ? known.keys : fetchKeys()),

    /**
     * @param {Keys} old
     * @returns {Promise<Keys | undefined>} undefined during the pause after a request
     */
    async getNewer(old) {
      if (known !== undefined && known.keys !== old) return known.keys;
      if (loading === undefined && now() < asked_at_ms + LIMITS.jwks_cooldown_seconds * 1000)
        return undefined;
      return fetchKeys();
    },
  };
}

/**
 * Verifies by the kept keys, and once more by newer ones if only those can have the token's key.
 *
 * @template T
 * @param {ReturnType<typeof createKeySet>} keySet
 * @param {(keys: Keys) => Promise<T>} verify
 * @returns {Promise<T>}
 */
export async function verifyByKeys(keySet, verify) {
  const keys = await keySet.get();
  try {
    return await verify(keys);
  } catch (error) {
    const newer = error instanceof errors.JWKSNoMatchingKey ? await keySet.getNewer(keys) : undefined;
    if (newer === undefined) throw error;
    return verify(newer);
  }
}

/** The members by which jose chooses a key, and those of a key of each kind (RFC 7517 4, RFC 7518 6.2.1 and 6.3.1). */
const TEXTS = Object.freeze({
  RSA: ['kty', 'kid', 'use', 'alg', 'n', 'e'],
  EC: ['kty', 'kid', 'use', 'alg', 'crv', 'x', 'y'],
});

/** @typedef {keyof typeof TEXTS} Kind */

/**
 * The keys stay in memory for a long time, and 64 KB of JSON can become megabytes of objects. Only these members of each
 * key are kept.
 *
 * @param {ReadonlyArray<Record<string, any>>} keys
 * @param {Kind} kind
 * @returns {import('jose').JWK[]}
 */
function keepFit(keys, kind) {
  const fit = keys.filter((key) => isFit(key, kind));
  if (fit.length > LIMITS.jwks_keys) throw new Error('too many keys');
  return fit.map((key) =>
    Object.fromEntries(
      TEXTS[kind].filter((name) => key[name] !== undefined).map((name) => [name, key[name]]),
    ),
  );
}

/** Whether jose could use the key. @param {Record<string, any>} key @param {Kind} kind */
function isFit(key, kind) {
  const { kty, key_ops, ext, d } = key;
  if (kty !== kind || d !== undefined || (ext !== undefined && typeof ext !== 'boolean')) return false;
  if (key_ops !== undefined && !(Array.isArray(key_ops) && key_ops.includes('verify'))) return false;
  return TEXTS[kind].every((name) => key[name] === undefined || typeof key[name] === 'string');
}

/** @param {import('../client/upstream.js').Answer} answer @param {Kind} kind */
function readKeys({ at, status, content_type, body }, kind) {
  try {
    if (status !== 200) throw Object.assign(new Error(`status ${status}`), { code: 'STATUS' });
    if (!/^application\/(?:json|jwk-set\+json)(?![\w.+-])/i.test(content_type))
      throw Object.assign(new Error('not JSON'), { code: 'CONTENT_TYPE' });
    const jwks = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    createLocalJWKSet(jwks); // throws if this is not a JWK Set
    const kept = { keys: keepFit(jwks.keys, kind) };
    return { keys: createLocalJWKSet(kept), jwks: kept };
  } catch (cause) {
    throw new TailchatLoginError('jwks_invalid', { cause, at, upstreamStatus: status });
  }
}
