import { TailchatLoginError } from '../../bindings/error.js';
import { AUTHORIZATION_ERRORS, PROMPT_NONE_ERRORS } from '../../bindings/vocabulary.js';
import { readCookies } from '../http/cookies.js';
import { destinationOf } from '../http/guards.js';
import { expireRepeated } from '../http/repeated.js';
import { enter, listCookies, tellFinished } from '../login/finish.js';
import { toLoginError } from '../observe/log.js';
import { redeem } from '../login/redeem.js';
import { redirect } from '../http/responses.js';
import { claimsPurpose } from '../sealed/seal.js';
import { openSession } from '../session/session.js';
import { identify, openTransaction, sealDone } from '../login/transaction.js';

/**
 * @typedef {import('./router.js').Call} Call
 * @typedef {import('../http/cookies.js').OurCookies} OurCookies
 * @typedef {import('../http/cookies.js').TransactionCookie} TransactionCookie
 * @typedef {import('../login/transaction.js').Started} Started
 */

/**
 * `GET callback`: redeems the code and leads back with a session. A forged or foreign callback fails before the code is
 * spent, and leaves the session and the other logins under way unchanged.
 *
 * @param {Call} call
 */
export async function callback(call) {
  const { request, url, context, fail } = call;
  const cookies = readCookies(request, context.cookieNames);
  // The answer clears the repeated cookies, so that the next login can succeed.
  if (cookies.repeated) {
    return fail(new TailchatLoginError('cookie_repeated'), {
      cookies: expireRepeated(context, cookies, request),
    });
  }
  const cookie = findTransaction(context, url.searchParams, cookies);
  if ('code' in cookie) return leadOn(call, cookies, cookie);
  const opened = await openTransaction(context, cookie);
  if (opened === 'expired') return leadOn(call, cookies, new TailchatLoginError('transaction_expired'));
  if (opened === 'unreadable') throw new TailchatLoginError('transaction_invalid');
  if (opened.kind === 'done') return repeat(call, cookies, opened.return_to, opened.anonymous);

  // The address is ours, whatever Host the request names. Only the query comes from the browser.
  const callbackUrl = `${context.client.redirectUri}${url.search}`;
  let checked;
  try {
    checked = context.client.callback(callbackUrl, opened.transaction);
  } catch (cause) {
    const error = toLoginError(cause);
    if (error.code === 'transaction_expired') return leadOn(call, cookies, error, opened.return_to);
    return refuse(call, cookie, opened, error);
  }
  return complete(call, cookies, cookie, opened, checked);
}

/**
 * @param {Call['context']} context
 * @param {URLSearchParams} parameters
 * @param {OurCookies} cookies
 * @returns {TransactionCookie | TailchatLoginError} the error if there is no transaction to redeem
 */
function findTransaction({ seals }, parameters, { transactions }) {
  const states = parameters.getAll('state');
  if (states.length > 1) throw new TailchatLoginError('parameter_repeated');
  if (states.length === 0 || states[0] === '') {
    const error = new TailchatLoginError('state_missing');
    // While a login is under way, a callback without a state is a forged or broken answer to it.
    if (transactions.some(({ value }) => !claimsPurpose(seals, 'done', value))) throw error;
    return error;
  }
  const id = identify(states[0]);
  const found = transactions.filter((cookie) => cookie.id === id);
  if (found.length > 1) throw new TailchatLoginError('cookie_repeated');
  return found[0] ?? new TailchatLoginError('transaction_missing');
}

/**
 * Handles a callback without a transaction: an old or bookmarked address, or a login whose cookie newer logins have
 * removed. A user who is logged in is led to the return address of that login if it is known, and never to an address
 * from the URL.
 *
 * @param {Call} call
 * @param {OurCookies} cookies
 * @param {TailchatLoginError} error
 * @param {string} [return_to] the transaction's return address
 */
async function leadOn({ request, context, note, fail }, cookies, error, return_to) {
  // A frame may see only the end of a login that it began.
  const asked = return_to !== undefined || destinationOf(request) === 'page';
  const session = asked ? await openSession(context, cookies) : undefined;
  if (session === undefined) return fail(error, { return_to });
  note(error);
  return redirect(return_to ?? context.site.home);
}

/**
 * Repeats the answer of a login that has ended. It redeems nothing and creates no session.
 *
 * @param {Call} call
 * @param {OurCookies} cookies
 * @param {string} return_to
 * @param {boolean} anonymous
 */
async function repeat({ context, fail }, cookies, return_to, anonymous) {
  const session = await openSession(context, cookies);
  if (session !== undefined || anonymous) return redirect(return_to);
  return fail(new TailchatLoginError('transaction_finished'), { return_to });
}

/**
 * @param {Call} call
 * @param {TransactionCookie} cookie
 * @param {Started} started
 * @param {TailchatLoginError} error
 */
async function refuse({ context, fail, tell, elapsed }, cookie, started, error) {
  const { return_to, silent } = started;
  // A forged callback must not end the login that it names.
  if (!AUTHORIZATION_ERRORS.has(error.code)) return fail(error, { return_to });
  const anonymous = silent && PROMPT_NONE_ERRORS.has(error.code);
  const done = await sealDone(context, cookie, started, anonymous ? { anonymous } : {});
  if (anonymous) tell({ type: 'login_anonymous', milliseconds: elapsed() });
  return anonymous ? redirect(return_to, [done]) : fail(error, { return_to, cookies: [done] });
}

/**
 * @param {Call} call
 * @param {OurCookies} cookies
 * @param {TransactionCookie} cookie
 * @param {Started} started
 * @param {import('../../types/index.js').CheckedCallback} checked
 */
async function complete(call, cookies, cookie, started, checked) {
  const { context, fail } = call;
  const { return_to, transaction } = started;
  const redeeming = redeem(call, checked, transaction);
  // The marker that replaces the transaction is sealed while Tailchat is asked.
  const [done, session] = await Promise.all([
    sealDone(context, cookie, started),
    redeeming.then((redeemed) => enter(context, cookies, redeemed)).catch(toLoginError),
  ]);
  if (typeof session !== 'string') {
    // The code was redeemed a while ago, but the answer with the done-marker never arrived.
    if (session.code === 'transaction_finished') return repeat(call, cookies, return_to, false);
    return fail(session, { return_to, cookies: [done] });
  }
  tellFinished(call, 'callback', await redeeming);
  return redirect(return_to, listCookies(context, cookies, session, { name: cookie.name, line: done }));
}
