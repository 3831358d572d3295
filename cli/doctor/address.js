import { readObject } from './ask.js';
import { failed, ok, showUrl, warn } from './finding.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

const PROXY =
  'Start Tailchat with OPENAPI_UNDER_PROXY=true, and let the gateway send X-Forwarded-Proto: https to it.';
const HOST = "Let the gateway hand on the request's Host header as it came, with the port.";
const PATH =
  'Its login pages are at /open/ of the host itself: route that too, or give it a host of its own.';

/**
 * A gateway seldom has one fault: all of them are told together.
 *
 * @param {Visit} visit
 * @returns {Promise<Finding>}
 */
export async function checkAddress(visit) {
  const named = String(readObject(await visit.discovery())?.authorization_endpoint);
  if (!URL.canParse(named)) return failed('the discovery names no authorization endpoint');
  const ours = new URL(`${visit.open}/auth`);
  const theirs = new URL(named);
  const faults = [...compare(theirs, ours), ...(await lookAtCookies(visit, ours))];
  const path = await comparePaths(visit, theirs, ours);
  if (path !== undefined && (await visit.silent()).allowed) faults.push(path);
  else if (path !== undefined && faults.length === 0) return warn(...path);
  if (faults.length > 0) {
    const advice = [...new Set(faults.map(([, advice]) => advice))].join(' ');
    return failed(faults.map(([text]) => text).join('; and '), advice);
  }
  if (ours.protocol === 'https:') return ok('https, and Tailchat knows that it is behind it');
  if (isLocal(ours.hostname)) return ok('plain http, on this machine only');
  return ok(
    'plain http in a private network, as TAILCHAT_ALLOW_HTTP=private allows: who listens there can log in',
  );
}

/** @param {URL} theirs @param {URL} ours @returns {[string, string][]} */
function compare(theirs, ours) {
  /** @type {[string, string][]} */
  const faults = [];
  if (!['http:', 'https:'].includes(theirs.protocol)) {
    return [['the discovery names no authorization endpoint that is an address', HOST]];
  }
  if (theirs.protocol !== ours.protocol) {
    faults.push([
      `Tailchat takes its own address for ${theirs.protocol}//: after the password it sends the browser there, and the login breaks`,
      PROXY,
    ]);
  }
  if (theirs.hostname !== ours.hostname || portOf(theirs, ours) !== portOf(ours, ours)) {
    const shown = showUrl(theirs.origin);
    faults.push([`Tailchat takes its own address for ${shown ?? 'another one'}: the login ends there`, HOST]);
  }
  return faults;
}

/**
 * Tailchat knows of no path of its own. Where the gateway adds one, the login pages are outside of it; that they are
 * shown is all that counts.
 *
 * @param {Visit} visit
 * @param {URL} theirs
 * @param {URL} ours
 * @returns {Promise<[string, string] | undefined>}
 */
async function comparePaths({ page }, theirs, ours) {
  if (theirs.pathname === ours.pathname || (await page()).form?.login) return undefined;
  const cut = (/** @type {URL} */ { pathname }) => showPath(pathname.replace(/\/auth$/, ''));
  return [`Tailchat takes its own path for ${cut(theirs)}, not ${cut(ours)}`, PATH];
}

/**
 * With another scheme the default port is another one too, which is no fault of its own.
 *
 * @param {URL} url
 * @param {URL} ours
 */
const portOf = (url, ours) => url.port || (url.protocol === ours.protocol ? '' : ours.port);

/** @param {Visit} visit @param {URL} ours @returns {Promise<[string, string][]>} */
async function lookAtCookies({ page }, { protocol }) {
  if (protocol !== 'https:') return [];
  const { cookies } = await page();
  if (!cookies.some(isOpen)) return [];
  return [["Tailchat's cookies are not Secure: it does not know that it is behind https", PROXY]];
}

/** @param {string} cookie a Set-Cookie header's value */
const isOpen = (cookie) => !/;\s*secure\s*(;|$)/i.test(cookie);

/** @param {string} hostname */
const isLocal = (hostname) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** @param {string} path */
const showPath = (path) => (/^[\x21-\x7e]{0,200}$/.test(path) ? path || '/' : 'another one');
