// Rows of the threat table: "clickjacking, Referer, history, caches", and the prefetching of "replay,
// double submit, reload, Back, StrictMode, prefetch".
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startScene } from '../support/scene.js';

describe('a prefetch (row: replay, ..., prefetch)', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  for (const [name, value] of [
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['sec-purpose', 'prefetch;anonymous-client-ip'],
    ['purpose', 'prefetch'],
    ['purpose', 'Prefetch'],
    ['x-purpose', 'preview, prefetch'],
    ['x-moz', 'prefetch'],
    ['next-router-prefetch', '1'],
  ]) {
    test(`by ${name}: ${value} starts nothing and ends nothing`, async () => {
      const visitor = scene.visit();
      const started = await visitor.get('/auth/login', { [name]: value });
      assert.equal(started.status, 503);
      assert.deepEqual(started.headers.getSetCookie(), []);
      assert.equal(started.headers.get('location'), null);
      const callback = await visitor.begin();
      const ended = await visitor.get(callback, { [name]: value });
      assert.equal(ended.status, 503);
      assert.deepEqual(ended.headers.getSetCookie(), []);
      assert.equal(scene.provider.count('token'), 0);
      assert.equal((await visitor.send(callback)).headers.get('location'), '/inbox');
    });
  }
});

describe('every answer (row: clickjacking, Referer, history, caches)', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.close());

  /** @type {[string, () => Promise<Response>][]} */
  const ANSWERS = [
    ['a started login', () => scene.visit().get('/auth/login')],
    ['a finished login', () => scene.visit().enter()],
    ['a failed login', () => scene.visit().get('/auth/callback?state=x')],
    [
      'a failed login as JSON',
      () => scene.visit().get('/auth/callback?state=x', { accept: 'application/json' }),
    ],
    ['me of nobody', () => scene.visit().get('/auth/me')],
    ['logout', () => scene.visit().post('/auth/logout')],
    ['a refused exchange', () => scene.visit().post('/auth/exchange', {}, '{}')],
    ['an unknown route', () => scene.visit().get('/auth/other')],
    ['a path outside', () => scene.visit().get('/other')],
    ['another method', () => scene.visit().send('/auth/login', { method: 'POST' })],
    ['a HEAD', () => scene.visit().send('/auth/login', { method: 'HEAD' })],
    ['a prefetch', () => scene.visit().get('/auth/login', { purpose: 'prefetch' })],
  ];
  for (const [what, ask] of ANSWERS) {
    test(`is not framed, kept, sniffed or told to the next site: ${what}`, async () => {
      const { headers, status } = await ask();
      assert.match(
        headers.get('content-security-policy') ?? '',
        /default-src 'none'.*frame-ancestors 'none'/,
      );
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('cache-control'), 'private, no-store');
      assert.equal(headers.get('vary'), 'Cookie');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
      assert.equal(headers.get('access-control-allow-origin'), null);
      assert.ok(status >= 200);
    });
  }

  test('to a callback that ended well leads on at once, without a page and without the code', async () => {
    const response = await scene.visit().enter();
    assert.equal(response.status, 302);
    assert.equal(await response.text(), '');
    assert.equal(response.headers.get('location'), '/inbox');
  });
});
