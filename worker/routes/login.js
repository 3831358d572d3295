import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { makeRoom, readCookies, sessionBytes } from '../http/cookies.js';
import { logNote } from '../observe/log.js';
import { expireRepeated } from '../http/repeated.js';
import { redirect } from '../http/responses.js';
import { judgeReturnTo, MOVED, REFUSED, startOf } from '../login/return_to.js';
import { findElsewhere, nameRoute } from '../http/site.js';
import { finishedFirst, sealTransaction } from '../login/transaction.js';

/** The value of MOVED if the first request's return_to was refused. */
const MOVED_REFUSED = 'refused';

/**
 * `GET login?return_to=/path`: leads to Tailchat, with the transaction in its own cookie. `prompt=none` makes it a silent
 * login, which shows nothing and may end anonymous.
 *
 * @param {import('./router.js').Call} call
 */
export async function login(call) {
  const { request, url, context, tell } = call;
  const { client, config, cookieNames } = context;
  const prompt = readOnce(url.searchParams, 'prompt');
  const { origin, path, refused } = judgeReturnTo(context, findWayBack(call));
  const { url: location, transaction } = begin(client, path, prompt);
  const elsewhere = url.searchParams.has(MOVED) ? undefined : findElsewhere(context.site, request);
  if (elsewhere !== undefined) {
    if (refused) logNote(config.log, 'login: return_to_refused');
    return leadToBaseUrl(call, elsewhere, `${origin ?? ''}${path}`, prompt, refused);
  }

  const cookies = readCookies(request, cookieNames);
  const expired = expireRepeated(context, cookies, request);
  const silent = prompt === 'none';

  const held = sessionBytes(cookieNames, cookies);
  let started = await sealTransaction(context, transaction, { silent, origin });
  // The longest return_to does not fit beside the largest session.
  const start = startOf(context.site, origin);
  const isTooLong = path !== start && started.length + held > LIMITS.cookies_bytes;
  if (isTooLong) {
    started = await sealTransaction(context, { ...transaction, return_to: start }, { silent, origin });
  }
  const kept = { transactions: 1, bytes: started.length + held + cookies.foreign };
  const cleared = makeRoom(cookieNames, finishedFirst(context, cookies.transactions), kept);
  if (refused || isTooLong) logNote(config.log, 'login: return_to_refused');
  const isRefused = refused || isTooLong || url.searchParams.get(MOVED) === MOVED_REFUSED;
  tell({ type: 'login_started', silent, ...(isRefused && REFUSED) });
  return redirect(location, [...expired, started, ...cleared]);
}

/**
 * The session belongs to the host of baseUrl, so the login starts there. The mark makes the next request continue
 * whatever its Host seems to be. A proxy that hides the Host then causes one redirect and no loop.
 *
 * @param {import('./router.js').Call} call
 * @param {string} elsewhere
 * @param {string} return_to judged
 * @param {string | undefined} prompt known
 * @param {boolean} refused whether the requested address was refused
 */
function leadToBaseUrl({ context: { config, site } }, elsewhere, return_to, prompt, refused) {
  logNote(config.log, `login asked for at ${elsewhere}, led to ${site.origin}, which is baseUrl's`);
  const mark = refused ? MOVED_REFUSED : '1';
  const query = new URLSearchParams({ return_to, ...(prompt !== undefined && { prompt }), [MOVED]: mark });
  return redirect(`${site.origin}${site.routes}/login?${query}`);
}

/**
 * nginx cannot escape the requested address in a query, so it sends the address in a header, perhaps on every request. A
 * route of the login is no return address.
 *
 * @param {Pick<import('./router.js').Call, 'request' | 'url' | 'context'>} call
 */
export function findWayBack({ request, url, context }) {
  const given = readOnce(url.searchParams, 'return_to');
  const original = request.headers.get('x-original-uri') ?? undefined;
  if (given !== undefined || original === undefined) return given;
  return nameRoute(context.site, `${original.split(/[?#]/, 1)[0]}/`) === undefined ? original : undefined;
}

/**
 * @param {URLSearchParams} parameters
 * @param {string} name
 */
function readOnce(parameters, name) {
  const values = parameters.getAll(name);
  if (values.length > 1) throw new TailchatLoginError('request_invalid');
  return values[0];
}

/**
 * For the client a wrong prompt is an error of its caller. For a route it is an error of the browser.
 *
 * @param {import('../../types/index.js').Client} client
 * @param {string | undefined} returnTo
 * @param {string | undefined} prompt
 */
function begin(client, returnTo, prompt) {
  try {
    return client.begin({ returnTo, prompt });
  } catch (error) {
    if (!(error instanceof TailchatLoginError) || error.code !== 'prompt_invalid') throw error;
    throw new TailchatLoginError('request_invalid', { cause: error });
  }
}
