import { acceptReturnTo, isAddress } from './address.js';
import { encodeBase64url, sha256 } from './encoding.js';

const PROMPT = /^(?:none|(?:login|consent|select_account)(?: (?:login|consent|select_account))*)$/;
const SCOPE = 'openid profile';
const OWN = new Set(
  'client_id redirect_uri scope response_type state nonce code_challenge code_challenge_method prompt login_hint'.split(
    ' ',
  ),
);

/** @param {string | undefined} prompt @param {string | undefined} loginHint */
function encodeOptions(prompt, loginHint) {
  if (prompt !== undefined && !PROMPT.test(prompt)) throw new Error('prompt_invalid');
  if (loginHint !== undefined && (!/^[^\x00-\x1f\x7f]+$/.test(loginHint) || loginHint.length > 256))
    throw new Error('login_hint_invalid');
  return (
    (prompt === undefined ? '' : `&prompt=${encodeURIComponent(prompt)}`) +
    (loginHint === undefined ? '' : `&login_hint=${encodeURIComponent(loginHint)}`)
  );
}

/** @param {ConstructorParameters<typeof URLSearchParams>[0]} given */
function encodeExtra(given) {
  const extra = new URLSearchParams(given);
  const names = [...extra.keys()];
  if (names.some((name) => name === '' || OWN.has(name)) || new Set(names).size !== names.length)
    throw new Error('extra_parameters_invalid');
  const text = extra.toString();
  if (text.length > 2048) throw new Error('extra_parameters_invalid');
  return `&${text}`;
}

/**
 * Begins logins. What is the same in every URL is checked and encoded once.
 *
 * @param {{ apiUrl: string, clientId: string, redirectUri: string }} config
 * @param {{ sha256?: import('./encoding.js').Sha256, encode?: (bytes: Uint8Array) => string }} [platform]
 */
export function createBegin({ apiUrl, clientId, redirectUri }, platform = {}) {
  if (!isAddress(apiUrl) || !isAddress(redirectUri) || !/^[\x21-\x7e]{1,255}$/.test(clientId))
    throw new Error('configuration_invalid');
  const { sha256: hash = sha256, encode = encodeBase64url } = platform;
  const same = { client_id: clientId, redirect_uri: redirectUri, scope: SCOPE, response_type: 'code' };
  const start = `${apiUrl}/open/auth?${new URLSearchParams({ ...same, code_challenge_method: 'S256' })}`;

  /** @param {{ returnTo?: string, prompt?: string, loginHint?: string, extraParameters?: any }} [options] */
  return function begin({ returnTo, prompt, loginHint, extraParameters } = {}) {
    const random = crypto.getRandomValues(new Uint8Array(96));
    const state = encode(random.subarray(0, 32));
    const nonce = encode(random.subarray(32, 64));
    const code_verifier = encode(random.subarray(64));
    const options = encodeOptions(prompt, loginHint);
    const extra = extraParameters === undefined ? '' : encodeExtra(extraParameters);
    const created_at = Math.floor(Date.now() / 1000);
    const return_to = acceptReturnTo(returnTo);
    const kept = { state, nonce, code_verifier, return_to, created_at };
    const transaction = { ...kept, redirect_uri: redirectUri, issuer: apiUrl, client_id: clientId };
    /** @param {Uint8Array} digest */
    const finish = (digest) => ({
      url: `${start}&state=${state}&nonce=${nonce}&code_challenge=${encode(digest)}${options}${extra}`,
      transaction,
    });
    const digest = hash(code_verifier);
    return digest instanceof Uint8Array ? finish(digest) : digest.then(finish);
  };
}
