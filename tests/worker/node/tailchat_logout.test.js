// `serve` replaces a gateway that cannot set four cookies. It must fulfil the same table as nginx and Caddy.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '../../../worker/node/serve.js';
import { ask, checkCase, gatewayCases } from '../../support/account_switch.js';

const LIST = ['https://app.example/', 'https://chat.example/?x=1'];
const login = { fetch: async () => new Response('login') };

/** @param {import('node:test').TestContext} t @param {object} [options] */
async function start(t, options = { afterTailchatLogout: LIST }) {
  const server = await serve({ login, port: 0, ...options });
  t.after(() => server.close());
  return server.url;
}

test('the two paths end the login, for a person alone, and lead to an address of the list', async (t) => {
  const url = await start(t);
  const { host } = new URL(url);
  const list = { first: LIST[0], other: LIST[1], name: 'chat.example' };
  for (const one of gatewayCases(host, list)) {
    const [, method, path, headers] = one;
    checkCase(await ask(url + path, method, headers), one);
  }
  assert.equal((await fetch(`${url}/open/auth`)).status, 404, 'Tailchat itself is not here');
});

test('it is off unless it is asked for', async (t) => {
  const url = await start(t, {});
  for (const [path, method] of [
    ['/open/logout', 'GET'],
    ['/open/session/end/confirm', 'POST'],
  ]) {
    const response = await fetch(url + path, { method });
    assert.ok([404, 405].includes(response.status));
    assert.deepEqual(response.headers.getSetCookie(), []);
  }
});

for (const wrong of [['http://app.example/'], ['/'], ['javascript:x'], [], [LIST[0], 'nonsense']])
  test(`an address that cannot be one ends the start, unshown: ${JSON.stringify(wrong)}`, async () => {
    await assert.rejects(serve({ login, port: 0, afterTailchatLogout: wrong }), (error) => {
      assert.match(String(error), /afterTailchatLogout must hold/);
      assert.ok(!String(error).includes('nonsense'));
      return true;
    });
  });
