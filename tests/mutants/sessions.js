// Cookies, the seals in them, and how long a session lives.
const session = ['tests/worker/session.test.js'];
const sealed = ['tests/worker/seal.test.js'];
const cookies = ['tests/worker/cookies.test.js'];
const flow = ['tests/worker/flow.test.js'];
const opened = ['tests/session/opened.test.js'];

const SEALED = '.then(({ user, claims, began_at }) => sealSession(context, { ...user, claims }, began_at))';

/** Takes a token by the header of any purpose. */
const ANY_PURPOSE = [
  {
    file: 'worker/seal.js',
    find: 'const found = keys.find(({ headers }) => token.startsWith(headers[purpose].start));',
    replace:
      'const found = keys.find(({ headers }) => Object.values(headers).some(({ start }) => token.startsWith(start)));',
  },
  {
    file: 'worker/seal.js',
    find: 'const { start, additionalData } = found.headers[purpose];',
    replace:
      'const { start, additionalData } = Object.values(found.headers).find(({ start }) => token.startsWith(start));',
  },
];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'purpose-not-in-the-header',
    edits: ANY_PURPOSE,
    kill: sealed,
    why: 'RFC 8725 3.12: each kind of token has rules of its own',
  },
  {
    name: 'purpose-not-in-the-claims',
    file: 'worker/seal.js',
    find: 'claims?.purpose !== purpose || claims.aud',
    replace: 'claims?.aud',
    kill: sealed,
    why: 'RFC 8725 3.12',
  },
  {
    name: 'transaction-opens-as-a-session',
    edits: [
      ...ANY_PURPOSE,
      { file: 'worker/seal.js', find: 'claims?.purpose !== purpose || claims.aud', replace: 'claims?.aud' },
    ],
    kill: sealed,
    why: 'RFC 8725 3.12',
  },
  {
    name: 'header-not-compared',
    edits: [
      {
        file: 'worker/seal.js',
        find: 'const found = keys.find(({ headers }) => token.startsWith(headers[purpose].start));',
        replace: 'const found = keys[0];',
      },
      {
        file: 'worker/seal.js',
        find: 'split(token.slice(start.length))',
        replace: "split(token.slice(token.indexOf('..') + 2))",
      },
    ],
    kill: ['tests/session/forgery.test.js'],
    only: 'opens with no bit flipped',
    why: 'RFC 7516 5.2: the header is authenticated, and it is the one of ours',
  },
  {
    name: 'binding-not-checked',
    file: 'worker/seal.js',
    find: ' || claims.aud !== binding',
    replace: '',
    kill: sealed,
    why: "RFC 7519 4.1.3: another app's cookie under the same keys",
  },
  ...['client.issuer', 'clientId', 'baseUrl'].map((part) => ({
    name: `binding-without-${part.replace('client.', '').toLowerCase()}`,
    file: 'worker/context.js',
    find: 'digestBase64url(JSON.stringify([client.issuer, clientId, baseUrl]))',
    replace: `digestBase64url(JSON.stringify([client.issuer, clientId, baseUrl].filter((part) => part !== ${part})))`,
    kill: session,
    only: 'of another client, issuer or origin',
    why: 'A session belongs to one issuer, one client and one origin',
  })),
  {
    name: 'old-key-dropped',
    file: 'worker/seal.js',
    find: 'const found = keys.find(',
    replace: 'const found = keys.slice(0, 1).find(',
    kill: session,
    only: 'sealed with an old key opens',
    why: 'Key rotation: all keys open',
  },
  {
    name: 'sealed-with-the-last-key',
    file: 'worker/seal.js',
    find: 'export async function seal({ keys: [{ key, headers }], binding }, purpose, claims, expires_at) {',
    replace: `export async function seal({ keys, binding }, purpose, claims, expires_at) {
  const { key, headers } = keys[keys.length - 1];`,
    kill: session,
    only: 'sealed with an old key opens',
    why: 'Key rotation: the first key seals',
  },
  {
    name: 'old-key-never-replaced',
    file: 'worker/session.js',
    find: '(used && longer) || !first_key ?',
    replace: 'used && longer ?',
    kill: session,
    only: 'sealed with an old key opens',
    why: 'Key rotation: an old key can be dropped after a while',
  },
  {
    name: 'keys-can-be-exported',
    file: 'worker/seal.js',
    find: "'AES-GCM', false, [",
    replace: "'AES-GCM', true, [",
    kill: sealed,
    why: 'Web Cryptography 13: a key that nobody reads',
  },
  {
    name: 'seal-of-several-spellings',
    file: 'worker/base64url.js',
    find: 'return bits < 6 && buffer === 0;',
    replace: 'return true;',
    kill: session,
    only: 'has one spelling',
    why: 'RFC 4648 3.5: canonical encoding only',
  },
  {
    name: 'seal-without-an-end',
    file: 'worker/seal.js',
    find: ' || !isTime(claims.exp)',
    replace: '',
    kill: sealed,
    why: 'RFC 7519 4.1.4: the expiry is inside',
  },
  {
    name: 'seal-never-expires',
    file: 'worker/seal.js',
    find: 'Number(claims.exp) > now ?',
    replace: 'Number(claims.exp) > 0 ?',
    kill: sealed,
    why: 'RFC 7519 4.1.4',
  },
  {
    name: 'duplicate-cookie-accepted',
    file: 'worker/cookies.js',
    find: 'if (values.has(name)) repeated = true;',
    replace: 'if (values.has(name)) repeated = false;',
    kill: session,
    only: 'whose name comes twice',
    why: 'RFC 6265bis 8.6: cookie tossing',
  },
  {
    name: 'duplicate-cookie-opens-a-session',
    file: 'worker/session.js',
    find: 'if (value === undefined || repeated) return undefined;',
    replace: 'if (value === undefined) return undefined;',
    kill: session,
    only: 'whose name comes twice',
    why: 'user() and session() have no route in front of them',
  },
  {
    name: 'cookie-value-decoded',
    file: 'worker/cookie_header.js',
    find: 'trim(pair.slice(equals + 1))]',
    replace: 'decodeURIComponent(trim(pair.slice(equals + 1)))]',
    kill: cookies,
    why: 'A second spelling of the same sealed value',
  },
  {
    name: 'no-host-prefix',
    file: 'worker/cookies.js',
    find: "const prefix = secure ? '__Host-' : '';",
    replace: "const prefix = '';",
    kill: flow,
    only: 'sets cookies with __Host-',
    why: 'RFC 6265bis 4.1.3.2: cookies of a sister host',
  },
  {
    name: 'cookie-for-scripts',
    file: 'worker/cookies.js',
    find: '; HttpOnly',
    replace: '',
    kill: flow,
    only: 'sets cookies with __Host-',
    why: 'RFC 6265bis 4.1.2.6',
  },
  {
    name: 'cookie-to-every-site',
    file: 'worker/cookies.js',
    find: '; SameSite=Lax',
    replace: '; SameSite=None',
    kill: flow,
    only: 'sets cookies with __Host-',
    why: 'RFC 6265bis 4.1.2.7',
  },
  {
    name: 'cookie-of-any-size',
    file: 'worker/cookies.js',
    find: "if (line.length > LIMITS.cookie_bytes) throw new TailchatLoginError('cookie_too_large');",
    replace: '',
    kill: cookies,
    why: 'RFC 6265bis 5.6: a browser drops it without a word',
  },
  {
    name: 'transactions-without-number',
    file: 'worker/cookies.js',
    find: 'staying.length + transactions > LIMITS.transaction_cookies || ',
    replace: '',
    kill: cookies,
    why: 'limit transaction_cookies: floods of started logins',
  },
  {
    name: 'cookies-of-any-size-together',
    file: 'worker/cookies.js',
    find: ' || total > LIMITS.cookies_bytes',
    replace: '',
    kill: cookies,
    why: 'limit cookies_bytes: servers cap the header that carries them',
  },
  {
    name: 'newest-login-cleared-first',
    file: 'worker/cookies.js',
    find: 'const oldest = staying.shift();',
    replace: 'const oldest = staying.pop();',
    kill: cookies,
    why: 'A flood must not push out the login under way',
  },
  {
    name: 'session-keeps-the-first-user',
    file: 'worker/routes/callback.js',
    find: SEALED,
    replace: `.then(async ({ user, began_at }) => {
        const before = await openSession(context, cookies);
        return sealSession(context, before?.user ?? user, began_at);
      })`,
    kill: flow,
    only: 'replaces the session of another user',
    why: 'Session fixation, account mixing',
  },
  {
    name: 'session-keeps-members-of-the-first-user',
    file: 'worker/routes/callback.js',
    find: SEALED,
    replace: `.then(async ({ user, began_at }) => {
        const before = await openSession(context, cookies);
        return sealSession(context, { ...before?.user, ...user }, began_at);
      })`,
    kill: ['tests/mutants/one_user.test.js'],
    why: 'A login replaces the whole session',
  },
  {
    name: 'session-keeps-its-beginning',
    file: 'worker/routes/callback.js',
    find: SEALED,
    replace: `.then(async ({ user, began_at }) => {
        const before = await openSession(context, cookies);
        return sealSession(context, user, before?.began_at ?? began_at);
      })`,
    kill: ['tests/mutants/one_user.test.js'],
    why: 'A login replaces the whole session',
  },
  {
    name: 'absolute-end-ignored',
    edits: [
      {
        file: 'worker/session.js',
        find: 'Math.min(sealed_at + config.sessionSeconds, began_at + config.sessionAbsoluteSeconds)',
        replace: 'sealed_at + config.sessionSeconds',
      },
      {
        file: 'worker/session.js',
        find: 'Math.min(exp, iat + config.sessionSeconds, began_at + config.sessionAbsoluteSeconds)',
        replace: 'Math.min(exp, iat + config.sessionSeconds)',
      },
      {
        file: 'worker/session.js',
        find: '(used && longer) || !first_key ?',
        replace: 'used || longer || !first_key ?',
      },
    ],
    kill: session,
    only: 'ends at its absolute end',
    why: 'ASVS 5 7.3.2: an absolute lifetime',
  },
  {
    name: 'session-beginning-slides',
    file: 'worker/session.js',
    find: '? [await sealSession(context, account, began_at)]',
    replace: '? [await sealSession(context, account, seconds(context.now))]',
    kill: session,
    only: 'ends at its absolute end',
    why: 'ASVS 5 7.3.2: sliding does not move the absolute end',
  },
  {
    name: 'shortened-life-ignored',
    file: 'worker/session.js',
    find: 'Math.min(exp, iat + config.sessionSeconds, began_at + config.sessionAbsoluteSeconds)',
    replace: 'exp',
    kill: session,
    only: 'is shorter once the configuration says so',
    why: 'ASVS 5 7.3.1',
  },
  {
    name: 'session-does-not-slide',
    file: 'worker/session.js',
    find: '(used && longer) || !first_key ?',
    replace: '!first_key ?',
    kill: session,
    only: 'slides on /me',
    why: 'ASVS 5 7.3.1: a life without use',
  },
  {
    name: 'claims-of-any-shape',
    file: 'worker/claims.js',
    find: 'return Object.entries(shape).every(([name, fits]) => fits(claims[name]));',
    replace: 'return claims !== undefined;',
    kill: ['tests/session/forgery.test.js'],
    only: 'missing or of another type',
    why: 'What another version of us has sealed is no half session',
  },
  {
    name: 'seal-of-any-length',
    file: 'worker/seal.js',
    find: "if (token.length > LIMITS.cookie_bytes) return 'unreadable';",
    replace: '',
    kill: ['tests/session/header.test.js'],
    only: 'that no browser would keep',
    why: 'limit cookie_bytes: bounded before it is decrypted',
  },
  {
    name: 'two-cookies-for-one-login',
    file: 'worker/routes/callback.js',
    find: "if (found.length > 1) throw new TailchatLoginError('cookie_repeated');",
    replace: '',
    kill: ['tests/session/header.test.js'],
    only: 'two cookies for one login',
    why: 'RFC 6265bis 8.6: which of two is ours is not for us to guess',
  },
  {
    name: 'opened-session-by-part-of-its-cookie',
    edits: [
      {
        file: 'worker/session.js',
        find: 'sessions.get(value)',
        replace: 'sessions.get(value.slice(0, -22))',
      },
      {
        file: 'worker/session.js',
        find: 'sessions.set(copy(value), session)',
        replace: 'sessions.set(copy(value.slice(0, -22)), session)',
      },
    ],
    kill: opened,
    only: 'to the last letter',
    why: 'A cookie that was opened before vouches for itself alone',
  },
  {
    name: 'opened-session-outlives-its-end',
    file: 'worker/session.js',
    find: '!(session.expires_at > seconds(now))',
    replace: '(known === undefined && !(session.expires_at > seconds(now)))',
    kill: opened,
    only: 'over in the second of its end',
    why: 'ASVS 5 7.3.1: what is remembered ends with its session',
  },
  {
    name: 'opened-session-of-a-dropped-key',
    edits: [
      {
        file: 'worker/context.js',
        find: 'sessions: createAgingMap(LIMITS.opened_sessions),',
        replace: 'sessions: shared,',
      },
      {
        file: 'worker/context.js',
        find: '/** @param {ReturnType<typeof prepareClient>} prepared */',
        replace: 'const shared = createAgingMap(LIMITS.opened_sessions);\n',
      },
    ],
    kill: opened,
    only: 'has dropped its key',
    why: 'Key rotation: a dropped key opens nothing, also of what it opened before',
  },
  {
    name: 'opened-sessions-unbounded',
    file: 'worker/context.js',
    find: 'createAgingMap(LIMITS.opened_sessions)',
    replace: 'createAgingMap(Infinity)',
    kill: ['tests/limits/limits.test.js'],
    only: 'opened cookies',
    why: 'limit opened_sessions',
  },
  {
    name: 'opened-session-can-be-changed',
    file: 'worker/session.js',
    find: 'Object.freeze(withoutAbsent({ sub, nickname, discriminator, avatar }))',
    replace: 'withoutAbsent({ sub, nickname, discriminator, avatar })',
    kill: opened,
    only: 'nobody can change it',
    why: "One request's change must not reach the next",
  },
];
