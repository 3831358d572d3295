// Runs whole logins through the worker's routes, against a Tailchat on loopback.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { alice, BASE_URL, bob, createVisitor, startWorld } from '../../support/kit.js';

describe('a login', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {ReturnType<import('../../support/kit.js').World['makeLogin']>} */
  let login;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    login = world.makeLogin();
    visitor = createVisitor(login);
    world.tailchat.requests.length = 0;
    world.log.length = 0;
    world.clock.ahead = 0;
  });
  after(() => world.close());

  test('leads back to return_to with a session that holds the user and nothing else', async () => {
    const response = await visitor.enter('return_to=/inbox%3Fa%3D1');
    assert.equal(response.status, 302);
    assert.equal(response.headers.get('location'), '/inbox?a=1');
    assert.deepEqual(await visitor.me(), { sub: alice._id, nickname: alice.nickname, discriminator: '6244' });
    assert.equal(world.countRedeemed(), 1);
    assert.deepEqual(world.log, []);
  });

  test('asks Tailchat with PKCE, state, nonce and the configured redirect_uri, whatever Host says', async () => {
    const headers = { host: 'attacker.example' };
    const led = await login.fetch(new Request('http://attacker.example/auth/login', { headers }));
    const home = led.headers.get('location') ?? '';
    assert.equal(home, `${BASE_URL}/auth/login?return_to=%2F&moved=1`);
    const request = new Request(home, { headers });
    const location = new URL((await login.fetch(request)).headers.get('location') ?? '');
    assert.equal(location.origin + location.pathname, `${world.tailchat.url}/open/auth`);
    assert.equal(location.searchParams.get('redirect_uri'), `${BASE_URL}/auth/callback`);
    assert.equal(location.searchParams.get('code_challenge_method'), 'S256');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      assert.match(location.searchParams.get(name) ?? '', /^[\w-]{43}$/);
    }
  });

  test('leads to / where return_to is another site', async () => {
    const response = await visitor.enter('return_to=//evil.example');
    assert.equal(response.headers.get('location'), '/');
  });

  test('leads to a path where our own origin is among the allowed ones, and to / from a route of ours', async () => {
    const login = world.makeLogin({ allowedOrigins: [BASE_URL, 'https://www.example'] });
    for (const [place, end] of [
      ['/inbox', '/inbox'],
      ['/auth/login', '/'],
    ]) {
      const response = await createVisitor(login).enter(`return_to=${BASE_URL}${place}`);
      assert.equal(response.headers.get('location'), end);
    }
  });

  test('sets cookies with __Host-, Secure, HttpOnly, SameSite=Lax and Path=/ on https', async () => {
    const lines = (await visitor.enter()).headers.getSetCookie();
    assert.equal(lines.length, 2);
    for (const line of lines) {
      assert.match(line, /^__Host-tailchat_(tx_)?[0-9a-f]{8}/);
      assert.match(line, /; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    }
    assert.match(lines[0], /; Max-Age=604800;/);
  });

  test('works on http://localhost without __Host- and Secure', async () => {
    const baseUrl = 'http://localhost:8787';
    const local = createVisitor(world.makeLogin({ baseUrl }), baseUrl);
    const lines = (await local.enter()).headers.getSetCookie();
    for (const line of lines) assert.doesNotMatch(line, /__Host-|Secure/);
    assert.equal((await local.me()).sub, alice._id);
  });

  test('in two tabs ends well in both', async () => {
    const first = await visitor.begin('return_to=/first');
    const second = await visitor.begin('return_to=/second');
    assert.equal((await visitor.send(second)).headers.get('location'), '/second');
    assert.equal((await visitor.send(first)).headers.get('location'), '/first');
    assert.equal(world.countRedeemed(), 2);
  });

  test('replaces the session of another user wholly', async () => {
    await visitor.enter();
    const other = createVisitor(login);
    other.cookies.store(BASE_URL, toLines(visitor.header()));
    await other.enter('return_to=/', bob);
    assert.equal((await other.me()).sub, bob._id);
  });

  test('whose callback is reloaded redeems nothing and leads to return_to again', async () => {
    const callback = await visitor.begin();
    await visitor.send(callback);
    const again = await visitor.send(callback);
    assert.equal(again.status, 302);
    assert.equal(again.headers.get('location'), '/inbox');
    assert.deepEqual(again.headers.getSetCookie(), []);
    assert.equal(world.countRedeemed(), 1);
  });

  test('that has ended makes no session: without one its callback is an error page', async () => {
    const callback = await visitor.begin();
    await visitor.send(callback);
    const names = visitor.cookies.list(BASE_URL).map(({ name }) => name);
    const marker = visitor.cookies.list(BASE_URL).find(({ name }) => name.includes('_tx_'));
    assert.equal(names.length, 2);
    const stranger = createVisitor(login);
    stranger.cookies.store(BASE_URL, toLines(`${marker?.name}=${marker?.value}`));
    const response = await stranger.send(callback);
    assert.equal(response.status, 400);
    assert.match(await response.text(), /transaction_finished/);
    assert.deepEqual(response.headers.getSetCookie(), []);
    assert.equal(world.countRedeemed(), 1);
  });

  test('cannot be ended by the done-marker of another', async () => {
    await visitor.enter('return_to=/first');
    const marker = visitor.cookies.list(BASE_URL).find(({ name }) => name.includes('_tx_'));
    const callback = await visitor.begin('return_to=/second');
    const started = visitor.cookies.list(BASE_URL).filter(({ name }) => name.includes('_tx_'));
    const name = started.find((cookie) => cookie.name !== marker?.name)?.name;
    const session = visitor.cookies.list(BASE_URL).find((cookie) => !cookie.name.includes('_tx_'));
    const cookie = `${session?.name}=${session?.value}; ${name}=${marker?.value}`;
    const response = await visitor.get(callback, { cookie });
    assert.match(await response.text(), /transaction_invalid/);
  });

  test('whose callback comes many times at once is redeemed once, and all get the session', async () => {
    const callback = await visitor.begin();
    const header = visitor.header();
    const request = () => login.fetch(new Request(callback, { headers: { cookie: header } }));
    const responses = await Promise.all(Array.from({ length: 8 }, request));
    assert.deepEqual(new Set(responses.map(({ status }) => status)), new Set([302]));
    assert.equal(world.countRedeemed(), 1);
    const sessions = responses.map((response) => response.headers.getSetCookie()[0]);
    assert.equal(new Set(sessions).size, 8, 'each is sealed anew');
  });

  test('whose first client went away is finished for the next one with the same cookie', async () => {
    const callback = await visitor.begin();
    const header = visitor.header();
    /** @type {Promise<unknown>[]} */
    const waited = [];
    const controller = new AbortController();
    const first = login.fetch(
      new Request(callback, { headers: { cookie: header }, signal: controller.signal }),
      undefined,
      { waitUntil: (/** @type {Promise<unknown>} */ work) => waited.push(work) },
    );
    controller.abort();
    await first;
    assert.equal(waited.length, 1);
    await waited[0];
    const second = await visitor.send(callback);
    assert.equal(second.headers.get('location'), '/inbox');
    assert.equal((await visitor.me()).sub, alice._id);
    assert.equal(world.countRedeemed(), 1);
  });

  test('that was redeemed over a minute ago is not redeemed again, though its cookie has no marker', async () => {
    const callback = await visitor.begin();
    const header = visitor.header();
    const request = () => login.fetch(new Request(callback, { headers: { cookie: header } }));
    await request();
    world.clock.ahead += 61_000;
    const late = await request();
    assert.equal(late.status, 400);
    assert.match(await late.text(), /transaction_finished/);
    assert.equal(world.countRedeemed(), 1);
  });

  test('fails for who holds only the callback URL, and stays open for its owner', async () => {
    const callback = await visitor.begin();
    const thief = createVisitor(login);
    const response = await thief.send(callback);
    assert.equal(response.status, 400);
    assert.match(await response.text(), /transaction_missing/);
    assert.equal(world.countRedeemed(), 0);
    assert.equal((await visitor.send(callback)).status, 302);
  });

  test('may take an hour, and not more: then it still knows where to try again', async () => {
    const callback = await visitor.begin();
    world.clock.ahead += LIMITS.transaction_seconds * 1000 + 1000;
    const response = await visitor.send(callback);
    assert.equal(response.status, 400);
    const page = await response.text();
    assert.match(page, /transaction_expired/);
    assert.match(page, /href="\/auth\/login\?return_to=%2Finbox"/);
    assert.equal(world.countRedeemed(), 0);
    world.clock.ahead = (LIMITS.transaction_seconds - 30) * 1000;
    assert.equal((await visitor.send(callback)).headers.get('location'), '/inbox');
  });

  test('sets cookies that outlive it, before its end and after', async () => {
    const started = await visitor.get('/auth/login');
    const [line] = started.headers.getSetCookie();
    const life = (/** @type {string} */ text) => Number(/Max-Age=(\d+)/.exec(text)?.[1]);
    assert.ok(life(line) > LIMITS.taken_seconds, line);
    const ended = await visitor.enter();
    const done = ended.headers.getSetCookie().find((text) => text.includes('_tx_')) ?? '';
    assert.ok(life(done) > LIMITS.taken_seconds, done);
  });
});

describe('a failed callback', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    visitor = createVisitor(world.makeLogin());
    world.tailchat.requests.length = 0;
    world.log.length = 0;
  });
  after(() => world.close());

  /** @type {[string, (url: URL) => void, string][]} */
  const FORGED = [
    ['of another issuer', (url) => url.searchParams.set('iss', 'https://evil.example'), 'issuer_mismatch'],
    ['without iss', (url) => url.searchParams.delete('iss'), 'issuer_missing'],
    ['without state', (url) => url.searchParams.delete('state'), 'state_missing'],
    ['with an empty state', (url) => url.searchParams.set('state', ''), 'state_missing'],
    ['without a code', (url) => url.searchParams.delete('code'), 'code_missing'],
    ['with two codes', (url) => url.searchParams.append('code', 'b'), 'parameter_repeated'],
    ['with two states', (url) => url.searchParams.append('state', 'b'), 'parameter_repeated'],
    [
      'with a foreign state before its own',
      (url) => {
        const [state] = url.searchParams.getAll('state');
        url.searchParams.set('state', 'A'.repeat(43));
        url.searchParams.append('state', state);
      },
      'parameter_repeated',
    ],
    ['with two isses', (url) => url.searchParams.append('iss', 'b'), 'parameter_repeated'],
    ['with a control character', (url) => url.searchParams.set('code', 'a\r\nb'), 'code_invalid'],
  ];
  for (const [what, forge, code] of FORGED) {
    test(`${what} is refused, and touches neither the session nor the login`, async () => {
      await visitor.enter('return_to=/before');
      const callback = await visitor.begin('return_to=/after');
      const before = visitor.header();
      const forged = new URL(callback);
      forge(forged);
      world.tailchat.requests.length = 0;
      const response = await visitor.send(forged.href);
      assert.equal(response.status, 400);
      assert.match(await response.text(), new RegExp(`<code>${code}</code>`));
      assert.deepEqual(response.headers.getSetCookie(), []);
      assert.equal(visitor.header(), before);
      assert.deepEqual(world.tailchat.requests, [], 'no upstream call');
      assert.equal((await visitor.send(callback)).headers.get('location'), '/after');
    });
  }

  test('logs both issuers of a mismatch, and nothing else', async () => {
    const callback = new URL(await visitor.begin());
    callback.searchParams.set('iss', 'https://evil.example');
    await visitor.send(callback.href);
    assert.deepEqual(world.log, [
      `tailchat-login: callback failed: issuer_mismatch (the callback's iss is not the expected issuer) expected=${world.tailchat.url} received=https://evil.example`,
    ]);
  });

  test('by an error answer ends that login alone, and "try again" keeps return_to', async () => {
    const other = await visitor.begin('return_to=/other');
    const callback = errorAnswer(await visitor.begin('return_to=/inbox%3Fa%3D1%26b'), 'access_denied');
    const response = await visitor.send(callback);
    assert.equal(response.status, 400);
    const page = await response.text();
    assert.match(page, /<code>access_denied<\/code>/);
    assert.match(page, /href="\/auth\/login\?return_to=%2Finbox%3Fa%3D1%26b"/);
    assert.match(await (await visitor.send(callback)).text(), /transaction_finished/);
    assert.equal((await visitor.send(other)).headers.get('location'), '/other');
  });

  test('of a wrong client secret is a 500 that says no more, and no second try with the code', async () => {
    const login = world.makeLogin({ clientSecret: 'wrong' });
    const wrong = createVisitor(login);
    const callback = await wrong.begin();
    const first = await wrong.send(callback);
    assert.equal(first.status, 500);
    assert.match(await first.text(), /invalid_client/);
    const second = await wrong.send(callback);
    assert.match(await second.text(), /transaction_finished/);
    assert.equal(world.countRedeemed(), 1);
    assert.deepEqual(
      world.log.map((line) => line.replace('tailchat-login: callback failed: ', '').split(' ')[0]),
      ['invalid_client', 'transaction_finished'],
    );
  });

  test('is shared by all who wait for it', async () => {
    const login = world.makeLogin({ clientSecret: 'wrong' });
    const wrong = createVisitor(login);
    const callback = await wrong.begin();
    const header = wrong.header();
    const request = () => login.fetch(new Request(callback, { headers: { cookie: header } }));
    const responses = await Promise.all([request(), request(), request()]);
    assert.deepEqual(
      responses.map(({ status }) => status),
      [500, 500, 500],
    );
    assert.equal(world.countRedeemed(), 1);
  });

  test('answers JSON when that is asked for', async () => {
    const response = await visitor.get('/auth/callback?state=x', { accept: 'application/json' });
    assert.deepEqual(await response.json(), { error: 'transaction_missing' });
  });
});

describe('a silent login (prompt=none)', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    visitor = createVisitor(world.makeLogin());
    world.log.length = 0;
  });
  after(() => world.close());

  test('that finds nobody leads back to return_to, anonymous, without an error', async () => {
    const callback = await visitor.begin('prompt=none&return_to=/here', undefined);
    assert.match(callback, /error=login_required/);
    const response = await visitor.send(callback);
    assert.equal(response.headers.get('location'), '/here');
    assert.equal(await visitor.me(), null);
    assert.equal((await visitor.send(callback)).headers.get('location'), '/here', 'reloaded as well');
    assert.deepEqual(world.log, []);
  });

  test('finds who is logged in at Tailchat', async () => {
    await visitor.enter();
    const again = createVisitor(world.makeLogin());
    const location = (await again.get('/auth/login?prompt=none')).headers.get('location') ?? '';
    const { url } = await visitor.tailchat.follow(location, ({ origin }) => origin === BASE_URL);
    assert.equal((await again.send(url)).headers.get('location'), '/');
    assert.equal((await again.me()).sub, alice._id);
  });

  test('brings a new nickname into a session that lives, and nobody else', async () => {
    await visitor.enter();
    const [user] = world.tailchat.users;
    user.nickname = 'Alice II';
    try {
      assert.equal((await visitor.me()).nickname, alice.nickname, 'a session is as old as its login');
      const location = (await visitor.get('/auth/login?prompt=none')).headers.get('location') ?? '';
      const { url } = await visitor.tailchat.follow(location, ({ origin }) => origin === BASE_URL);
      await visitor.send(url);
      const { sub, nickname } = await visitor.me();
      assert.deepEqual({ sub, nickname }, { sub: alice._id, nickname: 'Alice II' });
    } finally {
      user.nickname = alice.nickname;
    }
  });

  test('that finds nobody leaves the session that lives: a ban bites when it ends', async () => {
    await visitor.enter();
    const other = createVisitor(world.makeLogin()).tailchat;
    const location = (await visitor.get('/auth/login?prompt=none')).headers.get('location') ?? '';
    const { url } = await other.follow(location, ({ origin }) => origin === BASE_URL);
    assert.match(url, /error=login_required/);
    assert.equal((await visitor.send(url)).headers.get('location'), '/');
    assert.equal((await visitor.me()).sub, alice._id);
  });

  for (const error of ['interaction_required', 'consent_required', 'account_selection_required']) {
    test(`that ends with ${error} is anonymous`, async () => {
      const callback = await visitor.begin('prompt=none&return_to=/here', undefined);
      const response = await visitor.send(errorAnswer(callback, error));
      assert.equal(response.headers.get('location'), '/here');
    });
  }

  test('that is refused is an error like any other', async () => {
    const callback = await visitor.begin('prompt=none', undefined);
    const response = await visitor.send(errorAnswer(callback, 'access_denied'));
    assert.equal(response.status, 400);
  });

  test('is what login_required is accepted for: a usual login fails with it', async () => {
    const response = await visitor.send(errorAnswer(await visitor.begin(), 'login_required'));
    assert.equal(response.status, 400);
    assert.match(await response.text(), /login_required/);
  });

  test('leaves an existing session as it is when it finds nobody', async () => {
    await visitor.enter();
    const callback = await visitor.begin('prompt=none', undefined);
    await visitor.send(errorAnswer(callback, 'login_required'));
    assert.equal((await visitor.me()).sub, alice._id);
  });
});

/**
 * @param {string} callback
 * @param {string} error
 */
function errorAnswer(callback, error) {
  const url = new URL(callback);
  url.searchParams.delete('code');
  url.searchParams.set('error', error);
  return url.href;
}

/** @param {string} header */
function toLines(header) {
  return header.split('; ').map((pair) => `${pair}; Path=/; Secure`);
}
