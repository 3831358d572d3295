import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { createSessionCookie } from 'tailchat-login/testing';
import { createLogin } from 'tailchat-login/worker';
import { KEY } from '../support/example.js';

const OPTIONS = {
  apiUrl: 'https://chat.example',
  clientId: 'tc_x',
  clientSecret: 'secret',
  baseUrl: 'https://app.example',
  sessionKeys: KEY,
};
const ann = { sub: '64b1f0c2a5d3e97b4c8f1a20', nickname: 'Ann', discriminator: '0001' };

/** @param {typeof OPTIONS} options @param {{ name: string, value: string }} cookie */
const userOf = (options, { name, value }) =>
  createLogin(options).user({ headers: { cookie: `${name}=${value}`, host: new URL(options.baseUrl).host } });

test('the cookie is a session of the login with the same options, and of no other', async () => {
  const cookie = await createSessionCookie(OPTIONS, ann);
  assert.deepEqual(await userOf(OPTIONS, cookie), ann);
  for (const other of [{ clientId: 'tc_y' }, { sessionKeys: randomBytes(32).toString('base64url') }])
    assert.equal(await userOf({ ...OPTIONS, ...other }, cookie), null);
});

test('it has the attributes of the cookie that a login sets', async () => {
  const { name, domain, path, secure, httpOnly, sameSite } = await createSessionCookie(OPTIONS, ann);
  assert.match(name, /^__Host-/);
  assert.deepEqual([domain, path, secure, httpOnly, sameSite], ['app.example', '/', true, true, 'Lax']);
  const local = await createSessionCookie({ ...OPTIONS, baseUrl: 'http://localhost:8787' }, ann);
  assert.deepEqual([local.domain, local.secure], ['localhost', false]);
});

test('what is wrong is refused: an option, and a store', async () => {
  await assert.rejects(createSessionCookie({ ...OPTIONS, sessionKeys: 'short' }, ann), {
    code: 'configuration_invalid',
  });
  await assert.rejects(createSessionCookie({ ...OPTIONS, store: createMemoryStore() }, ann), /with a store/);
});
