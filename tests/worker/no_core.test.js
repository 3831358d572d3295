// The first request of an isolate must not wait for the core, because most requests only read a session.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KEYS } from '../support/example.js';

let compiled = 0;
const { Module } = WebAssembly;
WebAssembly.Module = new Proxy(Module, {
  construct(target, args, newTarget) {
    compiled += 1;
    return Reflect.construct(target, args, newTarget);
  },
});
const { createLogin } = await import('tailchat-login/worker');
const { readConfig } = await import('../../worker/config/config.js');
const { createHosts, prepareHosts } = await import('../../worker/context.js');
const { sealSession } = await import('../../worker/session/session.js');

const OPTIONS = {
  apiUrl: 'https://chat.example',
  clientId: 'tc_0123456789abcdef01234567',
  clientSecret: 'secret',
  sessionKeys: KEYS[0],
  baseUrl: 'https://app.example',
  log: () => {},
};
const ENV = {
  TAILCHAT_API_URL: OPTIONS.apiUrl,
  TAILCHAT_CLIENT_ID: OPTIONS.clientId,
  TAILCHAT_CLIENT_SECRET: OPTIONS.clientSecret,
  TAILCHAT_SESSION_KEYS: OPTIONS.sessionKeys,
  TAILCHAT_BASE_URL: OPTIONS.baseUrl,
};

/** @type {[string, () => any, object | undefined][]} */
const LOGINS = [
  ['an object', () => createLogin(OPTIONS), undefined],
  ['an environment', () => createLogin(), ENV],
  ['a function of the environment', () => createLogin(() => OPTIONS), {}],
  [
    'a function of the request',
    () => createLogin((_env, { url }) => ({ ...OPTIONS, basePath: new URL(url).pathname && '/auth' })),
    {},
  ],
];

const [context] = await createHosts(prepareHosts(readConfig(OPTIONS)));
const line = await sealSession(context, {
  account: { sub: 'alice' },
  began_at: Math.floor(Date.now() / 1000),
});
const [cookie] = line.split(';');
const ask = (path = '/', headers = { cookie }) =>
  new Request(new URL(path, OPTIONS.baseUrl), { headers: { 'sec-fetch-site': 'same-origin', ...headers } });

describe('the core is not compiled', () => {
  for (const [name, make, env] of LOGINS)
    test(`for a session, where the configuration is ${name}`, async () => {
      const login = make();
      assert.equal((await login.user(ask(), env))?.sub, 'alice');
      assert.equal(await login.user(ask('/', /** @type {any} */ ({})), env), null);
      assert.equal((await login.session(ask(), env)).user?.sub, 'alice');
      assert.equal((await login.require(ask(), env)).user?.sub, 'alice');
      assert.equal((await login.fetch(ask('/auth/me'), env)).status, 200);
      assert.equal((await login.fetch(ask('/auth/nowhere'), env)).status, 404);
      assert.equal(compiled, 0);
    });

  test('until something is wrong with an address, which is refused at once', () => {
    assert.equal(compiled, 0);
    const wrong = { ...OPTIONS, apiUrl: 'https://chat.example?a' };
    assert.throws(() => createLogin(wrong), { code: 'api_url_invalid' });
    assert.equal(compiled, 1);
  });

  test('again for a login', async () => {
    const response = await createLogin(OPTIONS).fetch(ask('/auth/login', /** @type {any} */ ({})));
    assert.equal(response.status, 302);
    assert.match(response.headers.get('location') ?? '', /^https:\/\/chat\.example\/open\/auth\?/);
    assert.equal(compiled, 1);
  });
});
