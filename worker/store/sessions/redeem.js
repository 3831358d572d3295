import { errorOf, TailchatLoginError } from '../../../bindings/error.js';
import * as LIMITS from '../../../bindings/limits.js';
import { isText } from '../../sealed/shape.js';
import { digestBase64url } from '../../sealed/digest.js';
import { toLoginError } from '../../observe/log.js';
import { open, seal, sealsAt } from '../../sealed/seal.js';
import { nameAgent, noteSession } from './list.js';
import { visitStore } from './guarded_store.js';
import { findSession, makeId, putSession } from './stored.js';

/**
 * @typedef {import('../../../types/store.js').Store} Store
 * @typedef {import('../../context.js').Context} Context
 * @typedef {import('../../login/redeem.js').Redeemed} Redeemed
 * @typedef {{ id: string } | { code: import('../../../bindings/vocabulary.js').ErrorCode }} Outcome
 */

/** The pause between two reads of the store, in milliseconds. It doubles each time. */
const SHORTEST_PAUSE = 50;
const LONGEST_PAUSE = 400;

/**
 * Redeems a code, and puts the session into the store. If the store has `claim`, all isolates together redeem the code
 * once. The isolate that claims the transaction asks Tailchat, and stores the outcome under the claimed key. The other
 * isolates wait for the outcome, and return the same session.
 *
 * @param {Context} context
 * @param {string} transaction a text that identifies the transaction
 * @param {() => Promise<Pick<Redeemed, 'user' | 'account'>>} askTailchat
 * @param {Request} request by which the site names the browser
 * @returns {Promise<Redeemed>}
 */
export async function redeemClaimed(context, transaction, askTailchat, request) {
  // The time is taken before Tailchat is asked, so that a revocation during the login also ends this session.
  const made_at_ms = context.now();
  const agent = nameAgent(context, request);
  const key = `transaction:${await digestBase64url(transaction)}`;
  if (!(await claim(context, key))) return awaitOutcome(context, key);
  try {
    const found = await askTailchat();
    const id = makeId();
    const noted = noteSession(context, found.user.sub, id);
    await putSession(context, id, found.account, made_at_ms, agent);
    await Promise.all([leaveOutcome(context, key, { id }), noted]);
    return { began_at: Math.floor(made_at_ms / 1000), id, ...found };
  } catch (error) {
    const { code } = toLoginError(error);
    await leaveOutcome(context, key, { code }).catch(() => {}); // the waiting requests then time out
    throw error;
  }
}

/**
 * @param {Context} context
 * @param {string} key
 */
function claim(context, key) {
  return visitStore(context, async ({ claim: take }) => take?.(key, LIMITS.taken_seconds, '') ?? true);
}

/**
 * @param {Context} context
 * @param {string} key
 * @param {Outcome} outcome
 */
async function leaveOutcome(context, key, outcome) {
  if (context.store?.claim === null) return; // without a claim no request waits
  const expires_at = Math.floor(context.now() / 1000) + LIMITS.shared_result_seconds;
  const sealed = await seal(sealsAt(context.seals, key), 'outcome', outcome, expires_at);
  await visitStore(context, (store) => store.put(key, sealed, LIMITS.taken_seconds));
}

/**
 * @param {Context} context
 * @param {string} key
 * @returns {Promise<Redeemed>}
 */
function awaitOutcome(context, key) {
  /** @param {Readonly<Store>} store @param {AbortSignal} signal */
  const look = async (store, signal) => {
    // The clock of another isolate set the outcome's time, so its age is uncertain. If the first read finds no outcome,
    // a later one is certainly fresh.
    let oldest = Math.floor(context.now() / 1000) - context.config.clockLeewaySeconds;
    for (let pause = SHORTEST_PAUSE; !signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const sealed = await store.get(key);
      if (sealed) return readOutcome(context, store, key, sealed, oldest);
      oldest = 0;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new TailchatLoginError('transaction_finished');
  };
  // No outcome appeared: the request with the claim ended with its client or with its isolate.
  return visitStore(context, look, 'transaction_finished');
}

/**
 * @param {Context} context
 * @param {Readonly<Store>} store
 * @param {string} key
 * @param {string} sealed
 * @param {number} oldest seconds: an outcome that expired before this time is ignored
 * @returns {Promise<Redeemed>}
 */
async function readOutcome(context, store, key, sealed, oldest) {
  const seals = sealsAt(context.seals, key);
  const opened = await open(seals, 'outcome', sealed, oldest);
  const { id, code } = /** @type {any} */ (typeof opened === 'string' ? {} : opened.claims);
  if (isText(code) && errorOf(code) !== undefined) throw new TailchatLoginError(code);
  const session = isText(id) ? await findSession(context, store, id) : undefined;
  if (session === undefined) throw new TailchatLoginError('transaction_finished');
  return { ...session, id, first: false };
}
