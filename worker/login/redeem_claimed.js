import { TailchatLoginError } from '../../bindings/error.js';
import { ERRORS } from '../../bindings/vocabulary.js';
import * as LIMITS from '../../bindings/limits.js';
import { fitAccount } from '../session/account.js';
import { admit } from './on_login.js';
import { isText } from '../sealed/shape.js';
import { startDeadline } from '../lib/deadline.js';
import { digestBase64url } from '../sealed/digest.js';
import { logNote, toLoginError } from '../observe/log.js';
import { open, seal, sealsAt } from '../sealed/seal.js';
import { noteSession } from '../session/list.js';
import { visitStore } from '../session/guarded_store.js';
import { findSession, makeId, putSession } from '../session/stored.js';

/**
 * @typedef {import('../../types/store.js').Store} Store
 * @typedef {import('../context.js').Context} Context
 * @typedef {import('./redeem.js').Redeemed} Redeemed
 * @typedef {{ id: string } | { code: import('../../bindings/vocabulary.js').ErrorCode }} Outcome
 */

/** Milliseconds between two looks at the store, doubled each time. */
const SHORTEST_PAUSE = 50;
const LONGEST_PAUSE = 400;

/**
 * Redeems a code, and with a store puts the session there. Where the store has a claim the code is
 * redeemed once in all isolates: whoever gets the transaction's claim asks Tailchat, and leaves in its
 * place what came of it. The others wait for that, and lead to the same session.
 *
 * @param {Context} context
 * @param {string} transaction what tells it from all others
 * @param {import('../../types/index.js').CheckedCallback} checked
 * @param {string} [agent] what the site calls the browser
 * @returns {Promise<Redeemed>}
 */
export async function redeemOnce(context, transaction, checked, agent) {
  const { store, now } = context;
  // Before Tailchat is asked: a user who is revoked while that goes on is revoked.
  const made_at_ms = now();
  if (store === undefined) {
    const { user, account } = await askTailchat(context, checked);
    return { user, account, began_at: Math.floor(now() / 1000) };
  }

  const key = `transaction:${await digestBase64url(transaction)}`;
  if (!(await claim(context, key))) return awaitOutcome(context, key);
  try {
    const asked = await askTailchat(context, checked);
    const id = makeId();
    const noted = noteSession(context, asked.user.sub, id);
    await putSession(context, id, asked.account, made_at_ms, agent);
    await Promise.all([leaveOutcome(context, key, { id }), noted]);
    return { began_at: Math.floor(made_at_ms / 1000), id, ...asked };
  } catch (error) {
    const { code } = toLoginError(error);
    await leaveOutcome(context, key, { code }).catch(() => {}); // then who waits, waits in vain
    throw error;
  }
}

/**
 * Who it is, and what the site says to that. The client has a deadline of its own; where the site is asked
 * as well, one goes around both.
 *
 * @param {Context} context
 * @param {import('../../types/index.js').CheckedCallback} checked
 * @returns {Promise<Pick<Redeemed, 'user' | 'account'>>}
 */
async function askTailchat({ client, config: { onLogin, deadline: milliseconds, log } }, checked) {
  if (onLogin === undefined) return fit(log, await client.redeem(checked));
  const deadline = startDeadline(milliseconds);
  try {
    const user = await client.redeem(checked, { signal: deadline.signal });
    return fit(log, user, await admit(onLogin, user, deadline));
  } finally {
    deadline.end();
  }
}

/**
 * A user whose texts are too long together is still let in. Every place that has the user then leaves out
 * the same: the cookie, the store and the page.
 *
 * @param {import('../config/config.js').Config['log']} log
 * @param {import('../../types/user.js').User} user
 * @param {Record<string, unknown>} [claims]
 */
function fit(log, user, claims) {
  const whole = claims === undefined ? user : { ...user, claims };
  const { account, left_out } = fitAccount(whole, LIMITS.account_bytes);
  if (left_out.length === 0) return { user, account };
  logNote(log, `session without ${left_out.join(', ')}: account_bytes`);
  const { claims: _, ...shown } = /** @type {any} */ (account);
  return { user: shown, account };
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
  if (context.store?.claim === null) return; // then nobody waits
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
    // The clock that stamped the outcome is another isolate's. Whoever has seen the claim without an outcome knows by
    // that that it is fresh.
    let oldest = Math.floor(context.now() / 1000) - context.config.clockLeewaySeconds;
    for (let pause = SHORTEST_PAUSE; !signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const sealed = await store.get(key);
      if (sealed) return readOutcome(context, store, key, sealed, oldest);
      oldest = 0;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new TailchatLoginError('transaction_finished');
  };
  // Whoever had the claim has left nothing: it has ended with its client, or with its isolate.
  return visitStore(context, look, 'transaction_finished');
}

/**
 * @param {Context} context
 * @param {Readonly<Store>} store
 * @param {string} key
 * @param {string} sealed
 * @param {number} oldest seconds: what ended before is no longer told
 * @returns {Promise<Redeemed>}
 */
async function readOutcome(context, store, key, sealed, oldest) {
  const seals = sealsAt(context.seals, key);
  const opened = await open(seals, 'outcome', sealed, oldest);
  const { id, code } = /** @type {any} */ (typeof opened === 'string' ? {} : opened.claims);
  if (isText(code) && Object.hasOwn(ERRORS, code)) throw new TailchatLoginError(code);
  const session = isText(id) ? await findSession(context, store, id) : undefined;
  if (session === undefined) throw new TailchatLoginError('transaction_finished');
  return { ...session, id, first: false };
}
