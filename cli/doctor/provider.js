import { readObject } from './ask.js';
import { failed, ok, showUrl, warn } from './finding.js';
import { NOBODY } from './visit.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/** The id of the key that oidc-provider publishes in its source. */
const DEVELOPMENT_KEY = 'keystore-CHANGE-ME';

/**
 * The iss of a callback decides. The issuer of discovery is the same text in a Tailchat, and the only source as long as the
 * app gets no callback.
 *
 * @param {Visit} visit
 * @returns {Promise<Finding>}
 */
export async function checkIssuer({ discovery, silent, client, texts: { issuer: say } }) {
  const { allowed, code, received } = await silent();
  if (allowed && code === 'issuer_missing') {
    return failed(say.missing, say.adviceMissing);
  }
  const found = code === 'issuer_mismatch' ? received : await issuerOf(discovery, code, client);
  if (found === client.issuer) return ok(say.ok(client.issuer));
  const shown = showUrl(found);
  if (shown === undefined) return failed(say.notUrl, say.adviceNotUrl);
  const how = say[compare(shown, client.issuer)];
  return failed(say.differs(shown, client.issuer, how), adviseIssuer(shown, client, say));
}

/**
 * @param {string} theirs
 * @param {Visit['client']} client
 * @param {import('../texts/doctor_en.js').DoctorTexts['issuer']} say
 */
function adviseIssuer(theirs, { apiUrl, issuer }, say) {
  const strip = (/** @type {string} */ url) => url.replace(/\/+$/, '');
  if (isDefault(theirs) || (isSample(theirs) && !isSample(issuer))) {
    return say.adviceUnset(strip(issuer));
  }
  if (issuer === apiUrl && strip(theirs) === strip(apiUrl)) {
    return say.adviceSpelling(theirs);
  }
  return say.adviceSet(theirs);
}

/** Sample addresses in Tailchat's own files: this machine, its demo, or a placeholder. */
const SAMPLES =
  /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|(?:.+\.)?moonrailgun\.com|(?:.+\.)?example\.(?:com|org|net))$/;

/** Tailchat's default for its own address. */
const DEFAULT = /^http:\/\/(?:127\.0\.0\.1|localhost):(?:11000|3000)\/?$/;

/** @param {string} url */
const isDefault = (url) => DEFAULT.test(url);

/** @param {string} url */
const isSample = (url) => URL.canParse(url) && SAMPLES.test(new URL(url).hostname);

/**
 * A callback with any of these codes has the right iss.
 *
 * @param {Visit['discovery']} discovery
 * @param {string | undefined} code
 * @param {Visit['client']} client
 */
async function issuerOf(discovery, code, client) {
  return code !== undefined && NOBODY.has(code) ? client.issuer : readObject(await discovery())?.issuer;
}

/** @param {string} theirs @param {string} ours */
function compare(theirs, ours) {
  const strip = (/** @type {string} */ url) => url.replace(/\/+$/, '');
  if (strip(theirs) === strip(ours)) return 'slash';
  if (!URL.canParse(theirs)) return 'unlike';
  const [one, other] = [new URL(theirs), new URL(ours)];
  if (one.host !== other.host) return 'otherHost';
  return one.protocol !== other.protocol ? 'scheme' : 'path';
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkPkce({ discovery, texts: { pkce: say } }) {
  const methods = readObject(await discovery())?.code_challenge_methods_supported;
  if (Array.isArray(methods) && methods.includes('S256')) return ok(say.ok);
  return warn(say.missing);
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkSigningKey({ keys, texts: { signingKey: say } }) {
  const answer = await keys();
  const list = readObject(answer)?.keys;
  if (!Array.isArray(list) || list.length === 0) return warn(say.none);
  return ok(list.some((key) => key?.kid === DEVELOPMENT_KEY) ? say.published : say.own);
}

/**
 * Only other programs read the document at the address that the standard gives it, so its absence is no fault.
 *
 * @param {Visit} visit
 * @returns {Promise<Finding>}
 */
export async function checkDiscovery({ standard, client, texts: { discovery: say } }) {
  const answer = await standard();
  const document = answer.status === 200 ? readObject(answer) : undefined;
  if (document === undefined) return ok(say.absent);
  if (document.issuer === client.issuer) return ok(say.present);
  return warn(say.foreign(showUrl(document.issuer)), say.advice);
}
