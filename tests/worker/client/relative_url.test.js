// In Express and node:http, the URL of a request has only path and query.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createClient } from 'tailchat-login';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { startTailchat } from '../../../testing/index.js';
import { alice, APP } from '../../support/example.js';
import { listen } from '../../support/listen.js';

test("a login ends with node:http's request.url, as the documents have it", async (t) => {
  /** @type {any} */
  let client, transaction;
  const server = createServer(async (request, response) => {
    const { user } = await client.finish(request.url, transaction);
    response.end(user.sub);
  });
  const { url, close } = await listen(server);
  t.after(close);
  for (const redirectUri of [`${url}/callback`, `${url}/callback?app=1`]) {
    const tailchat = await startTailchat({ apps: [{ ...APP, redirectUrls: [redirectUri] }], users: [alice] });
    t.after(() => tailchat.close());
    client = createClient({
      apiUrl: tailchat.url,
      clientId: APP.appId,
      clientSecret: APP.appSecret,
      redirectUri,
    });
    const begun = client.begin();
    transaction = begun.transaction;
    const callback = await logIn(createBrowser(), begun.url, alice);
    assert.equal(await (await fetch(callback)).text(), alice._id);
  }
});

const client = createClient({
  apiUrl: 'https://chat.example',
  clientId: 'tc_1',
  clientSecret: 'x',
  redirectUri: 'https://site.example/app/callback',
});
const { transaction } = client.begin({ returnTo: '/inbox' });
const query = `code=a&state=${transaction.state}&iss=https%3A%2F%2Fchat.example`;

for (const url of [
  `/app/callback?${query}`,
  `/callback?${query}`,
  `?${query}`,
  `//evil.example/callback?${query}`,
  `/callback?${query}#x`,
])
  test(`of ${url.split('?')[0] || 'a query alone'} the query counts`, () => {
    assert.deepEqual(client.callback(url, transaction), { returnTo: '/inbox' });
  });

for (const [url, code] of [
  ['/callback', 'state_missing'],
  ['/callback?code=a&state=x', 'state_mismatch'],
  [`/callback?${query}&${query}`, 'parameter_repeated'],
  [`callback?${query}`, 'callback_url_invalid'],
  [`/callback?${query}&x=${'a'.repeat(8192)}`, 'callback_url_invalid'],
  [`/callback?${query}&x=%zz`, 'callback_url_invalid'],
  ['', 'callback_url_invalid'],
])
  test(`${url.slice(0, 24) || 'no text'} is refused with ${code}`, () => {
    assert.throws(() => client.callback(url, transaction), { code });
  });
