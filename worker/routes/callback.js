import { TailchatLoginError } from '../../bindings/error.js';
import { LIMITS } from '../../bindings/vocabulary.js';
import { clearRenewal, makeRoom, readCookies, refuseRepeated } from '../cookies.js';
import { toLoginError } from '../log.js';
import { redeem } from '../redeem.js';
import { redirect } from '../responses.js';
import { endSession, openSession, sealSession } from '../session.js';
import { identify, openTransaction, sealDone } from '../transaction.js';

/**
 * @typedef {import('../call.js').Call} Call
 * @typedef {import('../cookies.js').OurCookies} OurCookies
 * @typedef {import('../cookies.js').TransactionCookie} TransactionCookie
 * @typedef {import('../transaction.js').Started} Started
 */

/** With prompt=none these mean "nobody, or not without a question" (OpenID Connect Core 3.1.2.6). */
const ANONYMOUS = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
]);

/** Tailchat itself has ended the login: an answer with the right state and iss that bears no code. */
const ENDED = new Set([
  ...ANONYMOUS,
  'access_denied',
  'invalid_request',
  'unauthorized_client',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'authorization_error',
]);

/**
 * `GET callback`: redeems the code and leads back with a session. What is forged or foreign fails
 * before anything is spent, and leaves the session and every login under way as they are.
 *
 * @param {Call} call
 */
export async function callback(call) {
  const { request, url, context } = call;
  const cookies = readCookies(request, context.cookieNames);
  refuseRepeated(cookies);
  const cookie = findTransaction(url.searchParams, cookies);
  const opened = await openTransaction(context, cookie);
  if (opened === 'expired') throw new TailchatLoginError('transaction_expired');
  if (opened === 'unreadable') throw new TailchatLoginError('transaction_invalid');
  if (opened.kind === 'done') return repeat(call, cookies, opened.return_to, opened.anonymous);

  // Our own address, whatever Host the request named: only its query is the browser's to say.
  const callbackUrl = `${context.client.redirectUri}${url.search}`;
  let checked;
  try {
    checked = context.client.callback(callbackUrl, opened.transaction);
  } catch (error) {
    return refuse(call, cookie, opened, toLoginError(error));
  }
  return complete(call, cookies, cookie, opened, checked);
}

/**
 * @param {URLSearchParams} parameters
 * @param {OurCookies} cookies
 */
function findTransaction(parameters, cookies) {
  const states = parameters.getAll('state');
  if (states.length > 1) throw new TailchatLoginError('parameter_repeated');
  if (states.length === 0 || states[0] === '') throw new TailchatLoginError('state_missing');
  const id = identify(states[0]);
  const found = cookies.transactions.filter((cookie) => cookie.id === id);
  if (found.length === 0) throw new TailchatLoginError('transaction_missing');
  if (found.length > 1) throw new TailchatLoginError('cookie_repeated');
  return found[0];
}

/**
 * The login has ended before: nothing is redeemed, and no session is made.
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
  if (!ENDED.has(error.code)) return fail(error, { return_to });
  const anonymous = silent && ANONYMOUS.has(error.code);
  const done = await sealDone(context, cookie, started, anonymous ? { anonymous } : {});
  if (anonymous) tell({ type: 'login_anonymous', milliseconds: elapsed() });
  return anonymous ? redirect(return_to, [done]) : fail(error, { return_to, cookies: [done] });
}

/**
 * @param {Call} call
 * @param {OurCookies} cookies
 * @param {TransactionCookie} cookie
 * @param {Started} started
 * @param {import('../redemption.js').CheckedCallback} checked
 */
async function complete(call, cookies, cookie, started, checked) {
  const { context, fail } = call;
  const { return_to, transaction } = started;
  const redeeming = redeem(call, checked, transaction);
  // What takes the transaction's place is sealed while Tailchat is asked.
  const [done, session] = await Promise.all([
    sealDone(context, cookie, started),
    redeeming.then((redeemed) => enter(context, cookies, redeemed)).catch(toLoginError),
  ]);
  if (typeof session !== 'string') {
    // Redeemed a while ago, and the answer that held the done-marker never arrived.
    if (session.code === 'transaction_finished') return repeat(call, cookies, return_to, false);
    return fail(session, { return_to, cookies: [done] });
  }
  const { first } = await redeeming;
  if (first) call.tell({ type: 'login_finished', step: 'callback', milliseconds: call.elapsed() });
  const others = cookies.transactions.filter(({ name }) => name !== cookie.name);
  const kept = { transactions: 1, bytes: session.length + done.length + LIMITS.renewal_bytes };
  const cleared = [
    ...clearRenewal(context.cookieNames, cookies),
    ...makeRoom(context.cookieNames, others, kept),
  ];
  return redirect(return_to, [session, done, ...cleared]);
}

/**
 * @param {Call['context']} context
 * @param {OurCookies} cookies
 * @param {import('../redeem.js').Redeemed} redeemed
 * @returns {Promise<string>} the session's Set-Cookie line
 */
async function enter(context, cookies, redeemed) {
  const session = await sealSession(context, redeemed);
  await endSession(context, cookies, redeemed.id);
  return session;
}
