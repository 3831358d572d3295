import { clearCookie, readCookies } from '../http/cookies.js';
import { destinationOf } from '../http/guards.js';
import { identify } from '../login/transaction.js';
import { answer } from '../routes/router.js';
import { openSession } from '../session/session.js';
import { readSetCookies } from './set_cookies.js';
import { readCookie } from './place.js';
import { clearOut } from './stay_out.js';

/**
 * @typedef {import('./place.js').Place} Place
 * @typedef {import('../context.js').Context} Context
 * @typedef {import('../http/cookies.js').OurCookies} OurCookies
 */

/**
 * If both cookies arrive, as in a frame of the same site, the plain one decides.
 *
 * @type {import('./answer.js').Route}
 */
export async function callback(place, parts, { searchParams }) {
  const { request, context } = parts;
  const { twin } = place;
  const id = identify(searchParams.get('state') ?? '');
  const plain = readCookies(request, context.cookieNames);
  const partitioned = twin && readCookies(request, twin.cookieNames);
  const isPanel = destinationOf(request) === 'frame' && !has(plain, id) && has(partitioned, id);
  const [own, cookies] = twin && partitioned && isPanel ? [twin, partitioned] : [context, plain];
  const response = await answer({ ...parts, context: own });
  const entered = readSetCookies(response).some(({ name }) => name === own.cookieNames.session);
  if (entered) for (const line of clearOut(place, request)) response.headers.append('set-cookie', line);
  const [other, left] = own === context ? [twin, partitioned] : [context, plain];
  if (other && left) await leave(other, left, id, entered, response);
  if (response.status === 302) await lead(place, request, own, cookies, id, entered, response);
  return response;
}

/** @param {OurCookies | undefined} cookies @param {string} id */
const has = (cookies, id) => cookies?.transactions.some((one) => one.id === id) ?? false;

/**
 * A login replaces both sessions, and its transaction ends in both kinds of cookies.
 *
 * @param {Context} context the one whose cookies the login has not used
 * @param {OurCookies} cookies
 * @param {string} id
 * @param {boolean} entered
 * @param {Response} response
 */
async function leave(context, cookies, id, entered, { headers }) {
  const { cookieNames, stored } = context;
  const { session, renewal } = cookieNames;
  const spent = cookies.transactions.filter((one) => one.id === id).map(({ name }) => name);
  const ended = entered ? cookies.names.filter((name) => name === session || name === renewal) : [];
  for (const name of [...spent, ...ended]) headers.append('set-cookie', clearCookie(cookieNames, name));
  if (entered && cookies.session !== undefined) await stored?.end(context, cookies.session);
}

/**
 * A login in a popup ends at a page that closes the popup. A silent login that found no user ends at the page with the button.
 *
 * @param {Place} place
 * @param {Request} request
 * @param {Context} context
 * @param {OurCookies} cookies
 * @param {string} id
 * @param {boolean} entered
 * @param {Response} response
 */
async function lead({ twin, nameMark, context: plain }, request, context, cookies, id, entered, { headers }) {
  const { routes } = context.site;
  for (const { cookieNames } of twin ? [twin, plain] : [plain]) {
    const name = nameMark(cookieNames, 'end');
    const [kind, of] = (readCookie(request, name) ?? '').split('.');
    if (of !== id || id === '') continue;
    headers.append('set-cookie', clearCookie(cookieNames, name));
    const return_to = headers.get('location') ?? '';
    if (kind === 'popup') headers.set('location', `${routes}/login?popup=end`);
    else if (!entered && (await openSession(context, cookies)) === undefined)
      headers.set('location', `${routes}/login?${new URLSearchParams({ return_to, asked: '1' })}`);
  }
}
