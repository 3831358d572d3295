import * as LIMITS from '../../bindings/limits.js';
import { startDeadline } from '../lib/deadline.js';
import { logNote } from '../observe/log.js';
import { fitAccount } from '../session/account.js';
import { admit } from './on_login.js';

/**
 * @typedef {import('../context.js').Context} Context
 * @typedef {import('./redeem.js').Redeemed} Redeemed
 * @typedef {Pick<import('../routes/router.js').Call, 'request' | 'env'>} Asked
 */

/**
 * Asks Tailchat for the user, and onLogin for its decision. The client has its own deadline. If there is an onLogin, one
 * deadline covers both.
 *
 * @param {Context} context
 * @param {import('../../types/index.js').CheckedCallback} checked
 * @param {Asked} asked for the site's own functions
 * @returns {Promise<Pick<Redeemed, 'user' | 'account'>>}
 */
export async function askTailchat(
  { client, config: { onLogin, deadline: milliseconds, log } },
  checked,
  asked,
) {
  if (onLogin === undefined) return fit(log, await client.redeem(checked));
  const deadline = startDeadline(milliseconds);
  try {
    const user = await client.redeem(checked, { signal: deadline.signal });
    return fit(log, user, await admit(onLogin, user, deadline, asked));
  } finally {
    deadline.end();
  }
}

/**
 * A user whose account is too large can still log in. The cookie, the store and the page then all leave out the same
 * members.
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
