// The OpenID Foundation's test modules for relying parties, by their names.

/** @type {import('../../scripts/vocabulary/requirements.js').Section[]} */
export default [
  {
    title: 'OpenID Foundation RP modules (conformance/)',
    rows: [
      {
        requirement: 'oidcc-client-test',
        test: 'oidcc',
        name: 'oidcc-client-test',
        mutants: ['verifier-left-out'],
      },
      {
        requirement: 'oidcc-client-test-invalid-iss',
        test: 'oidcc',
        name: 'oidcc-client-test-invalid-iss',
        mutants: ['id-token-iss-not-checked'],
      },
      {
        requirement: 'oidcc-client-test-missing-sub',
        test: 'oidcc',
        name: 'oidcc-client-test-missing-sub',
        mutants: ['id-token-without-a-sub'],
      },
      {
        requirement: 'oidcc-client-test-invalid-aud',
        test: 'oidcc',
        name: 'oidcc-client-test-invalid-aud',
        mutants: ['aud-not-checked'],
      },
      {
        requirement: 'oidcc-client-test-missing-aud',
        test: 'oidcc',
        name: 'oidcc-client-test-missing-aud',
        mutants: ['aud-not-checked'],
      },
      {
        requirement: 'oidcc-client-test-missing-iat',
        test: 'oidcc',
        name: 'oidcc-client-test-missing-iat',
        mutants: ['iat-optional'],
      },
      {
        requirement: 'oidcc-client-test-nonce-invalid',
        test: 'oidcc',
        name: 'oidcc-client-test-nonce-invalid',
        mutants: ['nonce-not-checked'],
      },
      {
        requirement: 'oidcc-client-test-idtoken-sig-none',
        test: 'oidcc',
        name: 'oidcc-client-test-idtoken-sig-none',
        mutants: ['alg-not-checked', 'signature-left-out'],
      },
      {
        requirement: 'oidcc-client-test-invalid-sig-hs256',
        test: 'oidcc',
        name: 'oidcc-client-test-invalid-sig-hs256',
        mutants: ['alg-not-checked'],
      },
      {
        requirement: 'oidcc-client-test-invalid-sig-es256',
        test: 'oidcc',
        name: 'oidcc-client-test-invalid-sig-es256',
        mutants: ['alg-not-checked'],
      },
      {
        requirement: 'oidcc-client-test-userinfo-invalid-sub',
        test: 'oidcc',
        name: 'oidcc-client-test-userinfo-invalid-sub',
        mutants: ['userinfo-sub-not-compared'],
      },
      {
        requirement: 'oidcc-client-test-userinfo-bearer-body',
        test: 'oidcc',
        name: 'oidcc-client-test-userinfo-bearer-body',
        mutants: ['access-token-in-the-query'],
      },
      {
        requirement: 'oidcc-client-test-client-secret-basic',
        test: 'oidcc',
        name: 'oidcc-client-test-client-secret-basic',
        mutants: ['client-secret-not-sent'],
      },
      {
        requirement: 'oidcc-client-test-nonce-unless-code-flow',
        test: 'oidcc',
        name: 'oidcc-client-test-nonce-unless-code-flow',
        mutants: ['nonce-not-sent'],
      },
      {
        requirement: 'oidcc-client-test-scope-userinfo-claims',
        test: 'oidcc',
        name: 'oidcc-client-test-scope-userinfo-claims',
        mutants: ['scope-not-sent'],
      },
      {
        requirement: 'oidcc-client-test-invalid-sig-rs256 (verifyIdToken)',
        test: 'verify',
        name: 'oidcc-client-test-invalid-sig-rs256',
        mutants: ['signature-not-verified', 'signature-verified-after-userinfo'],
      },
      {
        requirement: 'oidcc-client-test-kid-absent-multiple-jwks (verifyIdToken)',
        test: 'verify',
        name: 'oidcc-client-test-kid-absent-multiple-jwks',
        mutants: ['signature-not-verified'],
      },
      {
        requirement: 'fapi2 …-with-invalid-missing-state-fails',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-missing-state-fails',
        mutants: ['callback-without-a-state-passes-while-a-login-is-under-way'],
      },
      {
        requirement: 'fapi2 …-with-invalid-state-fails',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-state-fails',
        mutants: ['any-login-for-a-state', 'state-not-compared'],
      },
      {
        requirement: 'fapi2 …-invalid-authorization-response-iss (RFC 9207 2.4)',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-invalid-authorization-response-iss',
        mutants: ['callback-iss-not-compared'],
      },
      {
        requirement: 'fapi2 …-remove-authorization-response-iss (RFC 9207 2.4)',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-remove-authorization-response-iss',
        mutants: ['callback-iss-optional'],
      },
      {
        requirement: 'fapi2 …-invalid-secondary-aud',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-invalid-secondary-aud',
        mutants: ['aud-with-others'],
      },
      {
        requirement: 'fapi2 …-invalid-expired-exp',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-invalid-expired-exp',
        mutants: ['exp-not-checked'],
      },
      {
        requirement: 'fapi2 …-invalid-missing-exp',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-invalid-missing-exp',
        mutants: ['exp-optional'],
      },
      {
        requirement: 'fapi2 …-invalid-missing-nonce',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-invalid-missing-nonce',
        mutants: ['nonce-optional'],
      },
      {
        requirement: 'fapi2 …-invalid-null-alg, -invalid-alternate-alg',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-invalid-null-alg',
        mutants: ['alg-not-checked'],
      },
      {
        requirement: 'fapi1 …-iat-is-week-in-past',
        test: 'fapi',
        name: 'fapi1-advanced-final-client-test-iat-is-week-in-past',
        mutants: ['iat-of-any-age'],
      },
      {
        requirement: 'fapi2 …-token-type-case-insensitivity (RFC 6749 5.1)',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-token-type-case-insensitivity',
        mutants: ['token-type-ignored'],
      },
      {
        requirement: 'fapi2 …-valid-aud-as-array',
        test: 'fapi',
        name: 'fapi2-security-profile-final-client-test-valid-aud-as-array',
        mutants: ['aud-as-an-array-refused'],
      },
    ],
  },
];
