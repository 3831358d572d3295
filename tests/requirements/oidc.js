// Requirements on the claims and the discovery document for other programs.

/** @type {import('../../scripts/vocabulary/requirements.js').Section[]} */
export default [
  {
    title: 'Claims for other programs (RFC 6750, OpenID Connect Core 5, Discovery 1.0)',
    rows: [
      {
        requirement: 'the access token: never in the query',
        test: 'oidc/bearer',
        name: 'a token in the query is refused, alone and beside a good one',
        mutants: ['oidc-token-in-the-query', 'oidc-without-a-challenge'],
      },
      {
        requirement: 'the access token: one method in each request',
        test: 'oidc/bearer',
        name: 'a token that comes twice',
        mutants: ['oidc-two-tokens'],
      },
      {
        requirement: 'the access token: a form by its content type alone',
        test: 'oidc/bearer',
        name: 'no credentials, or others than a bearer: a challenge that names no error',
        mutants: ['oidc-form-of-any-type'],
      },
      {
        requirement: 'the access token: its characters and length',
        test: 'oidc/bearer',
        name: 'a malformed token: ',
        mutants: ['oidc-token-of-any-form'],
      },
      {
        requirement: 'an expired token is invalid_token',
        test: 'oidc/ask',
        name: 'a token that Tailchat does not know',
        mutants: ['oidc-expired-token-is-our-fault'],
      },
      {
        requirement: 'Tailchat: broken, huge and slow answers',
        test: 'oidc/ask',
        name: 'an empty sub',
        mutants: ['oidc-of-anybody'],
      },
      {
        requirement: 'Tailchat: no answer',
        test: 'oidc/ask',
        name: 'no answer',
        mutants: ['oidc-asks-without-end'],
      },
      {
        requirement: 'Tailchat: the account of another user',
        test: 'oidc/ask',
        name: 'with email, an account that Tailchat will not tell of gets no claims at all',
        mutants: ['oidc-account-of-another'],
      },
      {
        requirement: 'a ban',
        test: 'oidc/ask',
        name: 'an account that is gone or banned loses its token',
        mutants: ['oidc-of-a-banned-user'],
      },
      {
        requirement: 'email and groups: off unless turned on',
        test: 'oidc/claims',
        name: 'name, preferred_username and the resolved picture, and no more unless turned on',
        mutants: ['oidc-email-without-being-asked'],
      },
      {
        requirement: 'email: only what Tailchat has verified, else a placeholder that is not',
        test: 'oidc/claims',
        name: 'the address, only where Tailchat says that it is verified',
        mutants: ['oidc-email-not-verified', 'oidc-placeholder-verified'],
      },
      {
        requirement: "email: nobody has another user's placeholder",
        test: 'oidc/claims',
        name: "nobody's verified address is another user's placeholder",
        mutants: ['oidc-placeholder-of-another'],
      },
      {
        requirement: 'groups: by id',
        test: 'oidc/claims',
        name: 'the groups by their ids, where createGroups is given',
        mutants: ['oidc-groups-by-name'],
      },
      {
        requirement: 'groups: size',
        test: 'oidc/claims',
        name: 'the list of groups has an end',
        mutants: ['oidc-groups-without-end'],
      },
      {
        requirement: 'discovery: only what works',
        test: 'oidc/discovery',
        name: 'names the code flow and the query alone, and no endpoint that is dead',
        mutants: ['oidc-discovery-with-a-dead-endpoint', 'oidc-discovery-with-another-response-mode'],
      },
      {
        requirement: 'caches and scripts of other origins',
        test: 'oidc/discovery',
        name: 'no cache keeps an answer, and a script of any origin may read it, without cookies',
        mutants: ['oidc-kept-by-a-cache', 'oidc-with-cookies-of-others'],
      },
      {
        requirement: 'the doctor: a discovery document of another issuer',
        test: 'doctor/doctor',
        name: 'a document of another issuer, as strict programs refuse it',
        mutants: ['oidc-doctor-takes-any-discovery'],
      },
    ],
  },
];
