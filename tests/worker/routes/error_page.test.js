// Checks the site's own page for a failed login.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

const PAGE = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

describe('errorPage', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());

  const visit = (/** @type {object} */ changes = {}) =>
    createVisitor(world.makeLogin({ errorPage: '/login-failed', ...changes }));

  test('gets the code and where the login was to lead, and the login is over', async () => {
    const visitor = visit({ onLogin: () => false });
    const callback = await visitor.begin('return_to=/inbox?a=1');
    const failed = await visitor.get(callback, PAGE);
    assert.equal(failed.status, 302);
    assert.equal(
      failed.headers.get('location'),
      '/login-failed?error=login_refused&return_to=%2Finbox%3Fa%3D1',
    );
    assert.equal(failed.headers.get('cache-control'), 'private, no-store');
    assert.match(world.log.join('\n'), /callback failed: login_refused/);
    const again = await visitor.get(callback, PAGE);
    assert.match(again.headers.get('location') ?? '', /error=transaction_finished/);
  });

  test('is not where a frame or a script is led', async () => {
    const visitor = visit();
    const framed = await visitor.get('/auth/callback?state=x', { ...PAGE, 'sec-fetch-dest': 'iframe' });
    assert.equal(framed.status, 400);
    assert.match(framed.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'$/);
    const asked = await visitor.get('/auth/callback?state=x', { accept: 'application/json' });
    assert.deepEqual(await asked.json(), { error: 'transaction_missing' });
    const prefetched = await visitor.get('/auth/callback?state=x', { ...PAGE, 'sec-purpose': 'prefetch' });
    assert.equal(prefetched.status, 503);
  });

  test('that only users may see does not lead in a circle', async () => {
    const visitor = visit({ onLogin: () => false });
    const callback = await visitor.begin('return_to=/login-failed?error=x');
    const failed = await visitor.get(callback, PAGE);
    assert.equal(failed.status, 403);
    assert.match(await failed.text(), /<code>login_refused</);
  });

  test('below a prefix it is the whole path, and no route there', async () => {
    const baseUrl = `${BASE_URL}/docs`;
    const visitor = visit({ baseUrl, errorPage: '/docs/failed' });
    const failed = await visitor.get('/auth/callback?state=x', PAGE);
    assert.match(failed.headers.get('location') ?? '', /^\/docs\/failed\?error=transaction_missing&/);
    assert.throws(() => visit({ baseUrl, errorPage: '/docs/auth/failed' }), {
      code: 'configuration_invalid',
    });
  });
});
