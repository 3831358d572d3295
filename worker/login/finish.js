import * as LIMITS from '../../bindings/limits.js';
import { clearRenewal, makeRoom } from '../http/cookies.js';
import { sealSession } from '../session/session.js';
import { finishedFirst } from './transaction.js';

/**
 * The end of a login. The callback route and the exchange route share it.
 *
 * @typedef {import('../context.js').Context} Context
 * @typedef {import('../http/cookies.js').OurCookies} OurCookies
 */

/**
 * A login replaces the whole session.
 *
 * @param {Context} context
 * @param {OurCookies} cookies
 * @param {import('./redeem.js').Redeemed} redeemed
 * @returns {Promise<string>} the session's Set-Cookie line
 */
export async function enter(context, cookies, redeemed) {
  const session = await sealSession(context, redeemed);
  if (cookies.session !== undefined) await context.stored?.end(context, cookies.session, redeemed.id);
  return session;
}

/**
 * All cookies that the answer sets or clears: the session, and the logins under way that no longer fit.
 *
 * @param {Context} context
 * @param {OurCookies} cookies
 * @param {string} session its Set-Cookie line
 * @param {{ name: string, line: string }} [done] the cookie that replaces the transaction's
 * @returns {string[]} Set-Cookie lines
 */
export function listCookies(context, cookies, session, done) {
  const { cookieNames } = context;
  const ours = done === undefined ? [session] : [session, done.line];
  const others = cookies.transactions.filter(({ name }) => name !== done?.name);
  const bytes = ours.join('').length + LIMITS.renewal_bytes + cookies.foreign;
  return [
    ...ours,
    ...clearRenewal(cookieNames, cookies),
    ...makeRoom(cookieNames, finishedFirst(context, others), { transactions: ours.length - 1, bytes }),
  ];
}

/**
 * @param {import('../routes/router.js').Call} call
 * @param {'callback' | 'exchange'} step
 * @param {{ first: boolean }} redeemed only the request that redeemed the code reports it
 * @param {object} [more]
 */
export function tellFinished({ tell, elapsed }, step, { first }, more) {
  if (first) tell({ type: 'login_finished', step, milliseconds: elapsed(), ...more });
}
