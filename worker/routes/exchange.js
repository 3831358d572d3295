import { TailchatLoginError } from '../../bindings/error.js';
import { readCookies, refuseRepeated } from '../http/cookies.js';
import { refuseCrossSite, refuseEmbedding, requireHeader } from '../http/guards.js';
import { logNote } from '../observe/log.js';
import { enter, listCookies, tellFinished } from '../login/finish.js';
import { redeem } from '../login/redeem.js';
import { readRequestBody } from '../http/request_body.js';
import { respondJson } from '../http/responses.js';
import { judgeReturnTo, REFUSED } from '../login/return_to.js';

/** @typedef {import('../../bindings/authorization.js').Transaction} Transaction */

const TEXTS = Object.freeze([
  'state',
  'nonce',
  'code_verifier',
  'redirect_uri',
  'return_to',
  'issuer',
  'client_id',
]);
const MEMBERS = Object.freeze([...TEXTS, 'created_at']);

/**
 * `POST exchange`: finishes a login that the page started. The page's transaction passes the same `callback` check of
 * the core as the worker's own transactions.
 *
 * @param {import('./router.js').Call} call
 */
export async function exchange(call) {
  const { request, context } = call;
  const { client, config, cookieNames } = context;
  requireHeader(request);
  refuseCrossSite(request, context);
  refuseEmbedding(request);
  const cookies = readCookies(request, cookieNames);
  refuseRepeated(cookies);
  const { url, transaction } = await readBody(request, config.deadline);
  if (!mayBring(request, transaction.redirect_uri, context))
    throw new TailchatLoginError('transaction_invalid');

  const checked = client.callback(url, transaction);
  const redeemed = await redeem(call, checked, transaction);
  const session = await enter(context, cookies, redeemed);
  const { origin = '', path, refused } = judgeReturnTo(context, transaction.return_to);
  if (redeemed.first && refused) logNote(config.log, 'exchange: return_to_refused');
  tellFinished(call, 'exchange', redeemed, refused ? REFUSED : {});
  const answer = { user: redeemed.user, return_to: origin + path };
  return respondJson(200, answer, listCookies(context, cookies, session));
}

/**
 * @param {Request} request
 * @param {number} deadline milliseconds
 * @returns {Promise<{ url: string, transaction: Transaction }>}
 */
async function readBody(request, deadline) {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0].trim().toLowerCase();
  // text/plain of a form or a beacon needs no preflight. JSON does.
  if (type !== 'application/json') throw new TailchatLoginError('request_invalid');
  const body = parse(await readRequestBody(request, deadline));
  if (!hasMembers(body, ['url', 'transaction']) || typeof body.url !== 'string') refuse();
  const { url, transaction } = body;
  if (!hasMembers(transaction, MEMBERS)) refuse();
  if (!TEXTS.every((name) => typeof transaction[name] === 'string')) refuse();
  if (!Number.isSafeInteger(transaction.created_at)) refuse();
  return { url, transaction };
}

/** @param {Uint8Array} bytes */
function parse(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new TailchatLoginError('request_invalid', { cause });
  }
}

/**
 * Exactly these members, so that nothing else is ever passed on.
 *
 * @param {unknown} value
 * @param {ReadonlyArray<string>} names
 */
function hasMembers(value, names) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name));
}

/** @returns {never} */
function refuse() {
  throw new TailchatLoginError('request_invalid');
}

/**
 * The redirect URI tells which page owns the login. A page of another origin may finish only its own logins, and only
 * those that the configuration lists. A client without an Origin header is not a page.
 *
 * @param {Request} request
 * @param {string} redirectUri
 * @param {import('../context.js').Context} context
 */
function mayBring({ headers }, redirectUri, { config: { redirectUris }, site }) {
  if (!URL.canParse(redirectUri)) return false;
  const page = headers.get('origin') ?? site.origin;
  const listed = redirectUris.includes(redirectUri);
  const { origin } = new URL(redirectUri);
  return page === site.origin ? listed || origin === site.origin : listed && origin === page;
}
