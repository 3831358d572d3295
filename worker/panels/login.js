import * as LIMITS from '../../bindings/limits.js';
import { makeRoom, readCookies, setCookie } from '../http/cookies.js';
import { destinationOf, isPrefetch } from '../http/guards.js';
import { redirect } from '../http/responses.js';
import { judgeReturnTo } from '../login/return_to.js';
import { finishedFirst, identify, openTransaction, sealTransaction } from '../login/transaction.js';
import { findWayBack } from '../routes/login.js';
import { answer } from '../routes/router.js';
import { endPage, lostPage, panelPage } from './pages.js';
import { readSetCookies } from './set_cookies.js';
import { readMark } from './marks.js';
import { isOut } from './stay_out.js';

/**
 * @typedef {import('./place.js').Place} Place
 * @typedef {import('./answer.js').Parts} Parts
 */

/**
 * `GET login` in a frame first shows a page of ours. Only the listed origins can frame that page, and it has a secret that
 * its cookie repeats. No login starts without both, so no partitioned session can begin below another site.
 *
 * @type {import('./answer.js').Route}
 */
export async function login(place, parts, url) {
  const { request } = parts;
  if (request.method !== 'GET' || isPrefetch(request)) return answer(parts);
  const destination = destinationOf(request);
  if (destination === 'page' && url.searchParams.has('popup')) return inPopup(place, parts, url);
  return destination === 'frame' ? inFrame(place, parts, url) : answer(parts);
}

/** @type {import('./answer.js').Route} */
async function inPopup(place, parts, { searchParams }) {
  const { request, context } = parts;
  if (searchParams.get('popup') === 'end') return endPage(request);
  return setEnd(place, context, 'popup', await answer(parts));
}

/** @type {import('./answer.js').Route} */
async function inFrame(place, parts, url) {
  const { request, context } = parts;
  const { searchParams } = url;
  const given = searchParams.get('panel');
  const shown = readMark(place, request, 'shown');
  const asks = searchParams.has('ask');
  const pressed = searchParams.get('asked') === 'pressed';
  const waits = !pressed && isOut(place, request);
  if (given === null || waits || (shown !== undefined && shown !== given)) {
    const return_to = findWayBack({ ...parts, url }) ?? context.site.home;
    const isQuiet = !asks && searchParams.get('prompt') === 'none';
    const { origin = '', path } = judgeReturnTo(context, return_to);
    if (isQuiet && waits) return redirect(origin + path);
    const mode = isQuiet ? 'quiet' : waits || searchParams.has('asked') ? 'asked' : 'ask';
    return panelPage(place, request, { return_to, mode, status: 200, pressed });
  }
  if (shown === undefined) {
    const { origin = '', path } = judgeReturnTo(context, findWayBack({ ...parts, url }));
    return asks ? lostPage(place, request, origin + path) : redirect(origin + path);
  }
  const own = place.twin ?? context;
  const response = await answer({ ...parts, context: own });
  await addPlain(place, parts, response);
  return asks ? setEnd(place, own, 'asked', response) : response;
}

/**
 * The login also gets the plain cookie. Only a frame of the same site stores it, and then the whole login uses plain cookies.
 *
 * @param {Place} place
 * @param {Parts} parts
 * @param {Response} response
 */
async function addPlain({ twin }, { context, request }, response) {
  const prefix = twin?.cookieNames.transactionPrefix;
  const begun = readSetCookies(response).find(({ name }) => prefix && name.startsWith(prefix));
  if (twin === undefined || begun === undefined) return;
  const { name, value } = begun;
  const id = name.slice(-16);
  const started = await openTransaction(twin, { name, value, id });
  if (typeof started === 'string' || started.kind !== 'started') return;
  const plain = await sealTransaction(context, started.transaction, started);
  const { cookieNames } = context;
  const cookies = readCookies(request, cookieNames);
  const kept = { transactions: 1, bytes: 0 }; // fit.js counts the bytes of both kinds at the end
  const cleared = makeRoom(cookieNames, finishedFirst(context, cookies.transactions), kept);
  for (const one of [plain, ...cleared]) response.headers.append('set-cookie', one);
}

/**
 * Makes the login end at a page of ours. The cookie names the login that it is for.
 *
 * @param {Place} place
 * @param {import('../context.js').Context} context the one whose cookies the login uses
 * @param {'popup' | 'asked'} kind
 * @param {Response} response
 */
function setEnd({ nameMark }, { cookieNames, site }, kind, response) {
  const location = response.headers.get('location');
  if (location === null) return response;
  const to = new URL(location, site.origin);
  const state = to.searchParams.get('state');
  if (state === null && kind === 'popup' && to.origin === site.origin) {
    to.searchParams.set('popup', '1'); // the login is first led to the site's own host
    response.headers.set('location', to.href);
  } else if (state !== null) {
    const value = `${kind}.${identify(state)}`;
    const line = setCookie(
      cookieNames,
      nameMark(cookieNames, 'end'),
      value,
      LIMITS.transaction_cookie_seconds,
    );
    response.headers.append('set-cookie', line);
  }
  return response;
}
