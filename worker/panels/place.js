import { findCookies } from '../http/cookie_header.js';
import { makeHeader } from '../sealed/seal.js';

/**
 * One host of the login with all that its panels need. The twin is the same login with cookies of its own: partitioned by
 * the top page, under other names, and sealed for other purposes. On plain http there is no twin, because a partitioned
 * cookie needs https.
 *
 * @typedef {import('../context.js').Context} Context
 * @typedef {import('../http/cookies.js').CookieNames} CookieNames
 *
 * @typedef {object} Place
 * @property {Context} context
 * @property {Context | undefined} twin
 * @property {ReadonlyArray<string>} embeddedIn
 * @property {string} frameAncestors
 * @property {Context['described']} described
 * @property {CookieNames} jar of the frames
 * @property {string} shown the cookie that proves that a page of ours was shown in the frame
 * @property {string} asked the cookie that says that a page has just asked silently
 * @property {string} out the cookie that says that the person has logged out
 * @property {(names: CookieNames) => string} endOf the name of the cookie that says how a login of panels ends
 */

/** The cookies. What is in a store belongs to both. */
const SEALED = /** @type {const} */ (['session', 'renewal', 'transaction', 'done', 'session_id']);

/** @param {string} name */
const rename = (name) => name.replace('tailchat_', 'tailchat_panel_');

/**
 * @param {Context} context
 * @param {Context['sessions']} sessions
 * @param {ReadonlyArray<string>} embeddedIn
 * @param {string} frameAncestors
 * @returns {Place}
 */
export function makePlace(context, sessions, embeddedIn, frameAncestors) {
  const twin = context.cookieNames.secure ? makeTwin(context, sessions) : undefined;
  const jar = (twin ?? context).cookieNames;
  const own = twin === undefined ? [] : [jar.session, jar.renewal];
  const described = Object.freeze({
    ...context.described,
    cookies: Object.freeze([...context.described.cookies, ...own]),
  });
  const named = (/** @type {CookieNames} */ names, /** @type {string} */ what) =>
    names.transactionPrefix.replace('_tx_', `_${what}_`).slice(0, -1);
  return {
    context,
    twin,
    embeddedIn,
    frameAncestors,
    described,
    jar,
    shown: named(jar, 'shown'),
    asked: named(jar, 'asked'),
    out: named(jar, 'out'),
    endOf: (names) => named(names, 'end'),
  };
}

/** @param {Context} context @param {Context['sessions']} sessions @returns {Context} */
function makeTwin(context, sessions) {
  const { cookieNames, seals } = context;
  const { start, session, renewal, transactionPrefix } = cookieNames;
  return Object.freeze({
    ...context,
    sessions,
    cookieNames: {
      ...cookieNames,
      start: rename(start),
      session: rename(session),
      renewal: rename(renewal),
      transactionPrefix: rename(transactionPrefix),
      sameSite: 'None; Partitioned',
    },
    seals: {
      ...seals,
      keys: seals.keys.map((key) => {
        const own = SEALED.map((purpose) => [purpose, makeHeader(`panel_${purpose}`, key.kid)]);
        return { ...key, headers: { ...key.headers, ...Object.fromEntries(own) } };
      }),
    },
  });
}

/**
 * @param {Request} request
 * @param {string} name
 * @returns {string | undefined} undefined also if it came twice
 */
export function readCookie({ headers }, name) {
  const found = findCookies(headers.get('cookie') ?? '', name).filter(([own]) => own === name);
  return found.length === 1 ? found[0][1] : undefined;
}

/** @param {Request} request @param {string} name */
export const hasCookie = ({ headers }, name) =>
  findCookies(headers.get('cookie') ?? '', name).some(([own]) => own === name);
