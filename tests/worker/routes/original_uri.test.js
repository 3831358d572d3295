// nginx leads to the login without a return_to, and sends the requested address in a header.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createVisitor, startWorld } from '../../support/kit.js';

describe('X-Original-URI', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());

  /** The address at the end of a login that began with this header. @param {string} uri @param {string} [query] @param {object} [options] */
  async function leadBack(uri, query = '', options = {}) {
    world.log.length = 0;
    const login = world.makeLogin(options);
    const visitor = createVisitor({
      ...login,
      fetch: (/** @type {any} */ request, /** @type {any[]} */ ...rest) => {
        const headers = new Headers(request.headers);
        headers.set('x-original-uri', uri);
        return login.fetch(new Request(request, { headers }), ...rest);
      },
    });
    const { headers } = await visitor.enter(query);
    const wasRefused = world.log.some((line) => line.includes('return_to_refused'));
    return [headers.get('location'), ...(wasRefused ? ['refused'] : [])];
  }

  /** @type {[uri: string, ...back: string[]][]} */
  const CASES = [
    ['/wiki/a?x=1&y=2', '/wiki/a?x=1&y=2'],
    ['/wiki/a?return_to=/b', '/wiki/a?return_to=/b'],
    ['/wiki/%E7%BE%A4', '/wiki/%E7%BE%A4'],
    ['/', '/'],
    ['/authors', '/authors'],
    // nginx often sets the header on every location, including the login's. It then has no return address, which is no fault.
    ['/auth/login', '/'],
    ['/auth/login?return_to=/auth/login', '/'],
    ['/auth/', '/'],
    ['/auth', '/'],
    ['/auth?x', '/'],
    ['/auth/callback?code=1&state=2', '/'],
    // The value is checked like a return_to.
    ['/wiki/../auth/login', '/', 'refused'],
    ['//evil.example/', '/', 'refused'],
    ['/\\evil.example/', '/', 'refused'],
    ['https://evil.example/', '/', 'refused'],
    ['/%2e%2e//evil.example', '/', 'refused'],
    ['/a, /b', '/a,%20/b'],
  ];
  for (const [uri, ...back] of CASES)
    test(`${uri} leads back to ${back.join(', ')}`, async () => {
      assert.deepEqual(await leadBack(uri), back);
    });

  test('counts only where no return_to is given', async () => {
    assert.deepEqual(await leadBack('/wiki', 'return_to=/inbox'), ['/inbox']);
    assert.deepEqual(await leadBack('/wiki', 'return_to='), ['/']);
  });

  test('under a prefix is no way back to a route, with the prefix or without it', async () => {
    const options = { baseUrl: 'https://app.example/docs' };
    world.tailchat.apps[0].redirectUrls.push('https://app.example/docs/auth/callback');
    for (const uri of ['/docs/auth/login', '/auth/login'])
      assert.deepEqual(await leadBack(uri, '', options), ['/docs/'], uri);
    assert.deepEqual(await leadBack('/docs/a?b&c', '', options), ['/docs/a?b&c']);
  });
});
