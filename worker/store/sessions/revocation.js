import { TailchatLoginError } from '../../../bindings/errors/store.js';
import * as LIMITS from '../../../bindings/limits.js';
import { encodeBase64url } from '../../sealed/base64url.js';
import { digestBase64url } from '../../sealed/digest.js';
import { LONGEST_SESSION_SECONDS } from '../../config/options.js';
import { changeValue, visitStore } from './guarded_store.js';

/**
 * The value under a user's key in the store: a time, and a random generation. A session is valid while the key of its user
 * exists, has the generation that the session was created under, and has a time before the login began.
 *
 * - A login creates the key if it is missing, in one step, and never changes it. A store that lost the key (by an
 *   eviction, or by hand) therefore lost no revocation: the next key has another generation, and all older sessions are
 *   anonymous.
 * - A revocation gives the key another generation, which ends all existing sessions, and its own time, which ends the
 *   logins under way.
 *
 * A store without a claim may show a new key a minute late. There a missing key means nothing, logins create none, and
 * only the time is compared.
 *
 * The value is not sealed, because sites of one family share it and have different seals.
 *
 * @typedef {import('../../../types/store.js').Store} Store
 * @typedef {import('../../context.js').Context} Context
 */

/** Milliseconds, generation. */
const VALUE = /^(\d{1,16}) ([\w-]{22})$/;
const GENERATION_BYTES = 16;

/**
 * No key is written just to extend its life: such a write could overwrite a revocation. Instead each term of 400 days has
 * its own key, which lives for two terms. A session begins in one term and ends at most one term later.
 */
const TERM_SECONDS = LONGEST_SESSION_SECONDS;
const KEY_SECONDS = 2 * TERM_SECONDS;
/** How far the clock of another isolate may be ahead: it may already have begun the next term. */
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
 * An unreadable value must not be taken for "never revoked".
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
 * The time never decreases: an isolate whose clock is ahead may have written it before.
 *
 * @param {Context} context
 * @param {string} sub
 */
export async function revokeUser(context, sub) {
  requireSub(sub);
  const now = context.now();
  // The terms in which today's sessions began.
  const terms = [AHEAD_SECONDS, 0, -TERM_SECONDS].map((seconds) => now + seconds * 1000);
  const keys = new Set(await Promise.all(terms.map((time) => userKey(context, sub, time))));
  /** @param {string | undefined} text @param {number} tries */
  const change = async (text, tries) => {
    const before = Number(VALUE.exec(text ?? '')?.[1] ?? 0);
    // Another writer revoked this user since the last read, with a time that is not earlier.
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
