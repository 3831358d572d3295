// Checks the accepted and refused values of each option. No message contains a value.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createClient } from 'tailchat-login';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { createLogin } from 'tailchat-login/worker';
import { OPTIONS, readConfig, readEnv, variableOf } from '../../../worker/config/config.js';
import { KEY, SECOND_KEY } from '../../support/kit.js';

const good = {
  apiUrl: 'https://tailchat.example',
  clientId: 'tc_0123456789abcdef01234567',
  clientSecret: 'SECRET-VALUE',
  sessionKeys: KEY,
  baseUrl: 'https://app.example',
};
const env = {
  TAILCHAT_API_URL: good.apiUrl,
  TAILCHAT_CLIENT_ID: good.clientId,
  TAILCHAT_CLIENT_SECRET: good.clientSecret,
  TAILCHAT_SESSION_KEYS: KEY,
  TAILCHAT_BASE_URL: good.baseUrl,
};
const LONG = `https://app.example/${'a'.repeat(512)}`;

/** @type {Record<string, unknown[]>} */
const WRONG = {
  apiUrl: [
    undefined,
    '',
    1,
    null,
    'tailchat.example',
    'http://tailchat.example',
    'https://u:p@t.example',
    'ftp://t',
  ],
  internalUrl: [
    '',
    1,
    null,
    'http://chat.example',
    'https://u:p@t.example',
    'https://t.example?x',
    'http://0xc0a80105',
  ],
  allowHttp: ['', 1, null, true, 'yes', 'PRIVATE', 'public'],
  clockLeewaySeconds: [-1, 301, 1.5, '', '-1', '301', ' 5', '1e2', null, true],
  clientId: [undefined, '', 1, null, 'with space', 'é', 'x'.repeat(256)],
  clientSecret: [undefined, '', 1, null, 'é', 'a\nb', 'x'.repeat(513)],
  sessionKeys: [
    undefined,
    '',
    [],
    1,
    null,
    [1],
    'short',
    KEY.slice(1),
    'A'.repeat(43), // all zeros
    `${KEY},${'A'.repeat(43)}`,
    ['A'.repeat(43), KEY],
    `${KEY}A`,
    `${KEY}=`,
    `${KEY.slice(0, -1)}F`,
    KEY.replace('a', '+'),
    `${KEY},`,
    `,${KEY}`,
    `${KEY},${KEY}`,
    `${KEY}, ${SECOND_KEY}`,
    `${KEY}\n`,
    [KEY, KEY],
    [KEY, 'short'],
  ],
  baseUrl: [
    undefined,
    '',
    1,
    null,
    'app.example',
    'http://app.example',
    'http://localhost.evil.example',
    'http://127.0.0.2',
    'https://app.example//',
    'https://app.example/path//',
    'https://app.example/a//b',
    'https://app.example/a/../b',
    'https://app.example/%61',
    'https://app.example/a b',
    'https://app.example/é',
    'https://app.example\\path',
    'https://app.example/path?',
    'https://app.example/path#',
    `https://app.example/${'a'.repeat(128)}`,
    'https://app.example?',
    'https://app.example/#',
    'https://user@app.example',
    'https://app.example:443',
    'https://APP.example',
    ' https://app.example',
    'javascript:alert(1)',
  ],
  issuer: ['', 1, null, 'tailchat', 'https://é.example'],
  scope: ['', 1, null, 'profile', 'openid\tprofile'],
  basePath: [
    '',
    '/',
    'auth',
    '/auth/',
    '//auth',
    '/a//b',
    '/..',
    '/a/../b',
    '/.',
    '/a b',
    '/a?b',
    '/é',
    1,
    null,
  ],
  prefixStripped: [0, 1, 'true', null],
  allowedOrigins: [
    [1],
    '',
    '*',
    ['*'],
    'https://a.example, https://b.example',
    ['https://a.example/x'],
    ['https://*.example'],
    ['http://a.example'],
    ['null'],
    [LONG],
    {},
    null,
  ],
  errorPage: [
    '',
    'failed',
    '//evil.example',
    'https://evil.example/',
    '/a?b',
    '/a#b',
    '/a/../b',
    '/auth',
    '/auth/failed',
    1,
  ],
  logoutUrl: [
    '',
    1,
    {},
    'chat.example',
    '/open/logout',
    'http://chat.example/',
    'javascript:x',
    'https://a@b/',
  ],
  redirectUris: [
    '',
    '/cb',
    'https://app.example/, https://app.example/x',
    'https://app.example/#f',
    [1],
    ['http://app.example/'],
    ['/cb'],
    ['https://a.example/#f'],
    [LONG],
    null,
  ],
  sessionSeconds: [0, -1, 1.5, NaN, Infinity, '60', 34_560_001, null],
  sessionAbsoluteSeconds: [0, -1, 1.5, NaN, Infinity, '60', 34_560_001, null],
  groups: ['', 1, null, {}, { of() {}, isBanned() {}, lacks() {} }],
  panels: ['', 1, null, {}, [], ['https://chat.example'], { embeddedIn: ['https://chat.example'] }],
  store: [
    null,
    'redis://localhost',
    {},
    { get() {}, put() {}, delete() {}, claim: null },
    { ...createMemoryStore(), claim: undefined },
    { ...createMemoryStore(), swap: 1 },
    { ...createMemoryStore(), sessions: {} },
    new Map(),
  ],
  family: ['', ' ', 'a b', 'é', 'x'.repeat(65), 1, null, ['ours']],
  deadline: [0, -1, 1.5, NaN, Infinity, '60', 60_001, null],
  fetch: [1, 'fetch', null, {}],
  now: [1, null, {}],
  randomBytes: [1, null, {}],
  verifyIdToken: [1, null, {}],
  onLogin: [1, null, {}, false],
  agentName: [1, null, {}],
  onEvent: [1, null, {}],
  debug: [1, null, 'true', {}],
  log: [1, null, {}],
};

describe('createLogin(options)', () => {
  test('takes the required ones alone', () => {
    assert.ok(createLogin(good));
    assert.deepEqual(readConfig(good).basePath, '/auth');
  });

  test('has a list of wrong values for every option', () => {
    const names = OPTIONS.filter(({ of }) => of.includes('worker')).map(({ name }) => name);
    assert.deepEqual(Object.keys(WRONG).sort(), names.sort());
  });

  for (const [name, values] of Object.entries(WRONG)) {
    test(`refuses a wrong ${name} at once, names it, and does not tell the value`, () => {
      for (const value of values) {
        const shown = `${name} = ${JSON.stringify(value)}`;
        assert.throws(
          () => createLogin(/** @type {any} */ ({ ...good, [name]: value })),
          (/** @type {any} */ error) => {
            const option = error.option ?? OPTIONS.find(({ code }) => code === error.code)?.name;
            assert.equal(option, name, shown);
            assert.match(error.message, new RegExp(`\\b${name}\\b`), shown);
            assert.equal(error.status, 500);
            if (typeof value === 'string' && value.length > 8)
              assert.ok(!error.message.includes(value), shown);
            return true;
          },
          shown,
        );
      }
    });
  }

  /** @type {[string, unknown][]} */
  const RIGHT = [
    ['apiUrl', 'https://tailchat.example/prefix/'],
    ['apiUrl', 'http://localhost:11000'],
    ['internalUrl', 'http://open:3003'],
    ['internalUrl', 'http://127.0.0.1:11001/'],
    ['internalUrl', 'https://chat.internal.example/im'],
    ['allowHttp', 'private'],
    ['clockLeewaySeconds', 0],
    ['clockLeewaySeconds', 300],
    ['sessionKeys', `${KEY},${SECOND_KEY}`],
    ['sessionKeys', [KEY, SECOND_KEY]],
    ['baseUrl', 'https://app.example/'],
    ['baseUrl', 'https://app.example:8443'],
    ['baseUrl', 'https://app.example/docs'],
    ['baseUrl', 'https://app.example/docs/'],
    ['baseUrl', 'https://app.example/a/b-c_d.e~f'],
    ['baseUrl', 'http://localhost:8787'],
    ['baseUrl', 'http://127.0.0.1:8787'],
    ['baseUrl', 'http://[::1]:8787'],
    ['basePath', '/app/sign-in'],
    ['issuer', 'http://tailchat.example'],
    ['issuer', undefined],
    ['scope', 'openid'],
    ['allowedOrigins', []],
    ['allowedOrigins', 'https://a.example,http://localhost:5173'],
    ['allowedOrigins', ['https://a.example']],
    ['logoutUrl', 'https://chat.example/open/logout?to=app'],
    ['logoutUrl', 'http://localhost:3000/bye'],
    ['errorPage', '/login-failed'],
    ['errorPage', '/authors/failed'],
    ['redirectUris', []],
    ['redirectUris', 'https://other.example/page?x=1,http://localhost:3000/'],
    ['redirectUris', ['https://other.example/page?x=1', 'http://localhost:3000/']],
    ['sessionSeconds', 34_560_000],
    ['deadline', 1],
    ['deadline', 60_000],
  ];
  for (const [name, value] of RIGHT) {
    test(`takes ${name}: ${JSON.stringify(value)}`, () => {
      assert.ok(createLogin(/** @type {any} */ ({ ...good, [name]: value })));
    });
  }

  test('refuses what it does not know, by name, and shows no name that may be a value', () => {
    assert.throws(() => createLogin(/** @type {any} */ ({ ...good, sessionKey: KEY })), {
      code: 'configuration_invalid',
      option: 'sessionKey',
      message: 'sessionKey is not known',
    });
    assert.throws(() => createLogin(/** @type {any} */ ({ ...good, [`${KEY}\n`]: 1 })), {
      message: 'an option is not known',
    });
    assert.throws(() => createLogin(/** @type {any} */ ({ ...good, redirectUri: 'https://app.example/' })));
  });

  test('refuses what is no object', () => {
    for (const value of [null, 1, 'x', [], true]) {
      assert.throws(() => createLogin(/** @type {any} */ (value)), { code: 'configuration_invalid' });
    }
  });

  test('reads no option from a prototype', () => {
    const inherited = Object.create({ sessionSeconds: 1 });
    assert.equal(readConfig(Object.assign(inherited, good)).sessionSeconds, 86400);
  });

  test('copies what it is given', () => {
    const keys = [KEY];
    const config = readConfig({ ...good, sessionKeys: keys });
    keys.push('x');
    assert.deepEqual(config.sessionKeys, [KEY]);
    assert.ok(Object.isFrozen(config));
  });
});

describe('createClient(options)', () => {
  const client = { ...good, redirectUri: 'https://app.example/auth/callback' };
  const { sessionKeys, baseUrl, ...rest } = client;

  test('takes its own options alone', () => {
    assert.equal(createClient(rest).issuer, good.apiUrl);
    assert.throws(() => createClient(/** @type {any} */ (client)), { option: 'sessionKeys' });
    assert.throws(() => createClient(/** @type {any} */ ({ ...rest, redirectUri: undefined })), {
      option: 'redirectUri',
    });
    assert.throws(() => createClient({ ...rest, redirectUri: 'http://app.example/' }), {
      code: 'redirect_uri_invalid',
    });
  });

  test('does not show the secret', () => {
    assert.ok(!JSON.stringify(createClient(rest)).includes(good.clientSecret));
  });
});

describe('the environment', () => {
  test('gives the options by their names, and other names are no error', () => {
    const config = readEnv({ ...env, PATH: '/bin', TAILCHAT_TRY_EMAIL: 'x', TAILCHAT_ISSUER: '' });
    assert.equal(config.apiUrl, good.apiUrl);
    assert.equal(config.issuer, undefined);
  });

  for (const [name, option] of Object.entries({
    TAILCHAT_CLIENT_SECRET: 'clientSecret',
    TAILCHAT_SESSION_KEYS: 'sessionKeys',
    TAILCHAT_BASE_URL: 'baseUrl',
  })) {
    test(`that lacks ${name} or has a wrong one is refused by the variable's name`, () => {
      for (const value of [undefined, '', 'é']) {
        assert.throws(
          () => readEnv({ ...env, [name]: value }),
          (/** @type {any} */ error) => {
            assert.equal(error.option, option);
            assert.equal(variableOf(error), name);
            return error.message.startsWith(name);
          },
        );
      }
    });
  }

  test('configures a login per environment, read at the request', async () => {
    const login = createLogin();
    const ask = async (/** @type {object | undefined} */ given) => {
      const response = await login.fetch(new Request('https://app.example/auth/login'), given);
      return new URL(response.headers.get('location') ?? '').searchParams.get('client_id');
    };
    assert.equal(await ask(env), good.clientId);
    assert.equal(await ask({ ...env, TAILCHAT_CLIENT_ID: 'tc_other' }), 'tc_other');
    assert.equal(await ask(env), good.clientId);
  });

  test('may go through a function, also an async one, once per environment', async () => {
    let calls = 0;
    const login = createLogin(async ({ ID }) => {
      calls += 1;
      return { ...good, clientId: ID };
    });
    const first = { ID: 'tc_first' };
    for (const given of [first, first, { ID: 'tc_second' }, first]) {
      const response = await login.fetch(new Request('https://app.example/auth/login'), given);
      assert.match(response.headers.get('location') ?? '', new RegExp(`client_id=${given.ID}`));
    }
    assert.equal(calls, 2);
  });

  test('that is wrong answers every request with 500 and no details, and is read again', async (t) => {
    const lines = t.mock.method(console, 'warn', () => {});
    const login = createLogin();
    const broken = { ...env, TAILCHAT_SESSION_KEYS: 'SECRET-but-short' };
    for (const path of ['/auth/login', '/auth/me', '/anything']) {
      const response = await login.fetch(new Request(`https://app.example${path}`), broken);
      assert.equal(response.status, 500);
      const page = await response.text();
      assert.match(page, /configuration_invalid/);
      assert.doesNotMatch(page, /SESSION_KEYS|SECRET|href/);
    }
    const logged = lines.mock.calls.map((call) => String(call.arguments[0]));
    assert.match(
      logged[0],
      /^tailchat-login: configuration failed: configuration_invalid \(TAILCHAT_SESSION_KEYS must be/,
    );
    assert.doesNotMatch(logged.join(), /SECRET/);
    broken.TAILCHAT_SESSION_KEYS = KEY;
    assert.equal((await login.fetch(new Request('https://app.example/auth/login'), broken)).status, 302);
  });

  test('that is wrong is JSON to a page that asks', async (t) => {
    t.mock.method(console, 'warn', () => {});
    const request = new Request('https://app.example/auth/me', { headers: { 'x-tailchat-login': '1' } });
    assert.deepEqual(await (await createLogin().fetch(request, {})).json(), {
      error: 'configuration_invalid',
    });
  });

  test('that is wrong makes user() and session() throw the error that names it', async () => {
    const request = new Request('https://app.example/');
    await assert.rejects(createLogin().user(request, {}), { option: 'apiUrl' });
    await assert.rejects(createLogin().session(request), { option: 'apiUrl' });
  });

  test("of a function that throws says the failure's name and not its message", async (t) => {
    const lines = t.mock.method(console, 'warn', () => {});
    const login = createLogin(() => {
      throw new RangeError('SECRET');
    });
    const response = await login.fetch(new Request('https://app.example/auth/login'));
    assert.equal(response.status, 500);
    assert.deepEqual(lines.mock.calls[0].arguments, [
      'tailchat-login: configuration failed: internal_error (an unexpected failure) at=configuration cause=RangeError',
    ]);
  });
});
