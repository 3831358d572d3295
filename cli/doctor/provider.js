import { readObject } from './ask.js';
import { failed, ok, showUrl, warn } from './finding.js';
import { NOBODY } from './visit.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/** The id of the key that oidc-provider publishes with its source. */
const DEVELOPMENT_KEY = 'keystore-CHANGE-ME';

/**
 * What counts is the iss of a callback; the discovery's issuer is the same text in a Tailchat, and all there is
 * to see as long as the app gets no callback.
 *
 * @param {Visit} visit
 * @returns {Promise<Finding>}
 */
export async function checkIssuer({ discovery, silent, client }) {
  const { allowed, code, received } = await silent();
  if (allowed && code === 'issuer_missing') {
    return failed('the callback has no iss (RFC 9207)', 'Tailchat 1.11 sends it: is this one older?');
  }
  const found = code === 'issuer_mismatch' ? received : await issuerOf(discovery, code, client);
  if (found === client.issuer) return ok(`iss is ${client.issuer}`);
  const shown = showUrl(found);
  if (shown === undefined) return failed('iss is not a URL', "Correct API_URL in Tailchat's configuration.");
  return failed(
    `Tailchat says that its iss is ${shown}, and ${client.issuer} is expected: ${compare(shown, client.issuer)}`,
    adviseIssuer(shown, client),
  );
}

/**
 * @param {string} theirs
 * @param {Visit['client']} client
 */
function adviseIssuer(theirs, { apiUrl, issuer }) {
  const strip = (/** @type {string} */ url) => url.replace(/\/+$/, '');
  if (isDefault(theirs) || (isSample(theirs) && !isSample(issuer))) {
    return `API_URL is not set in Tailchat's configuration, or left as it came: set it to ${strip(issuer)}, and start Tailchat again.`;
  }
  if (issuer === apiUrl && strip(theirs) === strip(apiUrl)) {
    return `Spell apiUrl (TAILCHAT_API_URL, --api) as ${theirs} exactly: it is compared character by character.`;
  }
  return `Set issuer (TAILCHAT_ISSUER) to ${theirs} exactly, or correct API_URL in Tailchat's configuration.`;
}

/** What Tailchat's own files have in the place of an address: this machine, its demo, or a placeholder. */
const SAMPLES =
  /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|(?:.+\.)?moonrailgun\.com|(?:.+\.)?example\.(?:com|org|net))$/;

/** What Tailchat takes for its address where it is told none. */
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
  if (strip(theirs) === strip(ours)) return 'the slash at the end differs';
  if (!URL.canParse(theirs)) return 'they differ';
  const [one, other] = [new URL(theirs), new URL(ours)];
  if (one.host !== other.host) return 'the host differs';
  return one.protocol !== other.protocol ? 'http and https differ' : 'the path differs';
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkPkce({ discovery }) {
  const methods = readObject(await discovery())?.code_challenge_methods_supported;
  if (Array.isArray(methods) && methods.includes('S256')) return ok('PKCE with S256 is offered');
  return warn('PKCE with S256 is not offered: a stolen code is protected by the secret alone');
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkSigningKey({ keys }) {
  const answer = await keys();
  const list = readObject(answer)?.keys;
  if (!Array.isArray(list) || list.length === 0) {
    return warn('/open/jwks gives no key: createVerifier cannot be used with this server');
  }
  if (!list.some((key) => key?.kid === DEVELOPMENT_KEY)) {
    return ok('id_tokens are signed with a key of its own');
  }
  return ok(
    "id_tokens are signed with oidc-provider's published development key, as every Tailchat's are: one counts when it comes from the token endpoint, and never when somebody sends it",
  );
}
