// Runs the doctor against whole deployments with one real fault each, and checks its exit code.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { startTailchat } from 'tailchat-login/testing';
import { run } from '../../support/command.js';
import { listen } from '../../support/listen.js';
import { startGateway } from './gateway.js';

const KEY = Buffer.alloc(32, 1).toString('base64url');
const SECRET = 'abcdefghijklmnopqrstuvwxyz_-0123';
const URI = 'http://localhost:8787/auth/callback';
const app = {
  appId: 'tc_0123456789abcdef01234567',
  appSecret: SECRET,
  appName: 'Demo',
  capability: ['oauth'],
  redirectUrls: [URI],
};
const alice = {
  _id: '64b1f0c2a5d3e97b4c8f1a20',
  email: 'alice@example.com',
  password: 'pass word +&é',
  nickname: 'NICKNAME-of-alice',
  discriminator: '6244',
};
const bob = { ...alice, _id: '64b1f0c2a5d3e97b4c8f1a30', email: 'bob@example.com', banned: true };

/** @typedef {import('./gateway.js').Route} Route */

/**
 * @param {import('node:test').TestContext} t
 * @param {Route} route
 * @param {string} [path] of API_URL
 */
async function deploy(t, route, path = '') {
  let target = '';
  const gateway = await startGateway(() => target, route);
  t.after(() => gateway.close());
  const api = gateway.url + path;
  const tailchat = await startTailchat({ apps: [app], users: [alice, bob], apiUrl: api });
  t.after(() => tailchat.close());
  target = tailchat.url;
  return api;
}

/** @param {string} api @param {string[]} [more] @param {import('../../support/command.js').Options} [options] @param {Record<string, string>} [env] */
async function examine(api, more = [], options = {}, env = {}) {
  const flags = [
    '--api',
    api,
    '--client-id',
    app.appId,
    '--redirect-uri',
    URI,
    '--deadline',
    '1500',
    '--json',
  ];
  const { status, out, error } = await run(
    ['doctor', ...flags, ...more],
    { TAILCHAT_CLIENT_SECRET: SECRET, ...env },
    options,
  );
  if (!out.startsWith('{')) assert.fail(error);
  const report = JSON.parse(out);
  assert.equal(report.ok, status === 0, 'the exit code says it');
  const checks = Object.fromEntries(report.checks.map((/** @type {any} */ check) => [check.name, check]));
  return { status, out, checks, failed: names(report, 'fail'), warned: names(report, 'warn') };
}

/** @param {any} report @param {string} status */
const names = (report, status) =>
  report.checks
    .filter((/** @type {any} */ check) => check.status === status)
    .map((/** @type {any} */ check) => check.name);

test('a gateway without a fault', async (t) => {
  const { status, failed, warned } = await examine(await deploy(t, ({ path }) => path));
  assert.deepEqual([status, failed, warned], [0, [], []]);
});

describe('the login page', () => {
  /** @type {Route} */
  const underPath = ({ path }) => (path.startsWith('/chat/') ? path.slice('/chat'.length) : 404);

  for (const [what, state] of [
    ['404', 404],
    ['its index page', 200],
  ]) {
    test(`only /chat/* is routed, and all else is ${what}: nobody can log in`, async (t) => {
      const api = await deploy(
        t,
        (asked) => (underPath(asked) === 404 ? Number(state) : underPath(asked)),
        '/chat',
      );
      const { status, failed, checks } = await examine(api);
      assert.equal(status, 1);
      assert.deepEqual(failed, ['address', 'login_page']);
      assert.match(
        checks.login_page.text,
        /^\/open\/interaction\/\.\.\. is answered with .*nobody can log in$/,
      );
      assert.match(checks.login_page.advice, /\/open\/ of the host itself/);
    });
  }

  test('/chat/* and /open/* are routed: all is well', async (t) => {
    const api = await deploy(
      t,
      (asked) => (asked.path.startsWith('/open/') ? asked.path : underPath(asked)),
      '/chat',
    );
    const { status, failed, warned } = await examine(api);
    assert.deepEqual([status, failed, warned], [0, [], []]);
  });

  test('/open/auth and its like are routed, and /open/interaction is not', async (t) => {
    const api = await deploy(t, ({ path }) => (path.startsWith('/open/interaction/') ? 404 : path));
    const { failed, checks } = await examine(api);
    assert.deepEqual(failed, ['login_page']);
    assert.match(checks.login_page.advice, /every path that begins with \/open\//);
  });

  test('/open/interaction hangs', async (t) => {
    const api = await deploy(t, ({ path }) => (path.startsWith('/open/interaction/') ? undefined : path));
    assert.deepEqual((await examine(api)).failed, ['login_page']);
  });
});

describe('core', () => {
  const isForm = (/** @type {any} */ { method, path }) =>
    method === 'POST' && path.startsWith('/open/interaction/');

  for (const [what, answer, text] of /** @type {[string, number | undefined, RegExp][]} */ ([
    ['hangs', undefined, /core does not answer/],
    ['is down', 502, /core does not answer .*502/],
    ['gets no POST', 404, /status 404, not by the login service/],
    ['is another page', 200, /status 200, not by the login service/],
    ['fails in another way', 500, /status 500, and without "User does not exist"/],
  ])) {
    test(`${what} behind a login page that is shown`, async (t) => {
      const api = await deploy(t, (asked) => (isForm(asked) ? answer : asked.path));
      const { status, failed, checks } = await examine(api);
      assert.equal(status, 1);
      assert.deepEqual(failed, ['core']);
      assert.match(checks.core.text, text);
      assert.equal(checks.login_page.status, 'ok');
    });
  }
});

describe('the gateway', () => {
  test('takes /open off the path', async (t) => {
    const api = await deploy(t, ({ path }) => path.replace(/^\/open/, ''));
    const { status, failed, checks } = await examine(api);
    assert.deepEqual([status, failed], [1, ['open']]);
    assert.match(checks.open.text, /removes \/open from the path/);
    assert.match(checks.open.advice, /proxy_pass.*handle_path.*StripPrefix/);
  });

  test('hangs for POST: told with its other fault in one run', async (t) => {
    const api = await deploy(t, ({ method, path, headers }) => {
      headers.host = 'tailchat:11001';
      return method === 'POST' ? undefined : path;
    });
    const { failed, checks } = await examine(api);
    assert.deepEqual(failed, ['post', 'address', 'core']);
    assert.match(checks.post.text, /POST requests .* no answer, while GET requests do/);
    assert.match(checks.address.text, /http:\/\/tailchat:11001/);
  });

  test('does not know /open, as in the simple set-up: GET hangs for JSON', async (t) => {
    const api = await deploy(t, ({ method, headers }) =>
      method === 'POST' || !/html/.test(String(headers.accept)) ? undefined : 200,
    );
    const { failed, checks } = await examine(api);
    assert.deepEqual(failed, ['open']);
    assert.match(checks.open.advice, /11001/);
  });
});

describe('iss', () => {
  /** @param {import('node:test').TestContext} t @param {string} apiUrl */
  async function deployAs(t, apiUrl) {
    const tailchat = await startTailchat({ apps: [app], users: [], apiUrl });
    t.after(() => tailchat.close());
    return tailchat.url;
  }

  for (const sample of [
    'http://127.0.0.1:11000',
    'http://localhost:11000/',
    'https://paw-server-nightly.moonrailgun.com',
  ]) {
    test(`API_URL is not set, or as it came (${sample}): it is to be set, not issuer`, async (t) => {
      const api = await deployAs(t, sample);
      const { status, checks } = await examine(api, ['--issuer', 'https://chat.mine.test']);
      assert.equal(status, 1);
      assert.match(checks.issuer.advice, /^API_URL is not set .*: set it to https:\/\/chat\.mine\.test, /);
      assert.doesNotMatch(checks.issuer.advice, /TAILCHAT_ISSUER/);
    });
  }

  test('a slash: apiUrl is to be spelt so, and then all is well', async (t) => {
    let api = '';
    const gateway = await startGateway(
      () => api,
      ({ path }) => path,
    );
    t.after(() => gateway.close());
    api = await deployAs(t, `${gateway.url}/`);
    const { failed, checks } = await examine(gateway.url);
    assert.deepEqual(failed, ['issuer']);
    assert.ok(
      checks.issuer.advice.startsWith(`Write apiUrl (TAILCHAT_API_URL, --api) as ${gateway.url}/ exactly`),
    );
    assert.equal((await examine(`${gateway.url}/`)).status, 0);
  });
});

describe('the environment of serve', () => {
  const whole = (/** @type {string} */ api) => ({
    TAILCHAT_API_URL: api,
    TAILCHAT_CLIENT_ID: app.appId,
    TAILCHAT_BASE_URL: 'http://localhost:8787',
    TAILCHAT_SESSION_KEYS: KEY,
  });

  test('a part of it needs no more, where flags give the rest', async (t) => {
    const api = await deploy(t, ({ path }) => path);
    const env = { TAILCHAT_CLIENT_SECRET: '', TAILCHAT_API_URL: api, TAILCHAT_CLIENT_ID: app.appId };
    const { status, warned } = await examine(api, [], {}, env);
    assert.deepEqual([status, warned], [0, ['secret']]);
  });

  test('is named where it is good, without a value of it', async (t) => {
    const api = await deploy(t, ({ path }) => path);
    const { status, checks, out } = await examine(api, [], {}, whole(api));
    assert.equal(status, 0);
    assert.match(checks.environment.text, /API_URL, CLIENT_ID, CLIENT_SECRET, SESSION_KEYS, BASE_URL/);
    assert.ok(!out.includes(KEY));
  });

  for (const [changes, text] of /** @type {[Record<string, string>, RegExp][]} */ ([
    [{ TAILCHAT_SESSION_KEYS: 'oops-VALUE' }, /TAILCHAT_SESSION_KEYS must be one or more/],
    [{ TAILCHAT_SESSION_KEYS: '' }, /TAILCHAT_SESSION_KEYS is missing/],
    [{ TAILCHAT_BASE_URL: 'VALUE' }, /TAILCHAT_BASE_URL must be/],
    [{ TAILCHAT_ALLOWED_ORIGINS: 'https://*.VALUE.example' }, /TAILCHAT_ALLOWED_ORIGINS must be/],
    [{ TAILCHAT_API_URL: 'ftp://VALUE' }, /TAILCHAT_API_URL/],
    [
      { TAILCHAT_SESSION_KEYS: 'oops-VALUE', TAILCHAT_ALLOWED_ORIGINS: 'VALUE' },
      /TAILCHAT_SESSION_KEYS must be .*; TAILCHAT_ALLOWED_ORIGINS must be/,
    ],
  ])) {
    test(`${JSON.stringify(changes)} is refused here as there`, async (t) => {
      const api = await deploy(t, ({ path }) => path);
      const env = { ...whole(api), ...changes };
      const { status, checks, out } = await examine(api, [], {}, env);
      assert.equal(status, 1);
      assert.equal(checks.environment.status, 'fail');
      assert.match(checks.environment.text, text);
      assert.doesNotMatch(out, /VALUE/);
      const served = await run(['serve', '--port', '0'], { ...env, TAILCHAT_CLIENT_SECRET: SECRET });
      assert.equal(served.status, 1);
    });
  }
});

describe('internal addresses', () => {
  /** The core's port: it answers /api, and /open hangs except for pages. */
  const core = (/** @type {import('node:test').TestContext} */ t) =>
    startJson(t, (path, accept) => {
      if (path.startsWith('/api/')) return [200, { code: 200, data: {} }];
      return /html/.test(accept) ? [200, 'page'] : undefined;
    });
  /** The open platform's port: it answers /open, and has no /api. */
  const openPlatform = (/** @type {import('node:test').TestContext} */ t) =>
    startJson(t, (path) =>
      path.startsWith('/open/')
        ? [200, { issuer: 'https://chat.example', authorization_endpoint: 'https://chat.example/open/auth' }]
        : [
            404,
            {
              name: 'ServiceNotFoundError',
              message: "Service 'api.gateway.health' is not found.",
              code: 404,
            },
          ],
    );

  /** @param {import('node:test').TestContext} t @param {(path: string, accept: string) => [number, unknown] | undefined} answer */
  async function startJson(t, answer) {
    const server = createServer((request, response) => {
      const found = answer(String(request.url), String(request.headers.accept));
      if (found === undefined) return;
      response.writeHead(found[0], { 'content-type': 'application/json' }).end(JSON.stringify(found[1]));
    });
    const { url, close } = await listen(server);
    t.after(close);
    return url;
  }

  test('both are right', async (t) => {
    const api = await deploy(t, ({ path }) => path);
    const env = { TAILCHAT_INTERNAL_URL: await openPlatform(t), TAILCHAT_INTERNAL_API_URL: await core(t) };
    const { checks } = await examine(api, [], {}, env);
    assert.equal(checks.internal.status, 'ok');
    assert.equal(checks.environment.status, 'ok', 'what serve needs besides may come from flags');
    for (const url of Object.values(env)) assert.ok(checks.internal.text.includes(url));
  });

  test('they are the wrong way round', async (t) => {
    const api = await deploy(t, ({ path }) => path);
    const env = { TAILCHAT_INTERNAL_URL: await core(t), TAILCHAT_INTERNAL_API_URL: await openPlatform(t) };
    const { status, checks } = await examine(api, [], {}, env);
    assert.equal(status, 1);
    assert.equal(checks.internal.status, 'fail');
    assert.match(
      checks.internal.text,
      /TAILCHAT_INTERNAL_URL .* is the core's address.*; TAILCHAT_INTERNAL_API_URL .* is the open platform's/,
    );
    assert.match(checks.internal.advice, /11001/);
  });

  test('nothing is there', async (t) => {
    const api = await deploy(t, ({ path }) => path);
    const closed = await startGateway(
      () => '',
      () => 404,
    );
    closed.close();
    const { checks } = await examine(api, [], {}, { TAILCHAT_INTERNAL_API_URL: closed.url });
    assert.match(checks.internal.text, /TAILCHAT_INTERNAL_API_URL .* cannot be reached \(ECONNREFUSED\)/);
  });
});

describe('--login', () => {
  /** @param {import('node:test').TestContext} t @param {string} email @param {string} input @param {Route} [route] */
  async function logIn(t, email, input, route = ({ path }) => path) {
    const api = await deploy(t, route);
    const result = await examine(api, ['--login', email], { input });
    for (const text of [alice.password, alice.nickname, alice._id, SECRET])
      assert.ok(!result.out.includes(text), 'nothing of the account');
    return result;
  }

  test('runs a whole login, and says what came without showing it', async (t) => {
    const { status, checks } = await logIn(t, alice.email, `${alice.password}\n`);
    assert.equal(
      checks.login.text,
      'a whole login succeeded: sub yes, nickname yes, discriminator yes, avatar no',
    );
    assert.equal(status, 0);
  });

  for (const [what, email, input, text] of /** @type {[string, string, string, RegExp][]} */ ([
    ['a wrong password', alice.email, 'WRONG\n', /password is wrong/],
    ['an unknown address', 'nobody@example.com', 'WRONG', /knows no account/],
    ['a banned account', bob.email, alice.password, /refuses the account/],
  ])) {
    test(what, async (t) => {
      const { status, checks, out } = await logIn(t, email, input);
      assert.equal(status, 1);
      assert.match(checks.login.text, text);
      assert.doesNotMatch(out, /WRONG/);
    });
  }

  test('a userinfo endpoint that is not routed', async (t) => {
    const { status, failed, checks } = await logIn(t, alice.email, alice.password, ({ path }) =>
      path === '/open/me' ? 404 : path,
    );
    assert.deepEqual([status, failed], [1, ['login']]);
    assert.match(checks.login.text, /refused at its end: userinfo_status_invalid/);
  });

  for (const [args, env, error] of /** @type {[string[], Record<string, string>, RegExp][]} */ ([
    [['--login', alice.email], { TAILCHAT_CLIENT_SECRET: SECRET }, /no password came/],
    [['--login', alice.email], {}, /--login needs the app's secret/],
    [['--login', 'alice'], { TAILCHAT_CLIENT_SECRET: SECRET }, /--login must be the email address/],
    [['--password', 'VALUE'], { TAILCHAT_CLIENT_SECRET: SECRET }, /Unknown option '--password'/],
  ])) {
    test(`refuses ${JSON.stringify(args)} ${JSON.stringify(Object.keys(env))}`, async () => {
      const flags = ['--api', 'http://127.0.0.1:1', '--client-id', app.appId, '--redirect-uri', URI];
      const { status, error: said } = await run(['doctor', ...flags, ...args], env);
      assert.equal(status, 2);
      assert.match(said, error);
    });
  }
});
