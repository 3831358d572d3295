// Checks the headers of session() and require(), the function that adds them to a response, and a shared cache in
// front of the site.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { withSession } from 'tailchat-login/worker';
import { createSharedCache } from './shared_cache.js';
import { alice, BASE_URL, bob, createVisitor, startWorld } from '../../support/kit.js';

const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };

/** @type {import('../../support/kit.js').World} */
let world;
/** @type {ReturnType<import('../../support/kit.js').World['makeLogin']>} */
let login;
before(async () => {
  world = await startWorld();
});
beforeEach(() => {
  world.clock.ahead = 0;
  login = world.makeLogin();
});
after(() => world.close());

/** @param {import('../../support/kit.js').Visitor} [visitor] */
const requestOf = (visitor, path = '/page') =>
  new Request(`${BASE_URL}${path}`, {
    headers: visitor ? { cookie: visitor.header(), ...NAVIGATION } : NAVIGATION,
  });

/** The name in the page. @param {Response} response */
const greeted = async (response) => (await response.clone().text()).split(' ')[1];

describe('the headers', () => {
  test('of session() say that the answer depends on the cookie, for nobody as well', async () => {
    const { user, headers } = await login.session(requestOf());
    assert.equal(user, null);
    assert.deepEqual([...headers], [['vary', 'Cookie']]);
  });

  for (const call of /** @type {const} */ (['session', 'require'])) {
    test(`of ${call}() forbid caches to keep an answer that sets a cookie`, async () => {
      const visitor = createVisitor(login);
      await visitor.enter();
      const early = await login[call](requestOf(visitor));
      assert.deepEqual([...(early.headers ?? [])], [['vary', 'Cookie']]);
      world.clock.ahead = 8_641_000;
      const { headers = new Headers() } = await login[call](requestOf(visitor));
      assert.equal(headers.get('vary'), 'Cookie');
      assert.equal(headers.get('cache-control'), 'private, no-store');
      assert.equal(headers.getSetCookie().length, 1);
    });
  }

  test('of require() keep a user who only meets require() logged in', async () => {
    const visitor = createVisitor(login);
    await visitor.enter();
    for (let hour = 12; hour <= 96; hour += 12) {
      world.clock.ahead = hour * 3_600_000;
      const { user, headers, response } = await login.require(requestOf(visitor));
      assert.equal(response, undefined);
      assert.equal(user?.sub, alice._id, `after ${hour} hours`);
      visitor.cookies.store(BASE_URL, headers.getSetCookie());
    }
  });

  test('of require() are not there beside an answer, which says it itself', async () => {
    const { headers, response } = await login.require(requestOf());
    assert.equal(headers, undefined);
    assert.equal(response?.headers.get('vary'), 'Cookie');
    assert.equal(response?.headers.get('cache-control'), 'private, no-store');
  });
});

describe('withSession', () => {
  const headers = new Headers({ vary: 'Cookie', 'cache-control': 'private, no-store' });
  headers.append('set-cookie', 'ours=1; Path=/');
  headers.append('set-cookie', 'ours=2; Path=/');
  const quiet = new Headers({ vary: 'Cookie' });

  test('appends Set-Cookie and Vary, and replaces Cache-Control and what is said to CDNs alone', () => {
    const own = new Headers({
      vary: 'Accept-Encoding, Origin',
      'cache-control': 'public, s-maxage=600',
      'cdn-cache-control': 'max-age=600',
      'cloudflare-cdn-cache-control': 'max-age=600',
      'surrogate-control': 'max-age=600',
      'x-own': '1',
    });
    own.append('set-cookie', 'own=1');
    const answer = withSession(
      new Response('text', { status: 203, statusText: 'Mine', headers: own }),
      headers,
    );
    assert.equal(answer.headers.get('vary'), 'Accept-Encoding, Origin, Cookie');
    assert.equal(answer.headers.get('cache-control'), 'private, no-store');
    assert.deepEqual(answer.headers.getSetCookie(), ['own=1', 'ours=1; Path=/', 'ours=2; Path=/']);
    for (const name of ['cdn-cache-control', 'cloudflare-cdn-cache-control', 'surrogate-control'])
      assert.equal(answer.headers.get(name), null);
    assert.deepEqual([answer.status, answer.statusText, answer.headers.get('x-own')], [203, 'Mine', '1']);
  });

  test('leaves the Cache-Control of an answer that gets no cookie', () => {
    const own = { 'cache-control': 'public, s-maxage=600', 'cdn-cache-control': 'max-age=600' };
    const answer = withSession(new Response('', { headers: own }), quiet);
    assert.equal(answer.headers.get('cache-control'), 'public, s-maxage=600');
    assert.equal(answer.headers.get('cdn-cache-control'), 'max-age=600');
    assert.equal(answer.headers.get('vary'), 'Cookie');
  });

  for (const [own, expected] of [
    ['*', '*'],
    ['Accept, *', '*'],
    ['cookie', 'cookie'],
    ['Origin,COOKIE', 'Origin, COOKIE'],
    ['', 'Cookie'],
  ])
    test(`makes of Vary: ${own || '(none)'} the list ${expected}`, () => {
      const answer = withSession(new Response('', { headers: own ? { vary: own } : {} }), quiet);
      assert.equal(answer.headers.get('vary'), expected);
    });

  test('twice is once', () => {
    const answer = withSession(withSession(new Response('text'), headers), headers);
    assert.deepEqual(answer.headers.getSetCookie(), headers.getSetCookie());
    assert.equal(answer.headers.get('vary'), 'Cookie');
  });

  test('takes answers that cannot be changed, and those without a body', async () => {
    const fetched = await fetch('data:text/plain,hello');
    const answers = [
      Response.redirect(`${BASE_URL}/there`, 303),
      fetched,
      new Response(null, { status: 204 }),
      new Response(null, { status: 304 }),
    ];
    const marked = answers.map((answer) => withSession(answer, headers));
    assert.deepEqual(
      marked.map(({ status }) => status),
      [303, 200, 204, 304],
    );
    for (const answer of marked) assert.equal(answer.headers.getSetCookie().length, 2);
    assert.equal(marked[0].headers.get('location'), `${BASE_URL}/there`);
    assert.equal(await marked[1].text(), 'hello');
    assert.equal(withSession(Response.error(), headers).type, 'error');
  });

  test('passes a body on as it comes', async () => {
    const { readable, writable } = new TransformStream();
    const answer = withSession(new Response(readable), headers);
    const writer = writable.getWriter();
    const written = writer.write(new TextEncoder().encode('first')).then(() => writer.close());
    assert.equal(await answer.text(), 'first');
    await written;
  });
});

describe('a shared cache before a page with s-maxage', () => {
  /** @param {(response: Response, headers: Headers) => Response} put */
  const site = (put) => async (/** @type {Request} */ request) => {
    const { user, headers } = await login.session(request);
    const text = `Hello ${user ? user.sub : 'nobody'}`;
    return put(new Response(text, { headers: { 'cache-control': 'public, s-maxage=600' } }), headers);
  };

  /** Alice, whose session is due, and Bob. */
  async function enter() {
    const [one, two] = [createVisitor(login), createVisitor(login)];
    await one.enter();
    await two.enter('return_to=/', bob);
    world.clock.ahead = 8_641_000;
    return [one, two];
  }

  test('is one that gives a page with Set-Cookie alone to strangers', async () => {
    const careless = (/** @type {Response} */ response, /** @type {Headers} */ headers) => {
      for (const line of headers.getSetCookie()) response.headers.append('set-cookie', line);
      return response;
    };
    const cache = createSharedCache(site(careless), world.config.now);
    const [one] = await enter();
    await cache.fetch(requestOf(one));
    const strange = await cache.fetch(requestOf());
    assert.equal(await greeted(strange), alice._id);
    assert.equal(strange.headers.getSetCookie().length, 1);
  });

  test('gives each their own page, renewed or not, and nobody a cookie of another', async () => {
    const cache = createSharedCache(site(withSession), world.config.now);
    const [one, two] = await enter();
    for (const visitor of [one, one, two, one, two]) {
      const response = await cache.fetch(requestOf(visitor));
      visitor.cookies.store(BASE_URL, response.headers.getSetCookie());
      assert.equal(await greeted(response), visitor === one ? alice._id : bob._id);
      const strange = await cache.fetch(requestOf());
      assert.equal(await greeted(strange), 'nobody');
      assert.deepEqual(strange.headers.getSetCookie(), []);
    }
    assert.ok(cache.kept.length > 0, 'pages without a cookie are kept');
    for (const { response } of cache.kept) assert.deepEqual(response.headers.getSetCookie(), []);
  });

  test('keeps no answer of the login itself', async () => {
    const cache = createSharedCache((request) => login.fetch(request), world.config.now);
    const visitor = createVisitor(login);
    const callback = await visitor.begin();
    for (const path of [callback, '/auth/login', '/auth/me', '/auth/nothing'])
      await cache.fetch(new Request(new URL(path, BASE_URL), { headers: { cookie: visitor.header() } }));
    assert.deepEqual(cache.kept, []);
  });
});
