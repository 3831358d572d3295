// One gate, one user who is logged in, and the requests that a proxy sends to the gate.
import assert from 'node:assert/strict';
import { createGate } from '../../worker/gate/index.js';
import { createLogin } from '../../worker/index.js';
import { BASE_URL, configure, createStub, USER } from '../fixture.js';
import { createLogins } from '../measure/logins.js';

const { host } = new URL(BASE_URL);
const PATH = '/wiki/page';

/** @param {number} count */
const makeRules = (count) => [
  ...Array.from({ length: count - 1 }, (_, i) => ({ host, path: `/app-${i}/*`, subs: [USER.sub] })),
  { host, path: '/*', any: /** @type {const} */ (true) },
];

export async function startWorld() {
  const stub = createStub(configure());
  const { sessionKey, redirectUri, ...config } = configure(undefined, stub.fetch);
  const login = createLogin({ ...config, sessionKeys: sessionKey });
  const worker = { login: login.fetch, callback: login.fetch, user: login.user };
  const entered = await createLogins(worker, stub, config.apiUrl).enter();
  const cookie = entered.headers.get('cookie') ?? '';
  assert.equal((await login.user(entered))?.sub, USER.sub);
  return {
    login,
    cookie,
    /** The request in the form that the program behind the gate receives. */
    page: new Request(`${BASE_URL}${PATH}`, { headers: { cookie } }),
    /** The request that nginx sends to the gate. */
    asked: new Request('http://127.0.0.1:8787/auth/check', {
      headers: {
        cookie,
        'x-original-method': 'GET',
        'x-original-proto': 'https',
        'x-original-host': host,
        'x-original-uri': `${PATH}?page=1`,
      },
    }),
    makeGate: (/** @type {number} */ rules) => createGate({ login, rules: makeRules(rules) }),
  };
}
