import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { findCookies } from './cookie_header.js';

/**
 * Our cookies: one for the session, one for its renewal, and one for each login under way. The names contain a digest of
 * the base URL and the client, so that two apps on ports of localhost do not overwrite each other's cookies. The name of
 * a transaction also contains the time when the login began, so that the oldest can be removed, and the id of its login.
 *
 * @typedef {object} CookieNames
 * @property {string} start the beginning of every name
 * @property {string} session
 * @property {string} renewal
 * @property {string} transactionPrefix
 * @property {boolean} secure
 * @property {string} [sameSite] `Lax` if it is not given
 *
 * @typedef {object} TransactionCookie
 * @property {string} name
 * @property {string} value
 * @property {string} id
 *
 * @typedef {object} OurCookies
 * @property {string | undefined} session
 * @property {string | undefined} renewal
 * @property {ReadonlyArray<TransactionCookie>} transactions the oldest first
 * @property {ReadonlyArray<string>} names each once
 * @property {number} foreign bytes of the other cookies in the header
 * @property {boolean} repeated one of our names appeared more than once
 * @property {ReadonlyArray<string>} repeatedNames the names that did
 */

/** Nine base36 digits of milliseconds, enough until the year 5188. With one width, names sort by time. */
const CREATED_WIDTH = 9;
const TRANSACTION_SUFFIX = /^[0-9a-z]{9}_([A-Za-z0-9_-]{16})$/;
/** 400 days in seconds: browsers keep no cookie longer (RFC 6265bis 5.6). */
const LONGEST_MAX_AGE = 34560000;

/**
 * @param {string} baseUrl
 * @param {string} suffix
 * @returns {CookieNames}
 */
export function nameCookies(baseUrl, suffix) {
  const secure = baseUrl.startsWith('https:');
  const prefix = secure ? '__Host-' : ''; // RFC 6265bis 4.1.3.2: only with Secure
  return {
    start: `${prefix}tailchat_`,
    session: `${prefix}tailchat_${suffix}`,
    renewal: `${prefix}tailchat_renewal_${suffix}`,
    transactionPrefix: `${prefix}tailchat_tx_${suffix}_`,
    secure,
  };
}

/**
 * @param {CookieNames} names
 * @param {number} created_ms milliseconds
 * @param {string} id
 */
export function nameTransaction({ transactionPrefix }, created_ms, id) {
  return `${transactionPrefix}${created_ms.toString(36).padStart(CREATED_WIDTH, '0')}_${id}`;
}

/**
 * @param {Request} request
 * @param {CookieNames} names
 * @returns {OurCookies}
 */
export function readCookies(request, { start, session, renewal, transactionPrefix }) {
  /** Keeps the first of two cookies with one name; `repeated` reports them. @type {Map<string, string>} */
  const values = new Map();
  /** @type {TransactionCookie[]} */
  const transactions = [];
  /** @type {Set<string>} */
  const twice = new Set();
  const header = request.headers.get('cookie') ?? '';
  let foreign = header.length;
  for (const [name, value] of findCookies(header, start)) {
    const id = readId(name, transactionPrefix);
    if (name !== session && name !== renewal && id === undefined) continue;
    foreign = Math.max(0, foreign - `${name}=${value}; `.length);
    if (values.has(name)) twice.add(name);
    else if (id !== undefined) transactions.push({ name, value, id });
    if (!values.has(name)) values.set(name, value);
  }
  transactions.sort((a, b) => (a.name < b.name ? -1 : 1));
  // Each request comes here, and spreading other objects into this one took most of the time.
  return {
    session: values.get(session),
    renewal: values.get(renewal),
    transactions,
    names: [...values.keys()],
    foreign,
    repeated: twice.size > 0,
    repeatedNames: [...twice],
  };
}

/**
 * @param {string} name
 * @param {string} transactionPrefix
 */
function readId(name, transactionPrefix) {
  if (!name.startsWith(transactionPrefix)) return undefined;
  return TRANSACTION_SUFFIX.exec(name.slice(transactionPrefix.length))?.[1];
}

/** @param {OurCookies} cookies */
export function refuseRepeated(cookies) {
  if (cookies.repeated) throw new TailchatLoginError('cookie_repeated');
}

/**
 * One Set-Cookie line. A browser silently drops a line of more than 4096 bytes (RFC 6265bis 5.6).
 *
 * @param {Pick<CookieNames, 'secure' | 'sameSite'>} names
 * @param {string} name
 * @param {string} value
 * @param {number} maxAge seconds
 */
export function setCookie({ secure, sameSite = 'Lax' }, name, value, maxAge) {
  const line = `${name}=${value}; Max-Age=${maxAge}; Path=/; HttpOnly${secure ? '; Secure' : ''}; SameSite=${sameSite}`;
  if (line.length > LIMITS.cookie_bytes) throw new TailchatLoginError('cookie_too_large');
  return line;
}

/**
 * @param {CookieNames} names
 * @param {string} name
 */
export function clearCookie(names, name) {
  return setCookie(names, name, '', 0);
}

/**
 * The largest size of a cookie that the browser holds. The browser may have sent any value, so only its length is used.
 *
 * @param {CookieNames} names
 * @param {string} name
 * @param {string} [value]
 */
function cookieBytes(names, name, value) {
  return value === undefined ? 0 : setCookie(names, name, '', LONGEST_MAX_AGE).length + value.length;
}

/**
 * The size of the session's cookies, with room for the first renewal.
 *
 * @param {CookieNames} names
 * @param {OurCookies} cookies
 */
export function sessionBytes(names, { session, renewal }) {
  const renewed = cookieBytes(names, names.renewal, renewal);
  return cookieBytes(names, names.session, session) + Math.max(renewed, LIMITS.renewal_bytes);
}

/**
 * A new session makes the renewal of the old one useless, so its room is freed.
 *
 * @param {CookieNames} names
 * @param {OurCookies} cookies
 * @returns {string[]} Set-Cookie lines
 */
export function clearRenewal(names, { renewal }) {
  return renewal === undefined ? [] : [clearCookie(names, names.renewal)];
}

/**
 * Clears the logins that no longer fit. At most `transaction_cookies` remain, and all cookies together take at most
 * `cookies_bytes`, because servers limit the size of the Cookie header.
 *
 * @param {CookieNames} names
 * @param {ReadonlyArray<TransactionCookie>} others the transactions that may stay, in the order of their removal
 * @param {{ transactions: number, bytes: number }} kept what always stays
 * @returns {string[]} Set-Cookie lines
 */
export function makeRoom(names, others, { transactions, bytes }) {
  const staying = [...others];
  let total = others.reduce((sum, { name, value }) => sum + cookieBytes(names, name, value), bytes);
  /** @type {string[]} */
  const lines = [];
  while (staying.length + transactions > LIMITS.transaction_cookies || total > LIMITS.cookies_bytes) {
    const oldest = staying.shift();
    if (oldest === undefined) break;
    total -= cookieBytes(names, oldest.name, oldest.value);
    lines.push(clearCookie(names, oldest.name));
  }
  return lines;
}
