// If the store fails, the worker lets nobody in and logs nobody out.
import { createStore } from 'tailchat-login/store';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { TailchatLoginError } from '../../../bindings/error.js';
import { createVisitor, KEY } from '../../support/kit.js';
import { copyRequest, outcomeOf, startSite } from './kit.js';

/** @type {import('./kit.js').Site} */
let site;
before(async () => {
  site = await startSite();
});
beforeEach(() => site.reset());
after(() => site.close());

const UNAVAILABLE = { status: 503, error: 'store_unavailable', location: null };

/** The ways in which a store may fail. @type {Record<string, (...args: any[]) => any>} */
const FAULTS = {
  rejects: async () => {
    throw Object.assign(new Error(`connect ${KEY}`), { code: 'ECONNREFUSED' });
  },
  throws: () => {
    throw new TypeError('no such thing');
  },
  'rejects with an error that says nobody is logged in': async () => {
    throw new TailchatLoginError('unauthenticated');
  },
  'never answers': () => new Promise(() => {}),
};

/** @type {Record<string, any>} */
const NO_TEXTS = { 'a buffer': Buffer.from('x'), 'a number': 1, 'an object': {}, true: true };

const jsonHeaders = { accept: 'application/json' };

/** A browser that is logged in, and an isolate with a short deadline. */
async function enter() {
  const login = site.isolate({ deadline: 200 });
  const visitor = createVisitor(login);
  await createVisitor(site.isolate()).enter(); // everything is loaded, so only the store takes time
  const callback = await visitor.begin();
  visitor.cookies.store(
    'https://app.example',
    (await site.isolate().fetch(copyRequest(visitor, callback)())).headers.getSetCookie(),
  );
  site.reset();
  return { login, visitor };
}

for (const [name, fault] of Object.entries(FAULTS))
  describe(`a store that ${name}`, () => {
    test('is an error to /auth/me, /auth/session, user() and session(), and never "nobody"', async () => {
      const { login, visitor } = await enter();
      site.faults.get = fault;
      for (const path of ['/auth/me', '/auth/session'])
        assert.deepEqual(await outcomeOf(await visitor.send(path)), UNAVAILABLE);
      const request = new Request('https://app.example/', { headers: { cookie: visitor.header() } });
      await assert.rejects(login.user(request), { code: 'store_unavailable', status: 503 });
      await assert.rejects(login.session(request), { code: 'store_unavailable' });
      const { user, response } = await login.require(request);
      assert.deepEqual([user, response?.status], [undefined, 503]);
      assert.match(site.log.join('\n'), /^tailchat-login: me failed: store_unavailable/);
      assert.ok(!site.log.join().includes(KEY));
      site.reset();
      assert.ok(await visitor.me());
    });

    test('is not asked for who has no cookie, or one that is not ours', async () => {
      const login = site.isolate();
      for (const operation of /** @type {const} */ (['get', 'put', 'delete', 'claim']))
        site.faults[operation] = fault;
      const visitor = createVisitor(login);
      assert.equal((await visitor.send('/auth/me')).status, 401);
      assert.equal(await (await visitor.send('/auth/session')).text(), 'null');
      assert.equal(
        await login.user(new Request('https://app.example/', { headers: { cookie: 'a=b' } })),
        null,
      );
      assert.equal((await visitor.send('/auth/login')).status, 302);
      assert.equal((await visitor.post('/auth/logout')).status, 204);
      assert.deepEqual(site.calls, []);
    });

    test('at the claim ends the login before Tailchat is asked', async () => {
      const { visitor } = await enter();
      const callback = await visitor.begin();
      site.tailchat.requests.length = 0;
      site.faults.claim = fault;
      const answer = await visitor.send(callback, { headers: jsonHeaders });
      assert.deepEqual(
        answer.headers.getSetCookie().filter((line) => !line.includes('_tx_')),
        [],
      );
      assert.deepEqual(await outcomeOf(answer), UNAVAILABLE);
      assert.equal(site.countRedeemed(), 0);
      site.reset();
      assert.ok(await visitor.me(), 'who was logged in still is');
    });

    test('at the session ends the login without one', async () => {
      const login = site.isolate({ deadline: 1000 });
      const visitor = createVisitor(login);
      const callback = await visitor.begin();
      site.faults.put = fault;
      const answer = await visitor.send(callback, { headers: jsonHeaders });
      assert.deepEqual(
        answer.headers.getSetCookie().filter((line) => !line.includes('_tx_')),
        [],
      );
      assert.deepEqual(await outcomeOf(answer), UNAVAILABLE);
      site.reset();
      assert.equal(await visitor.me(), null);
    });

    test('at the deletion of the session before it leaves that one as it is', async () => {
      const { visitor } = await enter();
      const before = visitor.header();
      const login = site.isolate({ deadline: 1000 });
      const again = createVisitor(login);
      again.cookies.store('https://app.example', [
        `${before.split('; ').find((pair) => !pair.includes('_tx_'))}; Path=/; Secure`,
      ]);
      const callback = await again.begin();
      site.faults.delete = fault;
      const answer = await again.send(callback, { headers: jsonHeaders });
      assert.deepEqual(await outcomeOf(answer), UNAVAILABLE);
      site.reset();
      assert.ok(await visitor.me());
    });

    test('at logout is an error, and the cookies are cleared all the same', async () => {
      const { visitor } = await enter();
      site.faults.delete = fault;
      const answer = await visitor.post('/auth/logout');
      assert.deepEqual(await outcomeOf(answer), UNAVAILABLE);
      assert.equal(visitor.header(), '');
    });

    test('is an error to who revokes', async () => {
      const { login } = await enter();
      for (const write of /** @type {const} */ (['put', 'claim', 'swap', 'delete']))
        site.faults[write] = fault;
      await assert.rejects(login.revokeUser('a'), { code: 'store_unavailable' });
      await assert.rejects(login.revokeSession('s'.repeat(43)), { code: 'store_unavailable' });
    });
  });

describe('a store that answers with what was never put', () => {
  for (const [name, value] of Object.entries(NO_TEXTS))
    test(`${name} in the place of a text is an error`, async () => {
      const { visitor } = await enter();
      site.faults.get = async () => value;
      assert.deepEqual(await outcomeOf(await visitor.send('/auth/me')), UNAVAILABLE);
    });

  test('null in the place of undefined is nothing', async () => {
    const { visitor } = await enter();
    site.faults.get = async () => null;
    assert.equal((await visitor.send('/auth/me')).status, 401);
  });

  test('a claim that is neither true nor false is an error', async () => {
    for (const value of ['OK', null, undefined, 1]) {
      const visitor = createVisitor(site.isolate());
      const callback = await visitor.begin();
      site.tailchat.requests.length = 0;
      site.faults.claim = async () => value;
      assert.deepEqual(await outcomeOf(await visitor.send(callback, { headers: jsonHeaders })), UNAVAILABLE);
      assert.equal(site.countRedeemed(), 0);
      site.reset();
    }
  });

  test('a not_before that cannot be read is an error, and not "never revoked"', async () => {
    const { visitor } = await enter();
    for (const text of ['', 'soon', '-1', '1e9', '{}']) {
      site.faults.get = async (/** @type {string} */ key) => {
        delete site.faults.get;
        const value = await site.store.get(key);
        site.faults.get = async () => text;
        return value;
      };
      assert.deepEqual(await outcomeOf(await visitor.send('/auth/me')), UNAVAILABLE);
    }
  });
});

describe('a store of your own', () => {
  test('is refused unless it has get, put, delete, and claim or null', () => {
    const { get, put, delete: remove, claim } = site.store;
    for (const own of [
      null,
      'redis://localhost',
      () => site.store,
      {},
      { get, put, delete: remove },
      { get, put, claim },
      { get, put, delete: remove, claim: undefined },
      { get, put, delete: remove, claim: true },
      { get, put, delete: remove, claim, swap: true },
      { get, put, delete: remove, claim, swap: 'swap' },
      { get, put: 'put', delete: remove, claim },
      new Map(),
    ])
      assert.throws(() => createStore(/** @type {any} */ (own)), {
        code: 'configuration_invalid',
        option: 'store',
      });
    const without = /** @type {any} */ ({ get, put, delete: remove, claim: null });
    for (const own of [without, { ...without, claim, swap: null }]) {
      assert.ok(site.makeLogin({ store: createStore(own) }));
      // This store lacks the code for sessions. The message names the function that adds it.
      const refused = { code: 'configuration_invalid', option: 'store', message: /createStore/ };
      assert.throws(() => site.makeLogin({ store: own }), refused);
    }
  });

  test('may be an object whose functions need it as this', async () => {
    class Custom {
      constructor() {
        this.inner = site.store;
      }
      get(/** @type {string} */ key) {
        return this.inner.get(key);
      }
      put(/** @type {[string, string, number]} */ ...args) {
        return this.inner.put(...args);
      }
      delete(/** @type {string} */ key) {
        return this.inner.delete(key);
      }
      claim(/** @type {[string, number]} */ ...args) {
        return this.inner.claim?.(...args);
      }
    }
    const visitor = createVisitor(site.isolate({ store: createStore(/** @type {any} */ (new Custom())) }));
    await visitor.enter();
    assert.ok(await visitor.me());
  });
});
