// One code may have several causes. The log line distinguishes them, and contains no text of others.
import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createLogin } from 'tailchat-login/worker';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { createVerifier } from 'tailchat-login/verify';
import { makeCertificate } from '../../support/certificates.js';
import { listen } from '../../support/listen.js';
import { answer, startFault } from '../../support/faults.js';
import { createVisitor, startWorld } from '../../support/kit.js';

const JSON_TYPE = 'application/json';
/** @param {string} error */
const refusal = (error) => JSON.stringify({ error, error_description: 'SECRET' });

describe('the line of a failed login', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    world.log.length = 0;
    world.clock.ahead = 0;
  });
  after(() => world.close());

  /** @param {import('node:test').TestContext} t @param {object} options */
  async function enter(t, options) {
    const response = await createVisitor(world.makeLogin(options)).enter();
    const body = await response.text();
    assert.equal(world.log.length, 1);
    assert.doesNotMatch(body, /ReferenceError|at=|status=/);
    return world.log[0];
  }

  /** @type {[string, string, import('node:http').RequestListener, RegExp][]} */
  const ANSWERS = [
    [
      '429',
      '/open/token',
      answer(429, 'text/html', 'slow down'),
      /token_status_invalid \(.+\) at=\/open\/token status=429$/,
    ],
    [
      '403 of a firewall',
      '/open/token',
      answer(403, 'text/html', 'no'),
      /token_status_invalid .* status=403$/,
    ],
    ['503 of a gateway', '/open/token', answer(503, 'text/plain', ''), /token_status_invalid .* status=503$/],
    ['a page', '/open/token', answer(200, 'text/html', '<p>'), /token_content_type_invalid .* status=200$/],
    [
      'a deleted account',
      '/open/token',
      answer(500, JSON_TYPE, refusal('server_error')),
      /token_error .* status=500 error=server_error$/,
    ],
    [
      'a broken list',
      '/open/token',
      answer(400, JSON_TYPE, refusal('invalid_redirect_uri')),
      /token_error .* status=400 error=invalid_redirect_uri$/,
    ],
    [
      'a word of nobody',
      '/open/token',
      answer(400, JSON_TYPE, refusal('SECRET_word')),
      /token_error .* status=400$/,
    ],
    [
      'a deleted account at me',
      '/open/me',
      answer(500, JSON_TYPE, refusal('server_error')),
      /userinfo_status_invalid .* at=\/open\/me status=500 error=server_error$/,
    ],
    [
      '429 at me',
      '/open/me',
      answer(429, 'text/html', ''),
      /userinfo_status_invalid .* at=\/open\/me status=429$/,
    ],
    [
      'a redirect',
      '/open/token',
      answer(307, 'text/html', '', { location: 'https://SECRET.example/' }),
      /upstream_redirected .* at=\/open\/token status=307$/,
    ],
    [
      'too much',
      '/open/me',
      answer(200, JSON_TYPE, 'x'.repeat(70_000)),
      /userinfo_response_too_large .* at=\/open\/me status=200$/,
    ],
  ];
  for (const [what, path, listener, expected] of ANSWERS) {
    test(`says what came: ${what}`, async (t) => {
      const fault = await startFault(listener);
      t.after(fault.close);
      const line = await enter(t, { fetch: fault.insteadOf(path) });
      assert.match(line, expected);
      assert.doesNotMatch(line, /SECRET/);
    });
  }

  test('of a wrong secret says what to compare', async (t) => {
    assert.match(
      await enter(t, { clientSecret: 'wrong' }),
      /invalid_client \(.*check both.*\) .*status=401 error=invalid_client$/,
    );
  });

  test('of a clock that is 90 s behind says the difference; a leeway of 300 s lets it in', async (t) => {
    const now = () => Date.now() - 90_000;
    assert.match(await enter(t, { now }), /id_token_iat_invalid .* status=200 clock=\+(89|9[0-5])s$/);
    const patient = createVisitor(world.makeLogin({ now, clockLeewaySeconds: 300 }));
    assert.equal((await patient.enter()).status, 302);
  });

  test('of a clock that is more than an hour ahead says so too', async (t) => {
    const now = () => Date.now() + 3_900_000;
    assert.match(
      await enter(t, { now }),
      /id_token_exp_invalid .* clock=-39\d\ds$|id_token_exp_invalid .* clock=-38\d\ds$/,
    );
  });

  test('of an unreachable Tailchat says where, and why', async (t) => {
    const closed = await startFault(answer(200, JSON_TYPE, ''));
    await closed.close();
    assert.match(
      await enter(t, { fetch: closed.insteadOf('/open/me') }),
      /upstream_unreachable .* at=\/open\/me cause=ECONNREFUSED$/,
    );
  });

  test('of a certificate that this machine does not trust names the variable to set', async (t) => {
    const server = createServer(makeCertificate(), (_, response) => response.end('{}'));
    const { url, close } = await listen(server);
    t.after(close);
    const untrusting = /** @type {typeof fetch} */ (
      (input, init) => {
        const { pathname } = new URL(String(input));
        return fetch(pathname === '/open/token' ? url.replace('http:', 'https:') + pathname : input, init);
      }
    );
    assert.match(
      await enter(t, { fetch: untrusting }),
      /upstream_unreachable .* cause=DEPTH_ZERO_SELF_SIGNED_CERT: NODE_EXTRA_CA_CERTS must name the file of its CA$/,
    );
  });

  test('of keys that are none says the status, and which address it was', async (t) => {
    const fault = await startFault(answer(404, JSON_TYPE, '{}'));
    t.after(fault.close);
    const verifyIdToken = createVerifier({
      apiUrl: world.config.apiUrl,
      fetch: fault.insteadOf('/open/jwks'),
      log: () => {},
    });
    assert.match(
      await enter(t, { verifyIdToken }),
      /jwks_invalid .* at=\/open\/jwks status=404 cause=STATUS$/,
    );
  });

  test('of a deadline says whether Tailchat or onLogin took it', async (t) => {
    const onLogin = () => new Promise(() => {});
    assert.match(await enter(t, { onLogin, deadline: 700 }), /deadline_exceeded .* at=onLogin$/);
  });

  const thrown = () => {
    throw new ReferenceError('accounts is not defined\ntailchat-login: forged line');
  };
  /** @type {[string, object, string][]} */
  const OWN = [
    ['onLogin', { onLogin: thrown }, 'on_login_failed'],
    ['verifyIdToken', { verifyIdToken: thrown }, 'id_token_signature_invalid'],
    ['fetch', { fetch: thrown }, 'upstream_unreachable'],
    ['store', { store: { ...createMemoryStore(), get: thrown, claim: thrown } }, 'store_unavailable'],
  ];
  for (const [name, options, code] of OWN) {
    test(`of ${name} that throws has the error's name, and with debug its message and stack`, async (t) => {
      const line = await enter(t, options);
      assert.match(line, new RegExp(`${code} .*cause=ReferenceError$`));
      assert.doesNotMatch(line, /accounts/);
      world.log.length = 0;
      const shown = await enter(t, { ...options, debug: true });
      assert.match(shown, /\n {4}ReferenceError: accounts is not defined\n/);
      assert.match(shown, /\n {8}at .*causes\.test\.js/);
      for (const part of shown.split('\n').slice(1)) assert.match(part, /^ {4}/);
    });
  }

  /** @param {object} options @param {string} [path] */
  async function ask(options, path = '/auth/login') {
    const login = createLogin({ ...world.config, ...options });
    return login.fetch(
      new Request(`https://app.example${path}`, { headers: { accept: 'application/json' } }),
    );
  }

  for (const name of ['now', 'randomBytes'])
    for (const [what, source] of /** @type {[string, any][]} */ ([
      ['throws', thrown],
      ['gives something else', () => 'SECRET'],
    ]))
      test(`of ${name} that ${what} names it, and its cause`, async () => {
        const answered = await ask({ [name]: source });
        assert.equal(answered.status, 500);
        assert.deepEqual(await answered.json(), { error: 'internal_error' });
        assert.equal(world.log.length, 1);
        const cause = what === 'throws' ? 'ReferenceError' : 'TypeError';
        assert.match(
          world.log[0],
          new RegExp(`^tailchat-login: login failed: internal_error .* at=${name} cause=${cause}$`),
        );
        world.log.length = 0;
        await ask({ [name]: source, debug: true });
        assert.match(world.log[0], new RegExp(`\n {4}${cause}: `));
        assert.doesNotMatch(world.log[0], /SECRET/);
      });

  test('of now that throws stays one line where no route is, too, and events have a duration', async () => {
    /** @type {any[]} */
    const events = [];
    assert.equal((await ask({ now: thrown }, '/elsewhere')).status, 404);
    await ask({ now: thrown, onEvent: (/** @type {any} */ event) => events.push(event) });
    assert.deepEqual(
      events.map(({ type, milliseconds }) => [type, milliseconds]),
      [['login_failed', 0]],
    );
  });

  for (const [what, agentName] of /** @type {[string, any][]} */ ([
    ['throws', thrown],
    ['rejects', async () => thrown()],
    ['gives a promise', async () => 'SECRET'],
  ]))
    test(`of agentName that ${what} is written once, and the login goes on`, async () => {
      const visitor = createVisitor(world.makeLogin({ store: createMemoryStore(), agentName }));
      assert.equal((await visitor.enter()).status, 302);
      assert.equal(world.log.length, 1);
      assert.match(
        world.log[0],
        /^tailchat-login: agentName failed: internal_error .* at=agentName cause=\w+Error$/,
      );
    });

  test('of a list of sessions that cannot be written is written, and the login goes on', async () => {
    const store = createMemoryStore();
    const get = async (/** @type {string} */ key) =>
      key.startsWith('sessions:') ? thrown() : store.get(key);
    const visitor = createVisitor(world.makeLogin({ store: { ...store, get } }));
    assert.equal((await visitor.enter()).status, 302);
    assert.equal(world.log.length, 1);
    assert.match(
      world.log[0],
      /^tailchat-login: session list failed: store_unavailable .* at=store cause=ReferenceError$/,
    );
  });

  test('of onEvent that throws is written, and the login goes on', async () => {
    const visitor = createVisitor(world.makeLogin({ onEvent: thrown, debug: true }));
    assert.equal((await visitor.enter()).status, 302);
    assert.match(
      world.log[0],
      /onEvent failed: internal_error .* at=onEvent cause=ReferenceError\n {4}ReferenceError: accounts/,
    );
  });

  for (const [what, log] of /** @type {[string, any][]} */ ([
    ['throws', thrown],
    ['rejects', async () => thrown()],
  ]))
    test(`of a log that ${what} goes to the console by its name, and with debug whole`, async (t) => {
      const { mock } = t.mock.method(console, 'warn', () => {});
      for (const debug of [false, true]) {
        const visitor = createVisitor(world.makeLogin({ log, debug, clientSecret: 'wrong' }));
        assert.equal((await visitor.enter()).status, 500);
      }
      const [plain, full] = mock.calls.map((call) => String(call.arguments[0]));
      assert.match(plain, /^tailchat-login: log failed cause=ReferenceError$/);
      assert.match(full, /log failed cause=ReferenceError\n {4}ReferenceError: accounts/);
    });

  test('of a configuration that throws has its stack where the environment says debug', async (t) => {
    const { mock } = t.mock.method(console, 'warn', () => {});
    const request = new Request('https://app.example/auth/me');
    await createLogin(thrown).fetch(request, {});
    await createLogin(thrown).fetch(request, { TAILCHAT_DEBUG: 'true' });
    const [plain, full] = mock.calls.map((call) => String(call.arguments[0]));
    assert.match(plain, /configuration failed: internal_error .*cause=ReferenceError$/);
    assert.match(full, /\n {4}ReferenceError: accounts is not defined/);
  });

  test('with debug has no code, token or secret of ours', async (t) => {
    const fault = await startFault(answer(200, JSON_TYPE, '{"access_token":"SECRET", nonsense'));
    t.after(fault.close);
    assert.doesNotMatch(await enter(t, { debug: true, fetch: fault.insteadOf('/open/token') }), /SECRET|\n/);
  });
});
