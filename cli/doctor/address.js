import { readObject } from './ask.js';
import { failed, ok, showUrl, warn } from './finding.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/** @typedef {import('../texts/doctor_en.js').DoctorTexts['address']} Texts */

/**
 * A gateway often has several faults at once. The finding names all of them.
 *
 * @param {Visit} visit
 * @returns {Promise<Finding>}
 */
export async function checkAddress(visit) {
  const say = visit.texts.address;
  const named = String(readObject(await visit.discovery())?.authorization_endpoint);
  if (!URL.canParse(named)) return failed(say.none);
  const ours = new URL(`${visit.open}/auth`);
  const theirs = new URL(named);
  const faults = [...compare(theirs, ours, say), ...(await lookAtCookies(visit, ours))];
  const path = await comparePaths(visit, theirs, ours);
  if (path !== undefined && (await visit.silent()).allowed) faults.push(path);
  else if (path !== undefined && faults.length === 0) return warn(...path);
  if (faults.length > 0) {
    const advice = [...new Set(faults.map(([, advice]) => advice))].join(' ');
    return failed(say.all(faults.map(([text]) => text)), advice);
  }
  if (ours.protocol === 'https:') return ok(say.https);
  if (isLocal(ours.hostname)) return ok(say.local);
  return ok(say.lan);
}

/** @param {URL} theirs @param {URL} ours @param {Texts} say @returns {[string, string][]} */
function compare(theirs, ours, say) {
  /** @type {[string, string][]} */
  const faults = [];
  if (!['http:', 'https:'].includes(theirs.protocol)) {
    return [[say.notAnAddress, say.adviceHost]];
  }
  if (theirs.protocol !== ours.protocol) {
    faults.push([say.scheme(theirs.protocol), say.adviceProxy]);
  }
  if (theirs.hostname !== ours.hostname || portOf(theirs, ours) !== portOf(ours, ours)) {
    faults.push([say.host(showUrl(theirs.origin)), say.adviceHost]);
  }
  return faults;
}

/**
 * Tailchat does not know its own path. If the gateway adds one, the login pages are outside of it. The only question is
 * whether they appear.
 *
 * @param {Visit} visit
 * @param {URL} theirs
 * @param {URL} ours
 * @returns {Promise<[string, string] | undefined>}
 */
async function comparePaths({ page, texts: { address: say } }, theirs, ours) {
  if (theirs.pathname === ours.pathname || (await page()).form?.login) return undefined;
  const cut = (/** @type {URL} */ { pathname }) => showPath(pathname.replace(/\/auth$/, ''));
  return [say.path(cut(theirs), cut(ours)), say.advicePath];
}

/**
 * Another scheme has another default port, which is not a separate fault.
 *
 * @param {URL} url
 * @param {URL} ours
 */
const portOf = (url, ours) => url.port || (url.protocol === ours.protocol ? '' : ours.port);

/** @param {Visit} visit @param {URL} ours @returns {Promise<[string, string][]>} */
async function lookAtCookies({ page, texts: { address: say } }, { protocol }) {
  if (protocol !== 'https:') return [];
  const { cookies } = await page();
  if (!cookies.some(isOpen)) return [];
  return [[say.cookies, say.adviceProxy]];
}

/** @param {string} cookie a Set-Cookie header's value */
const isOpen = (cookie) => !/;\s*secure\s*(;|$)/i.test(cookie);

/** @param {string} hostname */
const isLocal = (hostname) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** @param {string} path */
const showPath = (path) => (/^[\x21-\x7e]{0,200}$/.test(path) ? path || '/' : undefined);
