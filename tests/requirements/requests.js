// Requirements on the handling of browsers' requests.

/** @type {import('../../scripts/vocabulary/requirements.js').Section[]} */
export default [
  {
    title: 'Login CSRF, state fixation (RFC 6749 10.12, RFC 9700 4.7)',
    rows: [
      {
        requirement: 'login CSRF: state names the cookie',
        test: 'front_channel',
        name: 'with a state that nobody made is refused with transaction_missing; nothing is spent, and the true one still works',
        mutants: ['any-login-for-a-state'],
      },
      {
        requirement: 'login CSRF: a forged callback ends nothing',
        test: 'front_channel',
        name: 'of another Tailchat is refused with issuer_mismatch; nothing is spent, and the true one still works',
        mutants: ['forged-callback-ends-the-login'],
      },
      {
        requirement: 'login CSRF: marked as taken before redeeming',
        test: 'threats/login',
        name: 'is marked as taken before its code is redeemed',
        mutants: ['single-flight-removed'],
      },
      {
        requirement: 'login CSRF: lifetime',
        test: 'threats/login',
        name: 'lives an hour and not a second more',
        mutants: ['transaction-never-expires'],
      },
    ],
  },
  {
    title: 'Code injection, PKCE downgrade (RFC 7636, RFC 9700 4.5, 4.8)',
    rows: [
      {
        requirement: 'PKCE: no switch turns it off',
        test: 'configuration',
        name: 'with a switch for PKCE is refused at the start: configuration_invalid',
        mutants: ['unknown-option-taken'],
      },
      {
        requirement: 'PKCE downgrade (RFC 7636 4.3): S256',
        test: 'threats/login',
        name: 'is not bent by ?code_challenge_method=plain',
        mutants: ['challenge-method-plain'],
      },
      {
        requirement: 'PKCE (RFC 7636 4.5): the verifier is sent',
        test: 'threats/login',
        name: 'sends the verifier of its challenge with the code',
        mutants: ['verifier-left-out'],
      },
      {
        requirement: 'no token from the front channel',
        test: 'front_channel',
        name: 'with an id_token in the place of a code is refused with code_missing; nothing is spent, and the true one still works',
        mutants: ['code-optional'],
      },
    ],
  },
  {
    title: 'Replay, double submit, reload, prefetch (RFC 6749 4.1.2)',
    rows: [
      {
        requirement: 'replay: redeemed once',
        test: 'threats/login',
        name: 'replayed from a saved cookie after its end redeems nothing, now and later',
        mutants: ['taken-not-noted'],
      },
      {
        requirement: 'replay: a finished login makes no upstream call',
        test: 'threats/login',
        name: 'of a reload, Back or a second submit leads to its session with no upstream call',
        mutants: ['done-marker-left-out'],
      },
      {
        requirement: 'replay: state alone shares no result',
        test: 'threats/login',
        name: 'whose state alone was seen shares no result: nonce and verifier count too',
        mutants: ['result-shared-by-state-alone'],
      },
      {
        requirement: 'replay: HEAD and other methods',
        test: 'front_channel',
        name: 'by HEAD is a 405 and burns nothing',
        mutants: ['head-burns-a-login'],
      },
      {
        requirement: 'replay: prefetch',
        test: 'answers',
        name: 'by sec-purpose: prefetch starts nothing and ends nothing',
        mutants: ['prefetch-burns-a-login'],
      },
      {
        requirement: 'cross-site: no picture, fetch, object or foreign frame starts or ends a login',
        test: 'guards',
        name: 'answer a picture with navigation_required: nothing is started, set or burnt',
        mutants: ['picture-starts-a-login'],
      },
      {
        requirement: 'replay: Next-Router-Prefetch',
        test: 'answers',
        name: 'by next-router-prefetch: 1 starts nothing and ends nothing',
        mutants: ['router-prefetch-ignored'],
      },
    ],
  },
  {
    title: 'Mix-up (RFC 9207 2.4)',
    rows: [
      {
        requirement: 'mix-up: iss on error responses too',
        test: 'front_channel',
        name: 'with an error and another iss is refused with issuer_mismatch; nothing is spent, and the true one still works',
        mutants: ['iss-not-compared-on-errors'],
      },
      {
        requirement: 'mix-up: exact string',
        test: 'front_channel',
        name: 'with its iss in capitals is refused with issuer_mismatch; nothing is spent, and the true one still works',
        mutants: ['callback-iss-not-compared'],
      },
    ],
  },
  {
    title: 'Duplicated parameters (RFC 6749 3.1)',
    rows: [
      {
        requirement: 'duplicated parameters (RFC 6749 3.1): state',
        test: 'front_channel',
        name: 'with a foreign state first is refused with parameter_repeated; nothing is spent, and the true one still works',
        mutants: ['two-states-in-the-callback'],
      },
      {
        requirement: 'duplicated parameters: code, iss, error',
        test: 'front_channel',
        name: 'with two codes is refused with parameter_repeated; nothing is spent, and the true one still works',
        mutants: ['repeated-parameter-taken'],
      },
    ],
  },
  {
    title: 'Open redirect (RFC 9700 4.11)',
    rows: [
      {
        requirement: 'open redirect: given twice',
        test: 'open_redirect',
        name: 'given twice starts no login',
        mutants: ['return-to-given-twice'],
      },
      {
        requirement: 'open redirect: page-started',
        test: 'open_redirect',
        name: 'of a page-started login, "//evil.example", comes back as /',
        mutants: ['return-to-of-the-page-not-judged'],
      },
      {
        requirement: 'open redirect (RFC 9700 4.11): //',
        test: 'open_redirect',
        name: 'leads to / for "//evil.example"',
        mutants: ['return-to-two-slashes'],
      },
      {
        requirement: 'open redirect: a path',
        test: 'open_redirect',
        name: 'leads to / for "https://evil.example"',
        mutants: ['return-to-without-a-slash'],
      },
      {
        requirement: 'open redirect: backslash',
        test: 'open_redirect',
        name: 'leads to / for "/\\\\\\\\evil.example"',
        mutants: ['return-to-backslash'],
      },
      {
        requirement: 'open redirect: dot segments',
        test: 'open_redirect',
        name: 'leads to / for "/.//evil.example"',
        mutants: ['return-to-dot-segments'],
      },
      {
        requirement: 'open redirect: what an escape hides',
        test: 'open_redirect',
        name: 'leads to / for "/%2fevil.example"',
        mutants: ['return-to-escaped-separator'],
      },
      {
        requirement: 'open redirect: control characters behind an escape',
        test: 'open_redirect',
        name: 'leads to / for "/%09/evil.example"',
        mutants: ['return-to-not-decoded'],
      },
      {
        requirement: 'open redirect: what is emitted is ASCII',
        test: 'open_redirect',
        name: 'leads to /a%20b for "/a b"',
        mutants: ['return-to-not-escaped'],
      },
      {
        requirement: 'open redirect: a route of ours',
        test: 'open_redirect',
        name: 'leads to / for "/auth/login"',
        mutants: ['return-to-a-route'],
      },
      {
        requirement: 'open redirect: length',
        test: 'open_redirect',
        name: 'leads to / for "/a',
        mutants: ['return-to-of-any-length'],
      },
    ],
  },
  {
    title: 'Several hosts in one process',
    rows: [
      {
        requirement: "the request's host picks its entry of the list, exactly",
        test: 'routes/hosts',
        name: 'has a login of its own',
        mutants: ['first-host-for-every-request', 'host-picked-by-its-end', 'host-behind-a-user-name'],
      },
      {
        requirement: 'what is sealed on one host opens on no other, under whichever name',
        test: 'routes/hosts',
        name: 'is nothing there, renamed or not',
        mutants: ['one-seal-for-all-hosts', 'one-memory-of-opened-cookies-for-all-hosts'],
      },
      {
        requirement: 'a list names each host once',
        test: 'routes/hosts',
        name: 'with one origin twice',
        mutants: ['one-host-listed-twice'],
      },
      {
        requirement: 'a revocation reaches every host of the list',
        test: 'routes/hosts',
        name: 'on every host of the list',
        mutants: ['user-revoked-on-one-host'],
      },
      {
        requirement: 'a gate takes a request for a listed host alone',
        test: 'gate/hosts',
        name: 'answers 400 for a host that is not listed',
        mutants: ['gate-for-any-host'],
      },
      {
        requirement: 'X-Original-URI is a way back, but never to a route of the login',
        test: 'original_uri',
        name: '/auth/login leads back to',
        mutants: ['way-back-to-a-route', 'x-original-uri-before-return-to'],
      },
    ],
  },
  {
    title: 'Cross-site calls (RFC 9700 4.7)',
    rows: [
      {
        requirement: 'cross-site: own header',
        test: 'cross_site',
        name: 'our header with another value: request_header_missing',
        mutants: ['own-header-not-checked'],
      },
      {
        requirement: 'cross-site: Origin',
        test: 'cross_site',
        name: 'our header and another origin: cross_site_request',
        mutants: ['origin-not-checked'],
      },
      {
        requirement: 'cross-site: Sec-Fetch-Site',
        test: 'cross_site',
        name: 'exchange from a sister domain: cross_site_request',
        mutants: ['fetch-site-not-checked', 'sister-site-allowed'],
      },
      {
        requirement: 'cross-site: a typed-in POST',
        test: 'cross_site',
        name: 'a POST that says it was typed in: cross_site_request',
        mutants: ['post-typed-in'],
      },
      {
        requirement: 'cross-site: /me as script, image, frame',
        test: 'cross_site',
        name: 'me as script: cross_site_request',
        mutants: ['me-embedded'],
      },
      {
        requirement: 'nobody: /me is 401 whatever a client sends along',
        test: 'routes/router',
        name: 'me is 401 for nobody, session null, whatever a client sends along',
        mutants: ['me-is-200-for-nobody'],
      },
      {
        requirement: 'cross-site: exchange wants JSON',
        test: 'cross_site',
        name: 'exchange of a good login as text/plain, which needs no preflight: request_invalid',
        mutants: ['exchange-reads-a-form'],
      },
      {
        requirement: 'exchange: exactly these members',
        test: 'cross_site',
        name: 'exchange with a body with a member more: request_invalid',
        mutants: ['exchange-takes-more-members'],
      },
      {
        requirement: 'exchange: body cap',
        test: 'cross_site',
        name: 'exchange with a body one byte over the limit: request_too_large',
        mutants: ['exchange-body-without-a-cap', 'no-body-cap'],
      },
      {
        requirement: 'exchange: a body that stops',
        test: 'connections',
        name: 'that stops is answered with 408, and its connection is closed',
        mutants: ['exchange-body-without-a-deadline'],
      },
      {
        requirement: 'serve: a Host that is none',
        test: 'connections',
        name: 'is answered with 400 and a line',
        mutants: ['serve-takes-any-host'],
      },
      {
        requirement: 'exchange: foreign redirect_uri',
        test: 'cross_site',
        name: 'exchange with a body with a foreign redirect_uri: transaction_invalid',
        mutants: ['exchange-for-any-redirect-uri'],
      },
      {
        requirement: 'exchange: another client or issuer',
        test: 'cross_site',
        name: 'exchange with a body of another client: transaction_invalid',
        mutants: ['transaction-of-another-client', 'transaction-of-another-issuer'],
      },
      {
        requirement: 'exchange: short secrets',
        test: 'cross_site',
        name: 'exchange with a body with an empty nonce: transaction_invalid',
        mutants: ['transaction-with-a-short-secret'],
      },
    ],
  },
  {
    title: 'Navigations alone (Fetch Metadata)',
    rows: [
      {
        requirement: 'a foreign frame starts nothing, and ends what this browser began',
        test: 'guards',
        name: 'start nothing in an iframe that "cross-site" asked for, and end there what this browser began',
        mutants: ['foreign-frame-starts-a-login', 'callback-in-a-frame-refused'],
      },
      {
        requirement: 'an object starts nothing',
        test: 'guards',
        name: 'answer an object with navigation_required: nothing is started, set or burnt',
        mutants: ['object-starts-a-login'],
      },
      {
        requirement: 'a fetch starts nothing',
        test: 'guards',
        name: 'answer a fetch with navigation_required: nothing is started, set or burnt',
        mutants: ['navigation-by-its-destination-alone'],
      },

      {
        requirement: 'pictures push no login out',
        test: 'guards',
        name: 'keep a login that is under way while pictures ask for another hundred',
        mutants: ['picture-starts-a-login'],
      },
      {
        requirement: 'no picture, script, object or video in Chromium',
        test: 'navigations',
        name: 'refuses a img',
        mutants: ['picture-starts-a-login'],
      },
      {
        requirement: 'a fetch of the page is no navigation',
        test: 'guards',
        name: 'answer a fetch of its own origin with navigation_required: nothing is started, set or burnt',
        mutants: ['fetch-of-the-same-origin-taken-for-a-navigation'],
      },
      {
        requirement: 'nor one that says how secure it wants to be',
        test: 'guards',
        name: 'answer a fetch that says how secure with navigation_required: nothing is started, set or burnt',
        mutants: ['fetch-that-says-how-secure-taken-for-a-navigation'],
      },

      {
        requirement: 'what a service worker passes on is one',
        test: 'navigations',
        name: 'answers a navigation that a network-first service worker passes on',
        mutants: [
          'navigation-of-a-service-worker-refused',
          'navigation-of-a-service-worker-in-firefox-refused',
        ],
      },
      {
        requirement: 'logout and exchange are fetched, never navigated to',
        test: 'guards',
        name: 'are no document',
        mutants: ['logout-embedded', 'exchange-embedded'],
      },
    ],
  },
  {
    title: 'Allowed origins and exchange',
    rows: [
      {
        requirement: 'an origin that is not allowed is told nothing',
        test: 'siblings',
        name: 'https://evil.example, that is not allowed, is told nothing and gets nothing',
        mutants: ['every-origin-is-told'],
      },
      {
        requirement: 'a sibling says its Origin',
        test: 'siblings',
        name: 'does nothing without its Origin, from another site, or where it is not configured',
        mutants: ['sister-site-without-origin-allowed'],
      },
      {
        requirement: 'an answer for one origin is no cached answer for another',
        test: 'siblings',
        name: 'https://www.example, that is allowed, asks for the user and logs out',
        mutants: ['answer-for-an-origin-in-a-cache'],
      },
      {
        requirement: 'return addresses of allowed origins are judged as our own',
        test: 'siblings',
        name: 'is led back to, by a path that is as strict as our own',
        mutants: ['led-back-to-any-origin'],
      },
      {
        requirement: 'an origin that was dropped is led to no longer',
        test: 'siblings',
        name: 'is led back to where the login failed, and no longer once it was dropped',
        mutants: ['led-back-to-an-origin-that-was-dropped'],
      },
      {
        requirement: 'a page brings the redirect URIs of its own origin, if listed',
        test: 'exchange',
        name: 'of https://www.app.example (same-site): refuses one that is on its own origin',
        mutants: ['page-of-an-allowed-origin-brings-one-that-is-not-listed'],
      },
      {
        requirement: 'and of no other origin',
        test: 'exchange',
        name: 'of https://www.app.example (same-site): refuses one that is on another allowed origin and listed',
        mutants: ['page-of-an-allowed-origin-brings-any-login'],
      },
      {
        requirement: 'the verifier is known, not the state alone',
        test: 'exchange',
        name: 'shares nothing with who knows the state and not the verifier',
        mutants: ['result-shared-by-state-alone'],
      },
    ],
  },
  {
    title: 'Clickjacking, Referer, history, caches (RFC 9700 4.2, 4.16)',
    rows: [
      {
        requirement: 'clickjacking, caches: frame-ancestors',
        test: 'answers',
        name: 'is not framed, kept, sniffed or told to the next site: a started login',
        mutants: ['answers-framed'],
      },
      {
        requirement: 'clickjacking, caches: a failure in a frame',
        test: 'routes/error_page',
        name: 'is not where a frame or a script is led',
        mutants: ['error-page-in-a-frame'],
      },
      {
        requirement: 'clickjacking, caches: Referrer-Policy',
        test: 'answers',
        name: 'is not framed, kept, sniffed or told to the next site: a started login',
        mutants: ['answers-with-referrer'],
      },
      {
        requirement: 'clickjacking, caches: Cache-Control',
        test: 'answers',
        name: 'is not framed, kept, sniffed or told to the next site: a started login',
        mutants: ['answers-cached'],
      },
      {
        requirement: 'clickjacking, caches: Vary',
        test: 'answers',
        name: 'is not framed, kept, sniffed or told to the next site: a started login',
        mutants: ['answers-without-vary'],
      },
      {
        requirement: 'clickjacking, caches: nosniff',
        test: 'answers',
        name: 'is not framed, kept, sniffed or told to the next site: a started login',
        mutants: ['answers-sniffed'],
      },
      {
        requirement: 'clickjacking, caches: Cross-Origin-Resource-Policy',
        test: 'answers',
        name: 'is not framed, kept, sniffed or told to the next site: a started login',
        mutants: ['answers-taken-in-by-other-origins'],
      },
    ],
  },
];
