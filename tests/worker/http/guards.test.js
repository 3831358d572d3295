// Checks which requests start and end a login: navigations, by the browser's Fetch Metadata.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { alice, createVisitor, startWorld } from '../../support/kit.js';

/** @param {string} mode @param {string} dest @param {string} [site] @returns {Record<string, string>} */
const metadata = (mode, dest, site = 'same-origin') => ({
  'sec-fetch-mode': mode,
  'sec-fetch-dest': dest,
  'sec-fetch-site': site,
});

describe('login and callback', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  /** @type {import('tailchat-login/worker').LoginEvent[]} */
  const events = [];
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    visitor = createVisitor(world.makeLogin({ onEvent: (/** @type {any} */ event) => events.push(event) }));
    world.tailchat.requests.length = 0;
    world.log.length = 0;
    events.length = 0;
  });
  after(() => world.close());

  /** @param {Response} response @param {number} status @param {string} code */
  async function assertNothing(response, status, code) {
    assert.equal(response.status, status);
    assert.deepEqual(response.headers.getSetCookie(), []);
    assert.equal(response.headers.get('location'), null);
    assert.match(await response.text(), new RegExp(`<code>${code}</code>|"error":"${code}"`));
    assert.deepEqual(world.tailchat.requests, []);
  }

  /** @type {[string, Record<string, string>][]} */
  const NO_NAVIGATIONS = [
    ['a picture', metadata('no-cors', 'image')],
    ['a picture of another site', metadata('no-cors', 'image', 'cross-site')],
    ['a script', metadata('no-cors', 'script')],
    ['a style', metadata('no-cors', 'style')],
    ['a fetch', metadata('cors', 'empty')],
    ['a fetch without CORS', metadata('no-cors', 'empty')],
    ['a fetch of its own origin', metadata('same-origin', 'empty')],
    ['a fetch that says document', metadata('cors', 'document')],
    ['a fetch that says how secure', { ...metadata('cors', 'empty'), 'upgrade-insecure-requests': '1' }],
    ['a picture that says how secure', { ...metadata('no-cors', 'image'), 'upgrade-insecure-requests': '1' }],
    ['a socket', metadata('websocket', 'websocket')],
    ['an object', metadata('navigate', 'object')],
    ['an embed', metadata('navigate', 'embed')],
    ['a fenced frame', metadata('navigate', 'fencedframe')],
    ['an unknown destination', metadata('navigate', 'picture-book')],
    ['an empty destination header', metadata('navigate', '')],
    ['a destination without a mode', { 'sec-fetch-dest': 'document' }],
    ['a frame that does not navigate', metadata('no-cors', 'iframe')],
  ];
  for (const [what, headers] of NO_NAVIGATIONS)
    test(`answer ${what} with navigation_required: nothing is started, set or burnt`, async () => {
      const callback = await visitor.begin();
      world.tailchat.requests.length = 0;
      events.length = 0;
      for (const [step, path] of [
        ['login', '/auth/login?return_to=/other'],
        ['callback', callback],
      ]) {
        await assertNothing(await visitor.get(path, headers), 403, 'navigation_required');
        assert.match(
          world.log.pop() ?? '',
          new RegExp(`^tailchat-login: ${step} failed: navigation_required \\([^)]+\\)$`),
        );
        const { type, code, step: told } = /** @type {any} */ (events.pop());
        assert.deepEqual(
          { type, code, told },
          { type: 'login_failed', code: 'navigation_required', told: step },
        );
      }
      assert.deepEqual(events, []);
      assert.equal((await visitor.send(callback)).headers.get('location'), '/inbox');
    });

  test('answer a script of a browser with JSON, whatever it accepts, and a navigation with a page', async () => {
    for (const headers of [metadata('cors', 'empty'), metadata('no-cors', 'image')]) {
      const response = await visitor.get('/auth/login', { accept: 'text/html', ...headers });
      assert.deepEqual(await response.json(), { error: 'navigation_required' });
    }
    const embedded = await visitor.get('/auth/login', metadata('navigate', 'embed'));
    assert.match(await embedded.text(), /<code>navigation_required<\/code>/);
  });

  /** @type {[string, Record<string, string>][]} */
  const NAVIGATIONS = [
    ['a link of our own', metadata('navigate', 'document')],
    ['a link of another site', metadata('navigate', 'document', 'cross-site')],
    ['the address bar', metadata('navigate', 'document', 'none')],
    ['a service worker that passes a navigation on', metadata('navigate', 'empty')],
    [
      'a service worker that passes a navigation on in Firefox',
      { ...metadata('same-origin', 'empty'), 'upgrade-insecure-requests': '1' },
    ],
    ['a client without any metadata', {}],
    ["Node's own fetch, which sends a mode alone", { 'sec-fetch-mode': 'cors' }],
    ['a frame of our own page', metadata('navigate', 'iframe')],
    ['a frame of our own frameset', metadata('navigate', 'frame')],
  ];
  for (const [what, headers] of NAVIGATIONS)
    test(`answer ${what}`, async () => {
      const started = await visitor.get('/auth/login?return_to=/here', headers);
      assert.equal(started.status, 302);
      const callback = await visitor.begin('return_to=/there');
      const ended = await visitor.get(callback, { ...headers, ...crossed(headers) });
      assert.equal(ended.headers.get('location'), '/there');
      assert.equal((await visitor.me()).sub, alice._id);
    });

  for (const frame of ['iframe', 'frame'])
    for (const site of ['cross-site', 'same-site', 'none', 'something', ''])
      test(`start nothing in an ${frame} that "${site}" asked for, and end there what this browser began`, async () => {
        const headers = metadata('navigate', frame, site);
        await assertNothing(await visitor.get('/auth/login', headers), 403, 'navigation_required');
        const callback = await visitor.begin();
        assert.equal((await visitor.get(callback, headers)).headers.get('location'), '/inbox');
      });

  test('start nothing in a frame that does not say who asked', async () => {
    const headers = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
    await assertNothing(await visitor.get('/auth/login', headers), 403, 'navigation_required');
  });

  test('keep a login that is under way while pictures ask for another hundred', async () => {
    const callback = await visitor.begin();
    for (let i = 0; i < 100; i += 1)
      await visitor.get('/auth/login', metadata('no-cors', 'image', 'cross-site'));
    assert.equal((await visitor.send(callback)).headers.get('location'), '/inbox');
  });

  /** @type {[string, string][]} */
  const AHEAD = [
    ['sec-purpose', 'prefetch'],
    ['Sec-Purpose', 'prefetch;prerender'],
    ['sec-purpose', 'prefetch;prerender;preview'],
    ['sec-purpose', 'prefetch;anonymous-client-ip'],
    ['sec-fetch-purpose', 'prefetch'],
    ['x-sec-purpose', 'prefetch'],
    ['purpose', 'prefetch'],
    ['Purpose', 'Prefetch'],
    ['purpose', 'preview'],
    ['x-purpose', 'preview'],
    ['x-purpose', ': preview'],
    ['x-purpose', 'instant'],
    ['moz-purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
    ['next-router-prefetch', '1'],
    ['next-router-segment-prefetch', '/_tree'],
    ['x-middleware-prefetch', '1'],
    ['hx-preloaded', 'true'],
    ['x-turbolinks-prefetch', 'true'],
  ];
  for (const [name, value] of AHEAD)
    test(`refuse what is fetched ahead (${name}: ${value}), and say so`, async () => {
      const callback = await visitor.begin();
      world.tailchat.requests.length = 0;
      events.length = 0;
      for (const path of ['/auth/login', callback]) {
        await assertNothing(await visitor.get(path, { [name]: value }), 503, 'prefetch_refused');
        const headers = { [name]: value, accept: 'application/json' };
        const told = await visitor.get(path, headers);
        assert.equal(told.headers.get('content-type'), 'application/json');
        assert.deepEqual(await told.json(), { error: 'prefetch_refused' });
      }
      // A prefetch may happen at every hover, so the log does not mention it.
      assert.deepEqual([world.log, events], [[], []]);
      assert.equal((await visitor.send(callback)).headers.get('location'), '/inbox');
    });

  test('take no other purpose for a prefetch', async () => {
    for (const [name, value] of [
      ['purpose', 'navigation'],
      ['x-moz', '1'],
      ['x-requested-with', 'prefetch'],
      ['x-repurpose', 'prefetch'],
      ['accept-language', 'preview'],
    ])
      assert.equal((await visitor.get('/auth/login', { [name]: value })).status, 302, name);
  });

  test('refuse a HEAD, also one that navigates', async () => {
    const callback = await visitor.begin();
    for (const path of ['/auth/login', callback]) {
      const response = await visitor.send(path, {
        method: 'HEAD',
        headers: metadata('navigate', 'document'),
      });
      assert.equal(response.status, 405);
      assert.deepEqual(response.headers.getSetCookie(), []);
    }
    assert.equal((await visitor.send(callback)).status, 302);
  });
});

describe('logout and exchange', () => {
  for (const dest of ['document', 'iframe', 'object', 'embed', 'image', 'script', ''])
    test(`are no ${dest || 'empty destination'}`, async (t) => {
      const world = await startWorld();
      t.after(() => world.close());
      const visitor = createVisitor(world.makeLogin());
      await visitor.enter();
      const before = visitor.header();
      for (const path of ['/auth/logout', '/auth/exchange']) {
        const response = await visitor.post(path, metadata('navigate', dest));
        assert.deepEqual([response.status, await response.json()], [403, { error: 'cross_site_request' }]);
      }
      assert.equal(visitor.header(), before);
    });
});

/** Requests a callback with the headers of a redirect from Tailchat. @param {Record<string, string>} headers */
function crossed(headers) {
  return headers['sec-fetch-mode'] === 'navigate' ? { 'sec-fetch-site': 'cross-site' } : {};
}
