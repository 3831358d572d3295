// Requirements on sessions, their cookies and their stores.

/** @type {import('../../scripts/vocabulary/requirements.js').Section[]} */
export default [
  {
    title: 'Session fixation, account mixing (RFC 6265bis 8.4)',
    rows: [
      {
        requirement: 'session fixation',
        test: 'threats/cookies',
        name: 'that was planted is replaced as a whole by the login',
        mutants: ['session-keeps-the-first-user'],
      },
      {
        requirement: 'a login replaces the whole session',
        test: 'one_user',
        name: 'has nothing of the one before: no member, and not its beginning',
        mutants: ['session-keeps-members-of-the-first-user', 'session-keeps-its-beginning'],
      },
    ],
  },
  {
    title: 'Cookie tossing, overflow, floods (RFC 6265bis 4.1.3, 5.6, 8.6)',
    rows: [
      {
        requirement: 'cookie tossing: a name twice',
        test: 'threats/cookies',
        name: 'tossed before ours is no session: cookie_repeated',
        mutants: ['duplicate-cookie-accepted'],
      },
      {
        requirement: 'cookie tossing: an id twice',
        test: 'threats/cookies',
        name: 'tossed with another time in its name is no transaction: cookie_repeated',
        mutants: ['two-cookies-for-one-login'],
      },
      {
        requirement: 'cookie tossing: __Host-',
        test: 'threats/cookies',
        name: 'without __Host- is no session: unauthenticated',
        mutants: ['no-host-prefix'],
      },
      {
        requirement: 'cookie tossing: one spelling',
        test: 'threats/cookies',
        name: 'with its dots escaped is no session: unauthenticated',
        mutants: ['cookie-value-decoded'],
      },
      {
        requirement: 'cookie overflow: 4096 bytes',
        test: 'http/cookies',
        name: 'may have 4096 bytes with their attributes, and not one more',
        mutants: ['cookie-of-any-size'],
      },
      {
        requirement: 'cookie overflow: no login fails by its size',
        test: 'threats/userinfo',
        name: 'that would make a session too large for a cookie loses the avatar first',
        mutants: ['avatar-of-any-length-in-a-session'],
      },
      {
        requirement: 'floods: number of tx cookies',
        test: 'http/cookies',
        name: 'of transactions make room from the oldest on: sixteen stay',
        mutants: ['transactions-without-number'],
      },
      {
        requirement: 'floods: 7 KB together',
        test: 'floods',
        name: 'is one of at most 7 KB together after 50 started logins, and the last still ends well',
        mutants: ['cookies-of-any-size-together'],
      },
    ],
  },
  {
    title: 'Forging, tampering, swapping, expiry, key rotation (RFC 7516, RFC 8725 3.11, 3.12)',
    rows: [
      {
        requirement: 'forging: purpose in the header',
        test: 'threats/cookies',
        name: 'sealed with our key, but not for this purpose, origin, version or time, is not taken',
        mutants: ['purpose-not-in-the-header'],
      },
      {
        requirement: 'forging: purpose among the claims',
        test: 'threats/cookies',
        name: 'sealed with our key, but not for this purpose, origin, version or time, is not taken',
        mutants: ['purpose-not-in-the-claims'],
      },
      {
        requirement: 'forging: format version',
        test: 'forgery',
        name: 'of the purpose session opens with no bit flipped, in none of its parts',
        mutants: ['header-not-compared'],
      },
      {
        requirement: 'forging: bound to app, issuer and origin',
        test: 'threats/cookies',
        name: 'of another app, issuer or origin under the same keys is not taken',
        mutants: ['binding-not-checked'],
      },
      {
        requirement: 'forging: exp required',
        test: 'seal',
        name: 'needs every member of header and claims as it seals them',
        mutants: ['seal-without-an-end'],
      },
      {
        requirement: 'tampering: one canonical spelling (RFC 4648 3.5)',
        test: 'session/session',
        name: 'has one spelling: padding, other unused bits, percent-encoding, quotes and more parts are refused',
        mutants: ['seal-of-several-spellings'],
      },
      {
        requirement: 'swapping tx and session cookie',
        test: 'seal',
        name: 'opens for its purpose and its binding alone',
        mutants: ['transaction-opens-as-a-session'],
      },
      {
        requirement: 'swapping: done-marker of another login',
        test: 'threats/cookies',
        name: "that is another login's done-marker is no transaction: transaction_invalid",
        mutants: ['done-marker-of-another-login'],
      },
      {
        requirement: 'key rotation: old keys open',
        test: 'threats/cookies',
        name: 'of an old key still opens and is copied; of a dropped key it does not',
        mutants: ['old-key-dropped'],
      },
      {
        requirement: 'key rotation: sealed anew',
        test: 'threats/cookies',
        name: 'of an old key still opens and is copied; of a dropped key it does not',
        mutants: ['old-key-never-replaced'],
      },
      {
        requirement: 'expiry',
        test: 'seal',
        name: 'expires in the second that it says',
        mutants: ['seal-never-expires'],
      },
      {
        requirement: 'a late answer: after a logout nobody, after another login the other',
        test: 'session/late',
        name: 'by /auth/me after a logout: nobody',
        mutants: ['renewal-writes-the-session'],
      },
      {
        requirement: 'a late answer: for its own session alone',
        test: 'renewal',
        name: 'with everything right counts, and with any one thing wrong the session ends as if it were not there',
        mutants: ['renewal-of-another-session', 'copy-without-its-session'],
      },
      {
        requirement: 'two logins on one origin',
        test: 'rotation',
        name: 'of the kind session and of another base path is nothing here',
        mutants: ['binding-without-basepath'],
      },
      {
        requirement: 'a cookie opened before: its whole value',
        test: 'opened',
        name: 'is the one with the same value, to the last letter',
        mutants: ['opened-session-by-part-of-its-cookie'],
      },
      {
        requirement: 'a cookie opened before: its end',
        test: 'opened',
        name: 'is over in the second of its end',
        mutants: ['opened-session-outlives-its-end'],
      },
      {
        requirement: 'a cookie opened before: its key, app and issuer',
        test: 'opened',
        name: 'is nothing to a configuration that has dropped its key, or another app, in the same worker',
        mutants: ['opened-session-of-a-dropped-key'],
      },
      {
        requirement: 'expiry: absolute end',
        test: 'threats/cookies',
        name: 'of a renewed session ends at its absolute end',
        mutants: ['absolute-end-ignored'],
      },
      {
        requirement: 'swapping: transactions of two logins',
        test: 'threats/cookies',
        name: "of one login under another login's name fails by the state inside",
        mutants: ['state-not-compared'],
      },
    ],
  },
  {
    title: 'Values in a shared store',
    rows: [
      {
        requirement: 'an outcome opens in its own place alone',
        test: 'places',
        name: 'to a page-started login is no login, and Tailchat is not asked',
        mutants: ['store-outcome-not-bound-to-its-place'],
      },
      {
        requirement: 'a session opens in its own place alone',
        test: 'places',
        name: 'to another session of the same user is nobody',
        mutants: ['store-session-not-bound-to-its-place'],
      },
      {
        requirement: 'a list of sessions opens in its own place alone',
        test: 'store/list',
        name: 'is sealed, in its own place: what another has put there is an empty list',
        mutants: ['list-not-bound-to-its-place'],
      },
      {
        requirement: 'names are digests: what the store holds makes no cookie',
        test: 'sessions',
        name: 'holds a random id alone, and what the store holds makes no cookie',
        mutants: ['store-id-undigested'],
      },
      {
        requirement: 'apps that share a store share no user',
        test: 'revocation',
        name: "keep their users' sessions apart: revoking in one ends none of another",
        mutants: ['user-key-of-all-apps'],
      },
      {
        requirement: 'two Tailchats share no user',
        test: 'revocation',
        name: 'of one family, but of two Tailchats, have different users',
        mutants: ['family-of-all-tailchats'],
      },
      {
        requirement: 'a store that fails is an error, never "nobody"',
        test: 'store/faults',
        name: 'is an error to /auth/me, /auth/session, user() and session(), and never "nobody"',
        mutants: ['store-error-is-nobody'],
      },
      {
        requirement: 'the claim comes before the code is redeemed',
        test: 'redemption',
        name: 'has the claim before Tailchat is asked',
        mutants: ['store-claim-after-redeeming'],
      },
      {
        requirement: 'ended sessions leave the list',
        test: 'store/list',
        name: 'shows no session that was ended: by logout, by its name, with its user, or by its time',
        mutants: ['list-shows-what-has-ended'],
      },
      {
        requirement: 'the list stops no login',
        test: 'store/list',
        name: 'stops no login and no renewal where it cannot be written',
        mutants: ['list-that-fails-stops-the-login'],
      },
    ],
  },
  {
    title: 'Revocation: absent means nobody',
    rows: [
      {
        requirement: 'a lost user key brings nobody back',
        test: 'revocation',
        name: 'brings nobody back: neither who was revoked nor who was not',
        mutants: ['absent-user-key-means-never-revoked'],
      },
      {
        requirement: 'a new key ends what is older',
        test: 'revocation',
        name: 'has the next login make another key, which ends all that is older',
        mutants: ['generation-not-compared'],
      },
      {
        requirement: 'the first login claims the user key',
        test: 'revocation',
        name: 'is down where a claimed key is not there either',
        mutants: ['login-puts-its-user-key'],
      },

      {
        requirement: 'a store without a claim loses no fresh login',
        test: 'store/late',
        name: 'loses no fresh login where it was made, at any time',
        mutants: ['absent-user-key-means-nobody-on-kv', 'kv-forgets-its-own-changes'],
      },
      {
        requirement: 'a late store is no error to a login',
        test: 'store/late',
        name: 'any store without a claim may show a session late: its login is no error',
        mutants: ['session-just-put-looked-for-on-kv'],
      },
      {
        requirement: 'a session that was not kept is no login',
        test: 'revocation',
        name: 'a login whose session the store did not keep is an error, and no way back to the page',
        mutants: ['session-just-put-not-looked-at'],
      },
      {
        requirement: 'the user key outlives every session',
        test: 'revocation',
        name: 'reaches every session of 400 days, and a key that is never made anew outlives each',
        mutants: ['user-key-for-one-term', 'revocation-of-this-term-only'],
      },
      {
        requirement: 'a clock that is behind reaches the term that has begun',
        test: 'revocation',
        name: 'by a clock that is behind reaches a session of the term that has just begun',
        mutants: ['revocation-without-the-next-term'],
      },
      {
        requirement: 'a revocation is not lowered',
        test: 'revocation',
        name: 'is not lowered by a later one whose clock is behind',
        mutants: ['revocation-lowered-by-a-clock-behind'],
      },
      {
        requirement: 'many revocations at once are each done',
        test: 'revocation',
        name: 'is not lowered by one at the same moment, where the store has a swap',
        mutants: ['swap-not-used'],
      },
      {
        requirement: 'session_revoked is an error the first time: no loop',
        test: 'revocation',
        name: 'is that error where the store has no claim',
        mutants: ['login-under-way-outlives-its-revocation'],
      },

      {
        requirement: 'a revoked user is nobody at the next request',
        test: 'sessions',
        name: 'of a user who is revoked is nobody everywhere; other users and the next login are not concerned',
        mutants: ['store-not-before-ignored'],
      },
      {
        requirement: 'what is older than the revocation has ended',
        test: 'store/late',
        name: 'ends a revoked session at once where it was revoked, and elsewhere after that minute',
        mutants: ['not-before-not-compared'],
      },
    ],
  },
  {
    title: 'A late answer changes nothing',
    rows: [
      {
        requirement: 'after a logout in the other tab',
        test: 'e2e/late',
        name: 'after a logout is nobody',
        mutants: ['renewal-writes-the-session'],
      },
      {
        requirement: 'a renewal never shortens',
        test: 'renewal',
        name: 'with everything right counts, and with any one thing wrong the session ends as if it were not there',
        mutants: ['renewal-shortens'],
      },
      {
        requirement: 'a login clears the renewal before it',
        test: 'session/late',
        name: 'and a login clears the renewal of the session before it',
        mutants: ['login-leaves-the-renewal'],
      },
    ],
  },
];
