import { TailchatLoginError } from '../../bindings/error.js';
import { LIMITS } from '../../bindings/vocabulary.js';
import { encodeBase64url } from '../sealed/base64url.js';
import { digestBase64url } from '../sealed/digest.js';
import { LONGEST_SESSION_SECONDS } from '../config/options.js';
import { changeValue, visitStore } from './guarded_store.js';

/**
 * What lies in the store under a user's key: a time, and a random generation. A session is good while its user's
 * key is there, has the generation that the session was made under, and a time before the login began.
 *
 * - A login makes the key if it is absent, in one step, and never changes it. So a store that has lost the key
 *   (an eviction, a hand) has lost no revocation: the key that is made next has another generation, and all
 *   sessions of before are nobody.
 * - A revocation gives the key another generation, which ends all sessions that there are, and its own time, which
 *   ends the logins that are under way.
 *
 * A store without a claim may show a new key a minute late. There an absent key says nothing, logins make none,
 * and the time alone is compared.
 *
 * The value is not sealed, for sites of one family have seals of their own and share it.
 *
 * @typedef {import('../store/store.js').Store} Store
 * @typedef {import('../context.js').Context} Context
 */

/** Milliseconds, generation. */
const VALUE = /^(\d{1,16}) ([\w-]{22})$/;
const GENERATION_BYTES = 16;

/**
 * No key is ever written only to live longer: that could overwrite a revocation. Instead each term of 400 days has
 * a key of its own, which lives for two: a session begins in a term and ends at most one term later.
 */
const TERM_SECONDS = LONGEST_SESSION_SECONDS;
const KEY_SECONDS = 2 * TERM_SECONDS;
/** So far the clock of another isolate may be ahead: it may have begun the next term. */
const AHEAD_SECONDS = 300;

/**
 * @param {Context} context
 * @param {string} sub
 * @param {number} time milliseconds: of which term
 */
async function userKey({ client, config: { family }, seals }, sub, time) {
  const whose = family === undefined ? seals.binding : { family, issuer: client.issuer };
  const term = Math.floor(time / (TERM_SECONDS * 1000));
  return `user:${await digestBase64url(JSON.stringify([whose, 'user', sub, term]))}`;
}

/** @param {number} not_before_ms milliseconds */
function makeValue(not_before_ms) {
  return `${not_before_ms} ${encodeBase64url(crypto.getRandomValues(new Uint8Array(GENERATION_BYTES)))}`;
}

/**
 * What cannot be read must not read as "never revoked".
 *
 * @param {string | undefined} text
 */
function readValue(text) {
  const [, not_before_ms, generation] = VALUE.exec(text ?? '') ?? [];
  if (generation === undefined) throw new TailchatLoginError('store_unavailable');
  return { not_before_ms: Number(not_before_ms), generation };
}

/**
 * @param {Context} context
 * @param {Readonly<Store>} store
 * @param {string} sub
 * @param {number} made_at_ms milliseconds, when the login began
 * @returns {Promise<string | undefined>} the generation to make the session under; undefined: the store has no claim
 * @throws TailchatLoginError: session_revoked, store_unavailable
 */
export async function joinGeneration(context, store, sub, made_at_ms) {
  const key = await userKey(context, sub, made_at_ms);
  let text = await store.get(key);
  if (text === undefined) {
    if (store.claim === null) return undefined;
    const made = makeValue(0);
    text = (await store.claim(key, KEY_SECONDS, made)) ? made : await store.get(key);
  }
  const { not_before_ms, generation } = readValue(text);
  if (made_at_ms <= not_before_ms) throw new TailchatLoginError('session_revoked');
  return generation;
}

/**
 * @param {Context} context
 * @param {Readonly<Store>} store
 * @param {string} sub
 * @param {number} made_at_ms milliseconds
 * @param {unknown} made_under the session's generation
 */
export async function isRevoked(context, store, sub, made_at_ms, made_under) {
  const text = await store.get(await userKey(context, sub, made_at_ms));
  if (text === undefined) return store.claim !== null;
  const { not_before_ms, generation } = readValue(text);
  return made_at_ms <= not_before_ms || (store.claim !== null && made_under !== generation);
}

/**
 * Its time never falls: of two isolates the one whose clock is ahead may have been here before.
 *
 * @param {Context} context
 * @param {string} sub
 */
export async function revokeUser(context, sub) {
  requireSub(sub);
  const now = context.now();
  // In which the sessions of today have begun.
  const terms = [AHEAD_SECONDS, 0, -TERM_SECONDS].map((seconds) => now + seconds * 1000);
  const keys = new Set(await Promise.all(terms.map((time) => userKey(context, sub, time))));
  /** @param {string | undefined} text @param {number} tries */
  const change = async (text, tries) => {
    const before = Number(VALUE.exec(text ?? '')?.[1] ?? 0);
    // Another has revoked this user since we looked, and as of no earlier time.
    return tries > 0 && before >= now ? undefined : makeValue(Math.max(before, now));
  };
  await visitStore(context, (store) =>
    Promise.all([...keys].map((key) => changeValue(store, key, KEY_SECONDS, change))),
  );
}

/** @param {unknown} sub */
export function requireSub(sub) {
  if (typeof sub === 'string' && sub !== '' && sub.length <= LIMITS.sub_bytes) return;
  const message = `sub must be a text of 1 to ${LIMITS.sub_bytes} characters`;
  throw new TailchatLoginError('request_invalid', { message });
}
