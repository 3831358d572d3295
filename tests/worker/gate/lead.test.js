// A session slides through the gate, also where the proxy drops the cookie that renews it.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { BASE_URL, startWorld } from '../../support/kit.js';
import { enter, forwardOf, here, makeGate, NAVIGATION, ROUTES, SCRIPT } from './kit.js';

const RULES = here({ host: '', path: '/*', any: true });

describe('a session behind a gate', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {ReturnType<typeof makeGate>} */
  let gate;
  let cookie = '';
  before(async () => {
    world = await startWorld();
    cookie = await enter(world);
  });
  after(() => world.close());
  beforeEach(() => {
    gate = makeGate(world, RULES);
    world.clock.ahead = 3 * 3600_000;
  });
  afterEach(() => {
    world.clock.ahead = 0;
  });

  /** @param {Record<string, string>} [headers] @param {string} [method] */
  const forward = (headers = NAVIGATION, method = 'GET', uri = '/wiki/a?b=c') =>
    gate.fetch(forwardOf(uri, { cookie, ...headers }, method));
  const later = (milliseconds = 10_000) => (world.clock.ahead += milliseconds);
  /** @param {Response} response */
  const renewalOf = (response) => response.headers.getSetCookie().find((line) => line.includes('_renewal_'));

  test('is renewed by the line, and led nowhere where the line arrives', async () => {
    const response = await forward();
    assert.equal(response.status, 204);
    const renewed = `${cookie}; ${renewalOf(response)?.split(';')[0]}`;
    later();
    assert.equal((await forward({ ...NAVIGATION, cookie: renewed })).status, 204);
    later(3 * 3600_000); // due again: that is no sign
    assert.equal((await forward({ ...NAVIGATION, cookie: renewed })).status, 204);
  });

  test('is led through a route of ours once, where the line was dropped', async () => {
    assert.equal((await forward()).status, 204);
    later(9_000);
    assert.equal((await forward()).status, 204);
    later(1_000);
    for (const [headers, method] of /** @type {[Record<string, string>, string][]} */ ([
      [SCRIPT, 'GET'],
      [NAVIGATION, 'POST'],
      [{ ...NAVIGATION, 'sec-fetch-dest': 'iframe' }, 'GET'],
    ]))
      assert.equal((await forward(headers, method)).status, 204);
    const led = await forward();
    assert.equal(led.status, 302);
    const location = led.headers.get('location') ?? '';
    assert.equal(location, `${ROUTES}/renew?return_to=%2Fwiki%2Fa%3Fb%3Dc`);
    const back = await gate.fetch(new Request(location, { headers: { cookie, ...NAVIGATION } }));
    assert.equal(back.status, 302);
    assert.equal(back.headers.get('location'), '/wiki/a?b=c');
    assert.ok(renewalOf(back));
    const mark = back.headers.getSetCookie().find((line) => line.includes('tailchat_renewed='));
    assert.equal(mark, '__Host-tailchat_renewed=1; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax');
    // A browser that keeps no renewal is not led in a circle.
    assert.equal(
      (await forward({ ...NAVIGATION, cookie: `${cookie}; __Host-tailchat_renewed=1` })).status,
      204,
    );
  });

  test('is not led where the way back would end on another page', async () => {
    await forward();
    later();
    for (const uri of [`/wiki/a?${'b'.repeat(2048)}`, '/auth/me'])
      assert.equal((await forward(NAVIGATION, 'GET', uri)).status, 204, uri.slice(0, 20));
    assert.equal((await forward(NAVIGATION, 'GET', '/')).status, 302);
  });

  test("renew leads to the site's own paths alone, and not to a route", async () => {
    for (const [asked, led] of [
      ['/a?b=c', '/a?b=c'],
      ['https://evil.example/', '/'],
      ['//evil.example/', '/'],
      ['/\\evil.example', '/'],
      ['/auth/renew', '/'],
      ['/auth/login?return_to=/', '/'],
      ['', '/'],
    ]) {
      const address = `${ROUTES}/renew?${new URLSearchParams({ return_to: asked })}`;
      for (const headers of [{ cookie }, {}]) {
        const response = await gate.fetch(new Request(address, { headers: /** @type {any} */ (headers) }));
        assert.equal(response.headers.get('location'), led, asked);
      }
    }
    assert.equal((await gate.fetch(new Request(`${ROUTES}/renew`))).headers.get('location'), '/');
  });
});
