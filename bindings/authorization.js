/**
 * Who asks whom. Members have the standards' names.
 * @typedef {object} Client
 * @property {string} api_url the API address
 * @property {string} client_id 1 to 255 visible ASCII characters
 * @property {string} redirect_uri sent byte for byte
 * @property {string} [scope] default `openid profile`
 * @property {string} [issuer] default: `api_url`, byte for byte
 * @property {boolean} [private_http] the first two addresses may be plain http in a private network
 */

/**
 * What must be kept between an authorization request and its response.
 * @typedef {object} Transaction
 * @property {string} state
 * @property {string} nonce
 * @property {string} code_verifier
 * @property {string} redirect_uri
 * @property {string} return_to a path on our own origin
 * @property {string} issuer
 * @property {string} client_id
 * @property {number} created_at seconds since 1970
 */

/**
 * @typedef {object} BeginOptions
 * @property {string} [return_to] where the login leads back to: a path, or an address on the origin of
 * redirect_uri; what is not acceptable becomes "/"
 * @property {string} [prompt] none, or some of login, consent and select_account
 * @property {string} [login_hint]
 * @property {string | URLSearchParams | Record<string, string>} [extra_parameters]
 * @property {Uint8Array} random 96 bytes from a cryptographic generator
 * @property {number} now seconds since 1970
 */

/** @typedef {ReturnType<typeof bindAuthorization>} AuthorizationOperations */

/**
 * Readers of members that must be strings; another type fails as a wrong text would.
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

/** @type {number[]} */
const NO_NUMBERS = [];
const PRIVATE_HTTP = [1];
const NO_CLIENT = Array.from({ length: 5 }, () => undefined);

/**
 * The operations before the browser leaves for Tailchat.
 * @param {import('./instance.js').Call} call
 * @param {import('./instance.js').Fail} fail
 */
export function bindAuthorization(call, fail) {
  const { requireText, optionalText } = textReaders(fail);

  /** @param {Client} client */
  const clientArguments = ({ api_url, client_id, redirect_uri, scope, issuer }) => [
    requireText(api_url, 'api_url_invalid'),
    requireText(client_id, 'client_id_invalid'),
    requireText(redirect_uri, 'redirect_uri_invalid'),
    optionalText(scope, 'scope_invalid'),
    optionalText(issuer, 'issuer_invalid'),
  ];

  /**
   * The client of the last `begin`, which was found valid, as it was given: what its URLs begin with
   * and its issuer stay the same.
   * @type {(Client & { base: string, own_issuer: string }) | undefined}
   */
  let known;

  /** @param {BeginOptions['extra_parameters']} parameters */
  const encodeParameters = (parameters) => {
    if (parameters === undefined || typeof parameters === 'string') return parameters;
    if (parameters === null || typeof parameters !== 'object') throw fail('extra_parameters_invalid');
    return new URLSearchParams(parameters).toString();
  };

  return {
    /**
     * Checks a client and tells its endpoints and defaults.
     * @param {Client} client
     * @throws TailchatLoginError: api_url_invalid, client_id_invalid, redirect_uri_invalid,
     * scope_invalid, issuer_invalid
     * @see RFC 6749 3.1, 3.1.2, 3.2
     */
    configure(client) {
      const [authorization_endpoint, token_endpoint, userinfo_endpoint, issuer, scope] =
        /** @type {string[]} */ (
          call('configure', client.private_http ? PRIVATE_HTTP : NO_NUMBERS, clientArguments(client))
        );
      return { authorization_endpoint, token_endpoint, userinfo_endpoint, issuer, scope };
    },

    /**
     * Makes an authorization request: the URL for the browser, and what to keep until its response.
     * @param {Client & BeginOptions} input
     * @returns {{ url: string, transaction: Transaction }}
     * @throws TailchatLoginError: those of configure, prompt_invalid, login_hint_invalid,
     * extra_parameters_invalid, random_invalid
     * @see RFC 6749 4.1.1, RFC 7636 4.3, OpenID Connect Core 3.1.2.1
     */
    begin(input) {
      const { api_url, client_id, redirect_uri, scope, issuer, random, now: created_at } = input;
      if (!(random instanceof Uint8Array)) throw fail('random_invalid');
      const before = known;
      const isKnown =
        before !== undefined &&
        api_url === before.api_url &&
        client_id === before.client_id &&
        redirect_uri === before.redirect_uri &&
        scope === before.scope &&
        issuer === before.issuer &&
        input.private_http === before.private_http;
      const results = call('begin', input.private_http ? PRIVATE_HTTP : NO_NUMBERS, [
        ...(isKnown ? NO_CLIENT : clientArguments(input)),
        typeof input.return_to === 'string' ? ownPath(input.return_to, redirect_uri) : undefined,
        optionalText(input.prompt, 'prompt_invalid'),
        optionalText(input.login_hint, 'login_hint_invalid'),
        encodeParameters(input.extra_parameters),
        random,
      ]);
      const [end, state, nonce, code_verifier, return_to, own] = /** @type {string[]} */ (results);
      // Every "&" of a value is escaped: this one is where the base ends.
      const { base, own_issuer } = isKnown
        ? before
        : (known = {
            api_url,
            client_id,
            redirect_uri,
            scope,
            issuer,
            private_http: input.private_http,
            base: end.slice(0, end.indexOf('&state=') + 1),
            own_issuer: own,
          });
      return {
        url: isKnown ? base + end : end,
        transaction: {
          state,
          nonce,
          code_verifier,
          redirect_uri,
          return_to,
          issuer: own_issuer,
          client_id,
          created_at,
        },
      };
    },

    /**
     * The path on our own origin that the text names, with what needs it escaped, else "/". An absolute
     * address names one where it is on the origin of `redirect_uri`.
     * @param {unknown} text
     * @param {string} [redirect_uri]
     * @see RFC 9700 4.11
     */
    returnTo(text, redirect_uri = '') {
      if (typeof text !== 'string') return '/';
      return /** @type {string} */ (call('return_to', NO_NUMBERS, [ownPath(text, redirect_uri)])[0]);
    },
  };
}

/**
 * @param {string} text
 * @param {string} redirect_uri
 */
function ownPath(text, redirect_uri) {
  const origin = `${redirect_uri}`.split('/', 3).join('/');
  return origin !== '' && text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
}
