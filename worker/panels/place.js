import { findCookies } from '../http/cookie_header.js';
import { makeHeader } from '../sealed/seal.js';

/**
 * One host of the login, with everything that its panels need. The twin is the same login with other cookies: partitioned by
 * the top page, with other names, and sealed for other purposes. A partitioned cookie needs https, or a host that browsers
 * trust like https. On plain http elsewhere there is no twin.
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
 * @property {ReadonlyArray<CookieNames>} jars of the frames' marks
 * @property {(names: CookieNames, what: string) => string} nameMark
 */

/** The purposes of the twin's cookies. Values in a store belong to both. */
const SEALED = /** @type {const} */ (['session', 'renewal', 'transaction', 'done', 'session_id']);

/** @param {string} name */
const rename = (name) => name.replace(/^(?:__Host-)?tailchat_/, '__Host-tailchat_panel_');

/** Chromium and Firefox store Secure cookies of these hosts on http too. */
const TRUSTED = new Set(['localhost', '127.0.0.1']);

/**
 * @param {Context} context
 * @param {Context['sessions']} sessions
 * @param {ReadonlyArray<string>} embeddedIn
 * @param {string} frameAncestors
 * @returns {Place}
 */
export function makePlace(context, sessions, embeddedIn, frameAncestors) {
  const { cookieNames, site } = context;
  const { secure } = cookieNames;
  const isTrusted = secure || TRUSTED.has(new URL(site.origin).hostname);
  const twin = isTrusted ? makeTwin(context, sessions) : undefined;
  const own = twin === undefined ? [] : [twin.cookieNames.session, twin.cookieNames.renewal];
  const described = Object.freeze({
    ...context.described,
    cookies: Object.freeze([...context.described.cookies, ...own]),
  });
  return {
    context,
    twin,
    embeddedIn,
    frameAncestors,
    described,
    jars: [...(twin ? [twin.cookieNames] : []), ...(secure ? [] : [cookieNames])],
    nameMark: ({ transactionPrefix }, what) => transactionPrefix.replace('_tx_', `_${what}_`).slice(0, -1),
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
      secure: true,
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
 * @returns {string | undefined} undefined also if it appears twice
 */
export function readCookie({ headers }, name) {
  const found = findCookies(headers.get('cookie') ?? '', name).filter(([own]) => own === name);
  return found.length === 1 ? found[0][1] : undefined;
}

/** @param {Request} request @param {string} name */
export const hasCookie = ({ headers }, name) =>
  findCookies(headers.get('cookie') ?? '', name).some(([own]) => own === name);
