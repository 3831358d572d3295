// Rows of the threat table about the course of a login: "login CSRF, state fixation", "code injection, PKCE
// downgrade", "replay, double submit, reload, Back, StrictMode", "JWKS abuse", "wasm".
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LIMITS } from '../../bindings/vocabulary.js';
import { createBrowser, logIn } from '../../testing/browser.js';
import { JSON_TYPE, MARK, reply, withIdToken } from '../support/answers.js';
import {
  alice,
  assertSilent,
  BASE_URL,
  bob,
  createVisitor,
  read,
  sessionOf,
  startScene,
} from '../support/scene.js';

describe('a login', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  /** @param {string} [query] */
  const authorizeUrl = async (query = '') =>
    new URL((await scene.visit().get(`/auth/login?${query}`)).headers.get('location') ?? '');

  test('has 256 random bits each of state, nonce and verifier, new ones every time (row: login CSRF)', async () => {
    const seen = new Set();
    for (let i = 0; i < 50; i += 1) {
      const { searchParams } = await authorizeUrl();
      for (const name of ['state', 'nonce', 'code_challenge']) {
        const value = searchParams.get(name) ?? '';
        assert.equal(Buffer.from(value, 'base64url').length, 32);
        seen.add(value);
      }
    }
    assert.equal(seen.size, 150);
  });

  for (const query of [
    'code_challenge_method=plain',
    'code_challenge=x',
    'code_challenge_method=&code_challenge=',
    'nonce=x',
    'state=x',
    'scope=offline_access',
    'response_type=token',
    'response_mode=fragment',
    'redirect_uri=https://evil.example',
    'client_id=other',
    'request_uri=https://evil.example',
    'iss=https://evil.example',
    'apiUrl=https://evil.example',
    'login_hint=x',
    'max_age=0',
  ]) {
    test(`is not bent by ?${query} (row: code injection, PKCE downgrade)`, async () => {
      const { origin, searchParams } = await authorizeUrl(query);
      assert.equal(origin, scene.provider.url);
      assert.deepEqual(
        [...searchParams.keys()],
        [
          'client_id',
          'redirect_uri',
          'scope',
          'response_type',
          'state',
          'nonce',
          'code_challenge',
          'code_challenge_method',
        ],
      );
      assert.equal(searchParams.get('code_challenge_method'), 'S256');
      assert.equal(searchParams.get('response_type'), 'code');
      assert.equal(searchParams.get('redirect_uri'), `${BASE_URL}/auth/callback`);
      assert.match(searchParams.get('state') ?? '', /^[\w-]{43}$/);
      assert.match(searchParams.get('nonce') ?? '', /^[\w-]{43}$/);
    });
  }

  test('sends the verifier of its challenge with the code (row: code injection, PKCE downgrade)', async () => {
    const visitor = scene.visit();
    const started = await visitor.get('/auth/login');
    const location = started.headers.get('location') ?? '';
    const { url } = await scene.person.follow(location, ({ origin }) => origin === BASE_URL);
    await visitor.send(url);
    const asked = scene.provider.requests.find(({ endpoint }) => endpoint === 'token');
    const verifier = new URLSearchParams(asked?.body).get('code_verifier') ?? '';
    assert.equal(
      createHash('sha256').update(verifier).digest('base64url'),
      new URL(location).searchParams.get('code_challenge'),
    );
  });

  test('lives an hour and not a second more (row: login CSRF)', async () => {
    for (const [seconds, code] of /** @type {[number, string | undefined][]} */ ([
      [LIMITS.transaction_seconds - 30, undefined],
      [LIMITS.transaction_seconds + 1, 'transaction_expired'],
    ])) {
      const visitor = scene.visit();
      const callback = await visitor.begin();
      scene.clock.ahead = seconds * 1000;
      // The provider uses the real clock. Ours is ahead, by less than the allowed age of an id_token.
      const outcome = await read(await visitor.send(callback));
      assert.equal(outcome.code, code);
      scene.clock.ahead = 0;
    }
    assert.equal(scene.provider.count('token'), 1);
  });

  test('is marked as taken before its code is redeemed (row: login CSRF; replay)', async () => {
    const visitor = scene.visit();
    const callback = await visitor.begin();
    const cookie = visitor.header();
    const ask = () => scene.login.fetch(new Request(callback, { headers: { cookie } }));
    /** @type {() => void} */
    let release = () => {};
    const held = new Promise((resolve) => (release = () => resolve(undefined)));
    const asked = new Promise((resolve) => {
      scene.provider.script('token', async (exchange) => {
        resolve(undefined);
        await held;
        return exchange.ask();
      });
    });
    const first = ask();
    await asked;
    const others = [ask(), ask(), ask()]; // while the code is on its way
    release();
    const responses = await Promise.all([first, ...others]);
    assert.deepEqual(
      responses.map(({ status }) => status),
      [302, 302, 302, 302],
    );
    assert.equal(scene.provider.count('token'), 1);
    assert.equal(scene.provider.count('me'), 1);
  });

  test('of a reload, Back or a second submit leads to its session with no upstream call (row: replay)', async () => {
    const visitor = scene.visit();
    const callback = await visitor.begin();
    await visitor.send(callback);
    scene.provider.reset();
    for (let again = 0; again < 3; again += 1) {
      const response = await visitor.send(callback);
      assert.equal(response.headers.get('location'), '/inbox');
      assert.equal(sessionOf(response), undefined);
    }
    assert.deepEqual(scene.provider.requests, []);
    assert.equal((await visitor.me()).sub, alice._id);
  });

  test('replayed from a saved cookie after its end redeems nothing, now and later (row: replay)', async () => {
    const visitor = scene.visit();
    const callback = await visitor.begin();
    const cookie = visitor.header();
    await visitor.send(callback);
    scene.provider.reset();
    for (const seconds of [0, LIMITS.shared_result_seconds + 1, LIMITS.transaction_seconds - 1]) {
      scene.clock.ahead = seconds * 1000;
      await scene.login.fetch(new Request(callback, { headers: { cookie } }));
    }
    assert.equal(scene.provider.count('token'), 0);
    scene.clock.ahead = (LIMITS.transaction_seconds + 1) * 1000;
    const late = await read(await scene.login.fetch(new Request(callback, { headers: { cookie } })));
    assert.equal(late.code, 'transaction_expired');
  });

  test('that failed is not redeemed by its repetition (row: replay)', async () => {
    const visitor = scene.visit();
    const callback = await visitor.begin();
    const cookie = visitor.header();
    scene.provider.script('token', reply(503, JSON_TYPE, '{}'));
    const first = await read(await scene.login.fetch(new Request(callback, { headers: { cookie } })));
    assert.equal(first.code, 'token_status_invalid');
    scene.provider.reset();
    const second = await read(await scene.login.fetch(new Request(callback, { headers: { cookie } })));
    assert.equal(second.code, 'token_status_invalid');
    assert.equal(sessionOf(second.response), undefined);
    assert.deepEqual(scene.provider.requests, []);
  });

  test('whose state alone was seen shares no result: nonce and verifier count too (row: replay)', async () => {
    const visitor = scene.visit();
    const { createClient } = await import('tailchat-login');
    const { apiUrl, clientId, clientSecret } = scene.config;
    const client = createClient({ apiUrl, clientId, clientSecret, redirectUri: `${BASE_URL}/page` });
    const { url, transaction } = client.begin();
    // Another browser, because Tailchat revokes the consent if a code is sent twice.
    const callback = { url: await logIn(createBrowser(), url, alice) };
    const post = (/** @type {object} */ changes) =>
      visitor.post(
        '/auth/exchange',
        { 'content-type': 'application/json' },
        JSON.stringify({ url: callback.url, transaction: { ...transaction, ...changes } }),
      );
    assert.equal((await post({})).status, 200);
    for (const name of ['nonce', 'code_verifier']) {
      const outcome = await read(
        await scene
          .visit()
          .post(
            '/auth/exchange',
            { 'content-type': 'application/json' },
            JSON.stringify({ url: callback.url, transaction: { ...transaction, [name]: 'A'.repeat(43) } }),
          ),
      );
      assert.notEqual(outcome.response.status, 200, name);
      assert.equal(sessionOf(outcome.response), undefined);
    }
  });

  test('fetches no key and no discovery document, whatever an id_token names (row: JWKS abuse)', async () => {
    scene.provider.script(
      'token',
      withIdToken(
        ({ header }) =>
          void Object.assign(header, {
            jku: `${scene.provider.url}/open/jwks`,
            x5u: `${scene.provider.url}/steal`,
            jwk: { kty: 'oct', k: 'AAAA' },
            x5c: [MARK],
            kid: `../../${MARK}`,
          }),
      ),
    );
    await scene.visit().enter();
    assert.deepEqual(
      [...new Set(scene.provider.requests.map(({ path }) => path))],
      ['/open/auth', '/open/token', '/open/me'],
    );
  });

  test('passes nothing of the browser on to Tailchat (row: secrets; CSRF)', async () => {
    const visitor = scene.visit();
    const callback = await visitor.begin();
    const hostile = {
      origin: BASE_URL,
      referer: `${BASE_URL}/${MARK}`,
      authorization: `Bearer ${MARK}`,
      'x-forwarded-for': MARK,
      'user-agent': MARK,
      'accept-language': MARK,
    };
    await visitor.get(callback, hostile);
    for (const { headers, body } of scene.provider.requests.filter(
      ({ endpoint }) => endpoint !== 'authorization',
    )) {
      assert.doesNotMatch(
        JSON.stringify(headers) + body,
        new RegExp(`${MARK}|tailchat_|app.example/(?!auth)`),
      );
      for (const name of ['origin', 'cookie', 'referer', 'authorization'])
        assert.equal(headers[name], undefined);
    }
  });

  test('that succeeds logs nothing, and shows no token, code or secret (row: secrets)', async () => {
    const visitor = scene.visit();
    const outcome = await read(await visitor.enter());
    assertSilent(scene, outcome);
    assert.deepEqual(scene.log, []);
  });
});

describe('logins of many at once', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  test('among hostile ones give each their own user and path (rows: wasm; account mixing)', async () => {
    const other = createBrowser();
    const first = await scene.visit().get('/auth/login');
    await logIn(other, first.headers.get('location') ?? '', bob);
    // Every third token answer is wrong and has the largest allowed size, so that the memory grows and is used again.
    const large = `{"x":"${'\u00e9'.repeat(30_000)}"}`;
    let asked = 0;
    scene.provider.script('token', ({ ask }) => {
      asked += 1;
      return asked % 3 === 0 ? { status: 200, headers: { 'content-type': JSON_TYPE }, body: large } : ask();
    });
    const logins = Array.from({ length: 90 }, (_, i) => ({
      visitor: createVisitor(scene.login, BASE_URL, i % 2 ? other : scene.person),
      sub: i % 2 ? bob._id : alice._id,
      path: `/${'p'.repeat(i)}${i}`,
    }));
    const results = await Promise.all(
      logins.map(async ({ visitor, sub, path }) => {
        const response = await visitor.enter(`return_to=${path}`);
        if (response.status !== 302) return (await read(response)).code;
        assert.equal(response.headers.get('location'), path);
        assert.equal((await visitor.me()).sub, sub);
        return 'good';
      }),
    );
    assert.equal(results.filter((result) => result === 'token_response_invalid').length, 30);
    assert.equal(results.filter((result) => result === 'good').length, 60);
  });

  test('leave nothing of one in the next, shorter one (row: wasm residue)', async () => {
    const visitor = scene.visit();
    await visitor.enter(`return_to=/${'secret'.repeat(80)}`);
    const next = scene.visit();
    const response = await next.enter('return_to=/a');
    assert.equal(response.headers.get('location'), '/a');
    const page = await (await next.get('/auth/callback?code=x&state=')).text();
    assert.doesNotMatch(page, /secret/);
  });
});
