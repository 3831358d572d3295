import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { findCookies } from './cookie_header.js';

/**
 * Our cookies: one session, one that lengthens it, and one for each login under way. The names carry what tells base URLs
 * and clients apart, so two apps on localhost ports do not overwrite each other's; the transactions'
 * also carry when the login began, so that the oldest can go, and whose callback it waits for.
 *
 * @typedef {object} CookieNames
 * @property {string} start how all of them begin
 * @property {string} session
 * @property {string} renewal
 * @property {string} transactionPrefix
 * @property {boolean} secure
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
 * @property {number} foreign what the rest of the header takes
 * @property {boolean} repeated a name of ours came more than once
 * @property {ReadonlyArray<string>} repeatedNames which did
 */

/** base36 milliseconds, of a width that holds until the year 5188, so that names sort by time. */
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
  /** Of two with one name the first stays; `repeated` says that there were two. @type {Map<string, string>} */
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
  const found = { session: values.get(session), renewal: values.get(renewal) };
  const repeated = { repeated: twice.size > 0, repeatedNames: [...twice] };
  return { ...found, transactions, names: [...values.keys()], foreign, ...repeated };
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
 * One Set-Cookie line. Past 4096 bytes a browser drops it without a word (RFC 6265bis 5.6).
 *
 * @param {CookieNames} names
 * @param {string} name
 * @param {string} value
 * @param {number} maxAge seconds
 */
export function setCookie({ secure }, name, value, maxAge) {
  const line = `${name}=${value}; Max-Age=${maxAge}; Path=/; HttpOnly${secure ? '; Secure' : ''}; SameSite=Lax`;
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
 * What a cookie that the browser holds takes at most. Its value may be anything, so it is counted
 * and not written.
 *
 * @param {CookieNames} names
 * @param {string} name
 * @param {string} [value]
 */
function cookieBytes(names, name, value) {
  return value === undefined ? 0 : setCookie(names, name, '', LONGEST_MAX_AGE).length + value.length;
}

/**
 * What the session takes, with room for its first renewal.
 *
 * @param {CookieNames} names
 * @param {OurCookies} cookies
 */
export function sessionBytes(names, { session, renewal }) {
  const renewed = cookieBytes(names, names.renewal, renewal);
  return cookieBytes(names, names.session, session) + Math.max(renewed, LIMITS.renewal_bytes);
}

/**
 * With a new session the old one's renewal counts no more; what it takes is better used.
 *
 * @param {CookieNames} names
 * @param {OurCookies} cookies
 * @returns {string[]} Set-Cookie lines
 */
export function clearRenewal(names, { renewal }) {
  return renewal === undefined ? [] : [clearCookie(names, names.renewal)];
}

/**
 * Clears the logins that no longer fit: at most `transaction_cookies` of them, and all cookies within
 * `cookies_bytes`, for servers cap the header that carries them all.
 *
 * @param {CookieNames} names
 * @param {ReadonlyArray<TransactionCookie>} others the transactions that may stay, first those that go first
 * @param {{ transactions: number, bytes: number }} kept what stays in any case
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
