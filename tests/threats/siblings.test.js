// A page on another origin of the same site has rights only if its origin is configured. Origins are compared
// exactly.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { alice, BASE_URL, read, startScene } from '../support/scene.js';

const SIBLING = 'https://www.example';
const LOCAL = 'http://localhost:5173';
const OURS = { 'x-tailchat-login': '1', accept: 'application/json' };
const NEAR = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };

describe('a page on a sibling origin', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  /** @type {import('../support/scene.js').Visitor} */
  let visitor;
  before(async () => {
    scene = await startScene({ allowedOrigins: [SIBLING, LOCAL] });
  });
  beforeEach(async () => {
    scene.reset();
    visitor = scene.visit();
    await visitor.enter();
  });
  after(() => scene.provider.close());

  for (const origin of [SIBLING, LOCAL])
    test(`${origin}, that is allowed, asks for the user and logs out`, async () => {
      const headers = { ...OURS, ...NEAR, origin };
      const me = await visitor.get('/auth/me', headers);
      assert.equal(me.status, 200);
      assert.equal((await me.json()).sub, alice._id);
      const gone = await visitor.post('/auth/logout', headers);
      assert.equal(gone.status, 204);
      const nobody = await visitor.get('/auth/me', headers);
      assert.deepEqual(await nobody.json(), { error: 'unauthenticated' });
      const wrong = await visitor.post('/auth/exchange', { ...headers, 'content-type': 'application/json' });
      assert.deepEqual(await wrong.json(), { error: 'request_invalid' });
      for (const answer of [me, gone, nobody, wrong]) {
        assert.equal(answer.headers.get('access-control-allow-origin'), origin);
        assert.equal(answer.headers.get('access-control-allow-credentials'), 'true');
        assert.equal(answer.headers.get('vary'), 'Cookie, Origin');
        assert.equal(answer.headers.get('cache-control'), 'private, no-store');
      }
    });

  for (const [route, method] of [
    ['me', 'GET'],
    ['logout', 'POST'],
    ['exchange', 'POST'],
  ])
    test(`is told before it sends our header what ${route} takes`, async () => {
      const headers = {
        origin: SIBLING,
        'access-control-request-method': method,
        'access-control-request-headers': 'content-type,x-tailchat-login',
      };
      const answer = await visitor.send(`/auth/${route}`, { method: 'OPTIONS', headers });
      assert.equal(answer.status, 204);
      assert.equal(answer.headers.get('access-control-allow-origin'), SIBLING);
      assert.equal(answer.headers.get('access-control-allow-credentials'), 'true');
      assert.equal(answer.headers.get('access-control-allow-methods'), method);
      assert.equal(answer.headers.get('access-control-allow-headers'), 'content-type, x-tailchat-login');
      assert.deepEqual(answer.headers.getSetCookie(), []);
    });

  for (const origin of [
    'https://evil.example',
    `${SIBLING}.evil.example`,
    `${SIBLING}:8443`,
    'http://www.example',
    `${SIBLING}/`,
    'https://WWW.example',
    'null',
    '*',
    `${SIBLING}, ${LOCAL}`,
  ])
    test(`${origin}, that is not allowed, is told nothing and gets nothing`, async () => {
      for (const answer of [
        await visitor.get('/auth/me', { ...OURS, ...NEAR, origin }),
        await visitor.post('/auth/logout', { ...OURS, ...NEAR, origin }),
        await visitor.send('/auth/me', { method: 'OPTIONS', headers: { origin } }),
      ]) {
        assert.ok([403, 405].includes(answer.status), `${answer.status}`);
        assert.equal(answer.headers.get('access-control-allow-origin'), null);
        assert.equal(answer.headers.get('access-control-allow-credentials'), null);
        assert.match(answer.headers.get('vary') ?? '', /Origin/);
        assert.deepEqual(answer.headers.getSetCookie(), []);
      }
      assert.equal((await visitor.me()).sub, alice._id);
    });

  test('does nothing without its Origin, from another site, or where it is not configured', async () => {
    for (const headers of [
      { ...OURS, ...NEAR },
      { ...OURS, ...NEAR, origin: SIBLING, 'sec-fetch-site': 'cross-site' },
      { ...OURS, ...NEAR, origin: SIBLING, 'sec-fetch-site': 'none' },
    ])
      assert.equal((await visitor.post('/auth/logout', headers)).status, 403);
    const plain = scene.makeLogin({ allowedOrigins: undefined });
    const headers = { ...OURS, ...NEAR, origin: SIBLING, cookie: visitor.header() ?? '' };
    const answer = await plain.fetch(new Request(`${BASE_URL}/auth/me`, { headers }));
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    assert.equal(answer.headers.get('vary'), 'Cookie');
  });

  test('is nobody to the routes that a person is led to', async () => {
    for (const path of ['/auth/login', '/auth/callback']) {
      const answer = await visitor.get(path, { origin: SIBLING });
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
      const asked = await visitor.send(path, { method: 'OPTIONS', headers: { origin: SIBLING } });
      assert.equal(asked.status, 405);
    }
  });

  test('is led back to, by a path that is as strict as our own', async () => {
    for (const [asked, led] of [
      [`${SIBLING}/inbox?x=1#top`, `${SIBLING}/inbox?x=1#top`],
      [`${LOCAL}/`, `${LOCAL}/`],
      [`${SIBLING}//evil.example`, `${SIBLING}/`],
      [`${SIBLING}/\\evil.example`, `${SIBLING}/`],
      [`${SIBLING}/../x`, `${SIBLING}/`],
      [SIBLING, '/'],
      [`${SIBLING}.evil.example/`, '/'],
      [`${SIBLING}@evil.example/`, '/'],
      [`${SIBLING}:8443/`, '/'],
      [`${SIBLING.toUpperCase()}/`, '/'],
      ['https://evil.example/', '/'],
      [`//www.example/`, '/'],
    ]) {
      const back = scene.visit();
      const callback = await back.begin(`${new URLSearchParams({ return_to: asked })}`);
      const response = await back.send(callback);
      assert.equal(response.headers.get('location'), led, asked);
      assert.equal((await back.send(callback)).headers.get('location'), led, 'of a reload');
    }
  });

  test('is led back to where the login failed, and no longer once it was dropped', async () => {
    const back = scene.visit();
    const callback = new URL(await back.begin(`${new URLSearchParams({ return_to: `${SIBLING}/inbox` })}`));
    const cookie = back.header() ?? '';
    const dropped = scene.makeLogin({ allowedOrigins: [LOCAL] });
    const led = await dropped.fetch(new Request(callback, { headers: { cookie } }));
    assert.equal(led.headers.get('location'), '/inbox');
    callback.searchParams.set('iss', 'https://evil.example');
    const { text } = await read(await back.send(callback, { headers: { cookie } }));
    assert.match(text, /return_to=https%3A%2F%2Fwww\.example%2Finbox"/);
  });
});
