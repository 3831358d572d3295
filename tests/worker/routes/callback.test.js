// Handles a callback with nothing to redeem: an old or bookmarked one, a reload, or one tab too many.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

const EVIL = 'return_to=https://evil.example&redirect_uri=//evil.example&iss=https://evil.example&next=/evil';

describe('a callback with nothing to redeem', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    world.clock.ahead = 0;
    visitor = createVisitor(world.makeLogin({ sessionSeconds: 604800 }));
    world.tailchat.requests.length = 0;
    world.log.length = 0;
  });
  after(() => world.close());

  /** @param {string} callback @param {Record<string, string>} [changes] null takes a parameter out */
  function changed(callback, changes = {}) {
    const url = new URL(callback);
    for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
    return url;
  }

  /** @param {Response} response @param {string} location @param {string[]} codes that the log has */
  function assertLedOn(response, location, codes) {
    assert.equal(response.status, 302);
    assert.equal(response.headers.get('location'), location);
    assert.deepEqual(response.headers.getSetCookie(), []);
    assert.deepEqual(
      world.log.map((line) => line.replace(/ \(.*/, '')),
      codes.map((code) => `tailchat-login: callback failed: ${code}`),
    );
    assert.deepEqual(world.tailchat.requests, []);
  }

  /** The state of the old login, its request, the target of the answer, and the codes in the log. @type {[string, () => Promise<string>, string, string[]][]} */
  const OLD = [
    [
      'of a login that this browser does not know',
      async () => `/auth/callback?state=${'A'.repeat(43)}&code=c&${EVIL}`,
      '/',
      ['transaction_missing'],
    ],
    [
      'of an error that this browser does not know',
      async () => `/auth/callback?state=${'A'.repeat(43)}&error=access_denied`,
      '/',
      ['transaction_missing'],
    ],
    [
      'of a silent login that this browser does not know',
      async () => `/auth/callback?state=${'A'.repeat(43)}&error=login_required`,
      '/',
      ['transaction_missing'],
    ],
    ['without any query', async () => '/auth/callback', '/', ['state_missing']],
    ['without a state', async () => `/auth/callback?error=server_error&${EVIL}`, '/', ['state_missing']],
    ['with an empty state', async () => '/auth/callback?state=&code=c', '/', ['state_missing']],
    [
      'of a login that has ended',
      async () => {
        const callback = await visitor.begin('return_to=/ended');
        await visitor.send(callback);
        return callback;
      },
      '/ended',
      [],
    ],
    [
      'of a login that ended hours ago',
      async () => {
        const callback = await visitor.begin('return_to=/ended');
        await visitor.send(callback);
        world.clock.ahead = 5 * 3600_000;
        return callback;
      },
      '/ended',
      [],
    ],
    [
      'of a login that took too long',
      async () => {
        const callback = await visitor.begin('return_to=/late');
        world.clock.ahead = (LIMITS.transaction_seconds + 1) * 1000;
        return changed(callback, { iss: 'https://evil.example' }).href;
      },
      '/late',
      ['transaction_expired'],
    ],
    [
      'of a silent login that took too long',
      async () => {
        const callback = await visitor.begin('prompt=none&return_to=/silent', undefined);
        world.clock.ahead = (LIMITS.transaction_seconds + 1) * 1000;
        return callback;
      },
      '/silent',
      ['transaction_expired'],
    ],
    [
      'of a login whose cookie itself is too old',
      async () => {
        const callback = await visitor.begin('return_to=/late');
        await visitor.enter('return_to=/before');
        world.clock.ahead = LIMITS.transaction_cookie_seconds * 1000;
        return callback;
      },
      '/',
      ['transaction_expired'],
    ],
  ];
  for (const [what, make, location, codes] of OLD) {
    test(`${what} leads on who is logged in, and sets nothing`, async () => {
      await visitor.enter('return_to=/before');
      const callback = await make();
      world.tailchat.requests.length = 0;
      world.log.length = 0;
      const before = visitor.header();
      assertLedOn(
        await visitor.get(callback, { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }),
        location,
        codes,
      );
      assert.equal(visitor.header(), before);
      assert.equal((await visitor.me()).sub, alice._id);
    });
  }

  for (const [what, make, , codes] of OLD.slice(0, 6))
    test(`${what} is an error to who is not`, async () => {
      const response = await visitor.send(await make());
      assert.equal(response.status, 400);
      assert.equal(response.headers.get('location'), null);
      assert.match(await response.text(), new RegExp(`<code>${codes[0]}</code>`));
    });

  test('whose session has ended too is an error, and knows where to try again', async () => {
    await visitor.enter();
    const callback = await visitor.begin('return_to=/late');
    world.clock.ahead = 86400_000 - 1000;
    const other = createVisitor(world.makeLogin({ sessionSeconds: 60 }));
    const cookie = visitor.header();
    const response = await other.get(callback, { cookie });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /href="\/auth\/login\?return_to=%2Flate"/);
  });

  /** @type {[string, (url: URL) => void, string][]} */
  const CHECKED = [
    ['iss', (url) => url.searchParams.set('iss', 'https://evil.example'), 'issuer_mismatch'],
    ['a missing iss', (url) => url.searchParams.delete('iss'), 'issuer_missing'],
    [
      'state',
      (url) =>
        url.searchParams.set('state', `${url.searchParams.get('state')?.slice(0, 16)}${'A'.repeat(27)}`),
      'state_mismatch',
    ],
    ['a missing state', (url) => url.searchParams.delete('state'), 'state_missing'],
    ['two states', (url) => url.searchParams.append('state', 'b'), 'parameter_repeated'],
    ['a missing code', (url) => url.searchParams.delete('code'), 'code_missing'],
  ];
  for (const [what, forge, code] of CHECKED)
    test(`is not one whose login is there and fails a check: ${what}`, async () => {
      await visitor.enter();
      const callback = await visitor.begin('return_to=/after');
      const forged = new URL(callback);
      forge(forged);
      const response = await visitor.send(forged.href);
      assert.equal(response.status, 400);
      assert.match(await response.text(), new RegExp(`<code>${code}</code>`));
      assert.equal((await visitor.send(callback)).headers.get('location'), '/after');
    });

  test('is not one whose login is there and does not open', async () => {
    await visitor.enter();
    const callback = await visitor.begin();
    const cookie = visitor.header().replace(/(_tx_[^;]*)[\w-]{4}(?=;|$)/g, '$1AAAA');
    const response = await visitor.get(callback, { cookie });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /<code>transaction_invalid<\/code>/);
  });

  test('leads a frame nowhere that did not begin it', async () => {
    await visitor.enter();
    const frame = {
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
      'sec-fetch-site': 'cross-site',
    };
    const response = await visitor.get(`/auth/callback?state=${'A'.repeat(43)}&code=c`, frame);
    assert.equal(response.status, 400);
    assert.match(await response.text(), /<code>transaction_missing<\/code>/);
  });

  test('leads to the start of a site under a prefix', async () => {
    const baseUrl = `${BASE_URL}/docs`;
    const [app] = world.tailchat.apps;
    app.redirectUrls.push(`${baseUrl}/auth/callback`);
    const prefixed = createVisitor(world.makeLogin({ baseUrl }));
    await prefixed.send(await prefixed.begin());
    const response = await prefixed.get(`/docs/auth/callback?state=${'A'.repeat(43)}&code=c`);
    app.redirectUrls.pop();
    assert.equal(response.headers.get('location'), '/docs/');
  });

  test('by HEAD, by POST or ahead leads nowhere', async () => {
    await visitor.enter();
    const path = `${BASE_URL}/auth/callback?state=${'A'.repeat(43)}&code=c`;
    assert.equal((await visitor.send(path, { method: 'HEAD' })).status, 405);
    assert.equal((await visitor.send(path, { method: 'POST' })).status, 405);
    assert.equal((await visitor.get(path, { purpose: 'prefetch' })).status, 503);
  });
});
