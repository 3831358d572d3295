import { startDeadline } from '../lib/deadline.js';
import { waitUntil } from '../lib/wait_until.js';
import { askTailchat } from './ask_tailchat.js';

/**
 * @typedef {import('../../bindings/authorization.js').Transaction} Transaction
 * @typedef {import('../../types/user.js').User} User
 * @typedef {import('../routes/router.js').Call} Call
 *
 * @typedef {object} Redeemed the plain result that calls may share
 * @property {Readonly<User>} user
 * @property {import('../session/session.js').Account} account
 * @property {number} began_at seconds
 * @property {string} [id] of the session in the store
 * @property {false} [first] false: another isolate redeemed the code
 */

/**
 * Redeems the code of a checked callback, once per transaction. The key also contains nonce and verifier: a stranger who
 * only saw the state in a callback URL cannot share the result. It begins with the verifier, which nobody but the worker
 * can choose: the memory of redeemed transactions keeps only the start of a key.
 *
 * @param {Call} call
 * @param {import('../../types/index.js').CheckedCallback} checked
 * @param {Transaction} transaction
 * @returns {Promise<Redeemed & { first: boolean }>} first: this call redeemed the code, and did not share the result of another
 */
export async function redeem({ context, flights, ctx, request, env }, checked, transaction) {
  const { config, seals, now } = context;
  const { state, nonce, code_verifier } = transaction;
  const key = [code_verifier, state, nonce, seals.binding].join(' ');
  let first = false;
  const result = flights.run(key, now, () => {
    first = true;
    const ask = () => askTailchat(context, checked, { request, env });
    return context.stored?.redeem(context, key, ask, request) ?? redeemSealed(context, ask);
  });
  // The code is spent whether or not this client waits: the next client finds the result.
  const settled = result.catch(() => {});
  waitUntil(ctx, settled);
  if (first) return { first, ...(await result) };
  // In workerd a promise never settles after its request has ended. A client that leaves ends its request, unless
  // waitUntil was passed. Every request that waits for another's redemption therefore uses its own timer.
  const deadline = startDeadline(config.deadline);
  const shared = await deadline.race(result).finally(deadline.end);
  return { first, ...shared };
}

/**
 * Without a store the session is in its cookie alone, and begins now.
 *
 * @param {import('../context.js').Context} context
 * @param {() => ReturnType<typeof askTailchat>} ask
 * @returns {Promise<Redeemed>}
 */
async function redeemSealed({ now }, ask) {
  const { user, account } = await ask();
  return { user, account, began_at: Math.floor(now() / 1000) };
}
