import { return_to_bytes } from './limits.js';
import * as slots from './slots.js';

const MOST_RETURN_TO_CHARACTERS = 16 * return_to_bytes;

/**
 * The client of a login. Members have the standards' names.
 * @typedef {object} Client
 * @property {string} api_url the API address
 * @property {string} client_id 1 to 255 visible ASCII characters
 * @property {string} redirect_uri sent byte for byte
 * @property {string} [scope] default `openid profile`
 * @property {string} [issuer] default: `api_url`, byte for byte
 * @property {boolean} [private_http] the first two addresses may be plain http in a private network
 */

/**
 * A valid client, as `configure` returns it: with its endpoints, its defaults, and the beginning of its authorization URLs.
 * @typedef {object} CheckedClient
 * @property {string} client_id
 * @property {string} redirect_uri
 * @property {string} authorization_base
 * @property {string} token_endpoint
 * @property {string} userinfo_endpoint
 * @property {string} issuer
 * @property {string} scope
 */

/** @typedef {import('../types/index.js').Transaction} Transaction */

/**
 * @typedef {object} BeginOptions
 * @property {string} [return_to] where the login leads back to: a path, or an address on the origin of
 * redirect_uri; an unacceptable value becomes "/"
 * @property {string} [prompt] none, or some of login, consent and select_account
 * @property {string} [login_hint]
 * @property {string | URLSearchParams | Record<string, string>} [extra_parameters]
 * @property {Uint8Array} random 96 bytes from a cryptographic generator
 * @property {number} now seconds since 1970
 */

/** @typedef {ReturnType<typeof bindAuthorization>} AuthorizationOperations */

/**
 * Readers of members that must be strings. Another type fails like a wrong text.
 * @param {import('./instance.js').Fail} fail
 */
export function textReaders(fail) {
  /** @param {unknown} value @param {import('./vocabulary.js').ErrorCode} code */
  const requireText = (value, code) => {
    if (typeof value !== 'string') throw fail(code);
    return value;
  };
  /** @param {unknown} value @param {import('./vocabulary.js').ErrorCode} code */
  const optionalText = (value, code) => (value === undefined ? undefined : requireText(value, code));
  return { requireText, optionalText };
}

/**
 * The operations before the browser leaves for Tailchat.
 * @param {import('./instance.js').Call} call
 * @param {import('./instance.js').Fail} fail
 */
export function bindAuthorization(call, fail) {
  const { requireText, optionalText } = textReaders(fail);

  /** @param {BeginOptions['extra_parameters']} parameters */
  const encodeParameters = (parameters) => {
    if (parameters === undefined || typeof parameters === 'string') return parameters;
    if (parameters === null || typeof parameters !== 'object') throw fail('extra_parameters_invalid');
    return new URLSearchParams(parameters).toString();
  };

  return {
    /**
     * Checks a client and returns its endpoints and defaults.
     * @param {Client} client
     * @returns {CheckedClient}
     * @throws TailchatLoginError: api_url_invalid, client_id_invalid, redirect_uri_invalid,
     * scope_invalid, issuer_invalid
     * @see RFC 6749 3.1, 3.1.2, 3.2
     */
    configure({ api_url, client_id, redirect_uri, scope, issuer, private_http }) {
      const checked = call(slots.configure, [Number(private_http ?? 0)], {
        api_url: requireText(api_url, 'api_url_invalid'),
        client_id: requireText(client_id, 'client_id_invalid'),
        redirect_uri: requireText(redirect_uri, 'redirect_uri_invalid'),
        scope: optionalText(scope, 'scope_invalid'),
        issuer: optionalText(issuer, 'issuer_invalid'),
      });
      return /** @type {CheckedClient} */ ({ client_id, redirect_uri, ...checked });
    },

    /**
     * Creates an authorization request: the URL for the browser, and the transaction to keep until its response.
     * @param {CheckedClient} client
     * @param {BeginOptions} options
     * @returns {{ url: string, transaction: Transaction }}
     * @throws TailchatLoginError: prompt_invalid, login_hint_invalid, extra_parameters_invalid, random_invalid
     * @see RFC 6749 4.1.1, RFC 7636 4.3, OpenID Connect Core 3.1.2.1
     */
    begin({ authorization_base, client_id, redirect_uri, issuer }, options) {
      const { random, now: created_at } = options;
      if (!(random instanceof Uint8Array)) throw fail('random_invalid');
      const made = call(slots.begin, [], {
        authorization_base,
        return_to:
          typeof options.return_to === 'string' ? ownPath(options.return_to, redirect_uri) : undefined,
        prompt: optionalText(options.prompt, 'prompt_invalid'),
        login_hint: optionalText(options.login_hint, 'login_hint_invalid'),
        extra_parameters: encodeParameters(options.extra_parameters),
        random,
      });
      const { url, state, nonce, code_verifier, return_to } =
        /** @type {Record<keyof typeof made, string>} */ (made);
      return {
        url,
        transaction: { state, nonce, code_verifier, redirect_uri, return_to, issuer, client_id, created_at },
      };
    },

    /**
     * The path on our own origin that the text names, escaped, or else "/". An absolute address names a path if it is on the
     * origin of `redirect_uri`.
     * @param {unknown} text
     * @param {string} [redirect_uri]
     * @see RFC 9700 4.11
     */
    returnTo(text, redirect_uri = '') {
      if (typeof text !== 'string') return '/';
      const { return_to } = call(slots.return_to, [], { return_to: ownPath(text, redirect_uri) });
      return /** @type {string} */ (return_to);
    },
  };
}

/**
 * A text far beyond the limit is refused before the core would copy and read all of it.
 *
 * @param {string} text
 * @param {string} redirect_uri
 */
function ownPath(text, redirect_uri) {
  if (text.length > MOST_RETURN_TO_CHARACTERS) return '/';
  const origin = `${redirect_uri}`.split('/', 3).join('/');
  return origin !== '' && text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
}
