import * as LIMITS from '../../bindings/limits.js';
import { clearCookie, readCookies } from '../http/cookies.js';
import { finishedFirst } from '../login/transaction.js';
import { readSetCookieLines, readSetCookies } from './set_cookies.js';

/**
 * Servers limit the size of the Cookie header, and the code for each kind of cookies ignores the other kind. This code
 * therefore counts all cookies that the browser will send next, and clears logins that no longer fit.
 *
 * @typedef {import('./place.js').Place} Place
 * @typedef {import('../context.js').Context} Context
 */

const SEPARATOR = '; '.length;
/** @param {string} name @param {string} value */
const pairBytes = (name, value) => `${name}=${value}`.length + SEPARATOR;

/** @param {Place} place @param {Request} request @param {Response} response */
export function fit({ twin, context }, request, response) {
  const jars = (twin ? [twin, context] : [context]).map((own) => ({
    own,
    transactions: readCookies(request, own.cookieNames).transactions,
  }));
  const changed = new Map(readSetCookieLines(response).map(({ name, value }) => [name, value]));
  let total = bytesAfter(request, changed);
  for (const { own, transactions } of jars)
    for (const { name, value } of finishedFirst(own, transactions)) {
      if (total <= LIMITS.cookies_bytes) return;
      if (changed.has(name)) continue;
      total -= pairBytes(name, value);
      response.headers.append('set-cookie', clearCookie(own.cookieNames, name));
    }
  if (twin && total > LIMITS.cookies_bytes) leaveOut(twin, context, response);
}

/**
 * The login that begins here has a cookie of each kind. If space is short, the partitioned one is enough.
 *
 * @param {Context} twin
 * @param {Context} plain
 * @param {Response} response
 */
function leaveOut(twin, plain, { headers }) {
  const lines = headers.getSetCookie();
  const begun = (/** @type {Context} */ { cookieNames: { transactionPrefix } }) =>
    readSetCookies({ headers }).find(({ name }) => name.startsWith(transactionPrefix));
  const spare = begun(plain);
  if (begun(twin) === undefined || spare === undefined) return;
  headers.delete('set-cookie');
  for (const line of lines) if (line !== spare.line) headers.append('set-cookie', line);
}

/** @param {Request} request @param {Map<string, string>} changed what the answer sets or clears */
function bytesAfter({ headers }, changed) {
  let total = 0;
  for (const pair of (headers.get('cookie') ?? '').split(/;[ \t]*/)) {
    const name = pair.split('=', 1)[0];
    if (pair !== '' && !changed.has(name)) total += pair.length + SEPARATOR;
  }
  for (const [name, value] of changed) if (value !== '') total += pairBytes(name, value);
  return total;
}
