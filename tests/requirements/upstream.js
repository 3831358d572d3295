// Requirements on the reading of Tailchat's answers, and on its configuration.

/** @type {import('../../scripts/vocabulary/requirements.js').Section[]} */
export default [
  {
    title: 'Redirect from the token endpoint (RFC 9700 4.12)',
    rows: [
      {
        requirement: 'redirect: never followed',
        test: 'token_endpoint',
        name: 'that is a 301 is refused with upstream_redirected',
        mutants: ['redirect-followed'],
      },
      {
        requirement: 'redirect: any 3xx is an error',
        test: 'client/upstream',
        name: 'that followed a redirect is refused',
        mutants: ['redirect-taken-for-an-answer'],
      },
    ],
  },
  {
    title: '5xx, reset, hang, drip; endless or huge body',
    rows: [
      {
        requirement: 'hang, drip: the deadline',
        test: 'token_endpoint',
        name: 'that hangs is refused with deadline_exceeded',
        mutants: ['deadline-removed'],
      },
      {
        requirement: 'one deadline for token and me',
        test: 'threats/upstream',
        name: 'slow in both steps, one deadline holds for both together',
        mutants: ['deadline-for-each-request'],
      },
      {
        requirement: 'huge body: counted while reading',
        test: 'token_endpoint',
        name: 'that never ends is refused with token_response_too_large',
        mutants: ['no-body-cap', 'body-cap-after-reading'],
      },
      {
        requirement: 'upstream: nothing of the browser goes along',
        test: 'threats/login',
        name: 'passes nothing of the browser on to Tailchat',
        mutants: ['origin-sent-upstream', 'cookies-sent-upstream'],
      },
      {
        requirement: '5xx: only 200 has tokens',
        test: 'token_endpoint',
        name: 'that has the tokens and status 201 is refused with token_status_invalid',
        mutants: ['token-status-ignored'],
      },
    ],
  },
  {
    title:
      'Malformed, deep, duplicate-key JSON; wrong type; control characters (RFC 8259, RFC 6749 5.1, A.11-A.17)',
    rows: [
      {
        requirement: 'CRLF and control characters in code',
        test: 'front_channel',
        name: 'with line ends in its code is refused with code_invalid; nothing is spent, and the true one still works',
        mutants: ['code-of-any-characters'],
      },
      {
        requirement: 'length of code',
        test: 'front_channel',
        name: 'with a code over the limit is refused with code_invalid; nothing is spent, and the true one still works',
        mutants: ['code-of-any-length'],
      },
      {
        requirement: 'length of the callback URL',
        test: 'front_channel',
        name: 'with a query over the limit is refused with callback_url_invalid; nothing is spent, and the true one still works',
        mutants: ['callback-url-of-any-length'],
      },
      {
        requirement: 'JSON: content type',
        test: 'token_endpoint',
        name: 'that is an HTML page is refused with token_content_type_invalid',
        mutants: ['any-content-type'],
      },
      {
        requirement: 'JSON: byte order mark',
        test: 'token_endpoint',
        name: 'that has a byte order mark is refused with token_response_invalid',
        mutants: ['byte-order-mark-skipped'],
      },
      {
        requirement: 'JSON: NUL',
        test: 'token_endpoint',
        name: 'that ends in a NUL is refused with token_response_invalid',
        mutants: ['nul-ends-the-text'],
      },
      {
        requirement: 'JSON: a key twice',
        test: 'token_endpoint',
        name: 'that says error twice is refused with token_status_invalid',
        mutants: ['duplicate-keys-taken'],
      },
      {
        requirement: 'JSON: depth',
        test: 'token_endpoint',
        name: 'that is nested one too deep is refused with token_response_invalid',
        mutants: ['no-depth-cap'],
      },
      {
        requirement: 'JSON: members',
        test: 'token_endpoint',
        name: 'that has a member too many is refused with token_response_invalid',
        mutants: ['no-member-cap'],
      },
      {
        requirement: 'token: characters (RFC 6749 A.12)',
        test: 'token_endpoint',
        name: 'that has line ends in its access_token is refused with token_response_invalid',
        mutants: ['token-of-any-characters'],
      },
      {
        requirement: 'token: length',
        test: 'token_endpoint',
        name: 'that has an access_token over the limit is refused with token_response_invalid',
        mutants: ['token-of-any-length'],
      },
      {
        requirement: 'token: token_type',
        test: 'token_endpoint',
        name: 'that has no token_type is refused with token_type_invalid',
        mutants: ['token-type-ignored'],
      },
      {
        requirement: 'token: members of a wrong type',
        test: 'token_endpoint',
        name: 'that has expires_in as text is refused with token_response_invalid',
        mutants: ['token-members-of-any-type'],
      },
    ],
  },
  {
    title: 'http API address; other configurations (RFC 6749 3.1, 3.2)',
    rows: [
      {
        requirement: 'session keys: one spelling',
        test: 'configuration',
        name: 'with a second spelling of a session key is refused at the start: configuration_invalid',
        mutants: ['short-session-key'],
      },
      {
        requirement: 'session keys: each once',
        test: 'configuration',
        name: 'with the same session key twice is refused at the start: configuration_invalid',
        mutants: ['session-key-given-twice'],
      },
      {
        requirement: 'base URL: an origin and a plain path',
        test: 'configuration',
        name: 'with a base URL with a query is refused at the start: configuration_invalid',
        mutants: ['base-url-of-any-path'],
      },
      {
        requirement: 'http API address',
        test: 'configuration',
        name: 'with an http API address is refused at the start: api_url_invalid',
        mutants: ['api-address-on-http', 'http-on-a-public-host'],
      },
      {
        requirement: 'API address: userinfo',
        test: 'configuration',
        name: 'with a secret in the API address is refused at the start: api_url_invalid',
        mutants: ['api-address-with-userinfo'],
      },
      {
        requirement: 'API address: query',
        test: 'configuration',
        name: 'with a query in the API address is refused at the start: api_url_invalid',
        mutants: ['api-address-with-a-query'],
      },
    ],
  },
  {
    title: 'Clock; id_token (OpenID Connect Core 3.1.3.7)',
    rows: [
      {
        requirement: 'clock: future iat',
        test: 'id_token',
        name: 'that is from the future is refused with id_token_iat_invalid',
        mutants: ['iat-from-the-future'],
      },
      {
        requirement: 'clock: nbf',
        test: 'id_token',
        name: 'that is valid only later is refused with id_token_nbf_invalid',
        mutants: ['nbf-not-checked'],
      },
      {
        requirement: 'clock: leeway of exp',
        test: 'id_token',
        name: 'that has expired within the leeway is taken',
        mutants: ['exp-without-leeway'],
      },
      {
        requirement: 'id_token: crit and typ (RFC 7515 4.1.11, RFC 8725 3.11)',
        test: 'id_token',
        name: 'that has a crit header is refused with id_token_malformed',
        mutants: ['crit-ignored', 'typ-ignored'],
      },
      {
        requirement: 'id_token: signature present',
        test: 'id_token',
        name: 'that is RS256 without a signature is refused with id_token_alg_invalid',
        mutants: ['signature-left-out'],
      },
      {
        requirement: 'id_token: azp',
        test: 'id_token',
        name: 'that has another client as azp is refused with id_token_azp_mismatch',
        mutants: ['azp-not-checked'],
      },
      {
        requirement: 'id_token: at_hash (3.1.3.6)',
        test: 'id_token',
        name: 'that has the at_hash of another token is refused with id_token_at_hash_mismatch',
        mutants: ['at-hash-not-checked', 'at-hash-of-the-wrong-half'],
      },
      {
        requirement: 'id_token: sub characters',
        test: 'id_token',
        name: 'that has a sub with a line end is refused with id_token_sub_invalid',
        mutants: ['sub-of-any-characters'],
      },
      {
        requirement: 'id_token: sub length',
        test: 'id_token',
        name: 'that has a sub over the limit is refused with id_token_sub_invalid',
        mutants: ['sub-of-any-length'],
      },
      {
        requirement: 'id_token: base64url, one spelling',
        test: 'id_token',
        name: 'that has a second spelling of its signature is refused with id_token_malformed',
        mutants: ['base64url-of-several-spellings'],
      },
      {
        requirement: 'id_token: length',
        test: 'id_token',
        name: 'that is over the limit is refused with id_token_malformed',
        mutants: ['id-token-of-any-length'],
      },
    ],
  },
  {
    title: 'JWKS abuse (RFC 7515 10.7, RFC 8725 3.10)',
    rows: [
      {
        requirement: 'JWKS abuse: off by default',
        test: 'threats/login',
        name: 'fetches no key and no discovery document, whatever an id_token names',
        mutants: ['keys-asked-for-without-a-verifier'],
      },
      {
        requirement: 'JWKS abuse: size cap',
        test: 'jwks',
        name: 'that is one byte too large lets nobody in: jwks_invalid',
        mutants: ['keys-without-a-cap'],
      },
      {
        requirement: 'JWKS abuse: cool-down',
        test: 'jwks',
        name: 'is not asked for again for each kid that somebody made up, until it has cooled down',
        mutants: ['keys-without-a-cool-down'],
      },
      {
        requirement: 'JWKS abuse: one in flight',
        test: 'jwks',
        name: 'is asked for once by many at once, and kept',
        mutants: ['keys-asked-for-by-each'],
      },
    ],
  },
  {
    title: 'Userinfo of another user; extra fields; hostile avatar (OpenID Connect Core 5.3.2, 5.3.4)',
    rows: [
      {
        requirement: '__proto__, extra fields: an allow-list',
        test: 'threats/userinfo',
        name: 'gives sub, nickname, discriminator and avatar to the session, and nothing else',
        mutants: ['claims-of-the-cookie-shown'],
      },
      {
        requirement: 'userinfo: status',
        test: 'threats/userinfo',
        name: 'that has the user and status 201 is refused with userinfo_status_invalid',
        mutants: ['userinfo-status-ignored'],
      },
      {
        requirement: 'userinfo: another user (5.3.2)',
        test: 'threats/userinfo',
        name: 'that is about another user is refused with userinfo_sub_mismatch',
        mutants: ['userinfo-sub-not-compared'],
      },
      {
        requirement: 'userinfo: types',
        test: 'threats/userinfo',
        name: 'that has a number as nickname is refused with userinfo_response_invalid',
        mutants: ['userinfo-members-of-any-type'],
      },
      {
        requirement: 'avatar: {BACKEND} only before a slash',
        test: 'threats/userinfo',
        name: 'drops the avatar "{BACKEND}"',
        mutants: ['backend-replaced-anywhere'],
      },
      {
        requirement: 'avatar: https',
        test: 'threats/userinfo',
        name: 'drops the avatar "{BACKEND}@evil.example/"',
        mutants: ['avatar-on-http', 'avatar-of-any-scheme'],
      },
      {
        requirement: 'avatar: length',
        test: 'threats/userinfo',
        name: 'drops the avatar "https://cdn.example/a',
        mutants: ['avatar-of-any-length'],
      },
    ],
  },
  {
    title: 'Other login libraries with Tailchat (RFC 9207, RFC 9700 2.1.1)',
    rows: [
      {
        requirement: 'passport: the issuer of the callback',
        test: 'providers/logins',
        name: 'a foreign iss, a missing one, and a repeated one are refused',
        mutants: ['passport-takes-a-foreign-iss', 'passport-takes-a-missing-iss'],
      },
      {
        requirement: 'openid-client: the issuer of the callback',
        test: 'providers/logins',
        name: 'a foreign iss, a missing one, and another state are refused',
        mutants: ['openid-client-without-iss'],
      },
      {
        requirement: 'arctic: the state of this browser',
        test: 'providers/logins',
        name: 'a foreign iss, a missing one, another state and a lost one are refused',
        mutants: ['arctic-without-a-kept-state'],
      },
      {
        requirement: 'id_tokens of libraries without a check of their own',
        test: 'providers/provider',
        name: 'an id_token of another issuer, for another app, or of another time is refused',
        mutants: ['provider-id-token-of-another-issuer', 'provider-id-token-for-another-app'],
      },
      {
        requirement: 'addresses that stand for users',
        test: 'providers/provider',
        name: 'two users never share a placeholder, whatever their ids',
        mutants: ['placeholder-shared-by-two'],
      },
    ],
  },
];
