// Cloudflare KV shows a change a minute late, also a new key. A fresh login must not be lost, and a revocation takes
// effect late.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createKvStore } from 'tailchat-login/store/kv';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { alice, createVisitor } from '../../support/kit.js';
import { startSite } from './kit.js';

const LATE = 60_000;

/** @type {import('./kit.js').Site} */
let site;
before(async () => {
  site = await startSite();
});
beforeEach(() => site.reset());
after(() => site.close());

/** A namespace as readers far from the writer see it: they read the values of a minute ago. */
function createLateNamespace() {
  const { now } = site.config;
  /** @type {Map<string, { at: number, value: string | null, metadata: any }[]>} */
  const writes = new Map();
  /** @param {string} key @param {string | null} value @param {any} metadata */
  const write = (key, value, metadata) =>
    void writes.set(key, [...(writes.get(key) ?? []), { at: now(), value, metadata }]);
  return {
    async getWithMetadata(/** @type {string} */ key) {
      const shown = (writes.get(key) ?? []).findLast(({ at }) => at <= now() - LATE);
      return { value: shown?.value ?? null, metadata: shown?.metadata ?? null };
    },
    async put(/** @type {string} */ key, /** @type {string} */ value, /** @type {any} */ { metadata }) {
      write(key, value, metadata);
    },
    async delete(/** @type {string} */ key) {
      write(key, null, null);
    },
  };
}

/** Workers in several places. */
function startPlaces() {
  const namespace = createLateNamespace();
  const { now } = site.config;
  return () => site.isolate({ store: createKvStore(namespace, { now }) });
}

/** @param {ReturnType<typeof createVisitor>} visitor */
const requestOf = (visitor) => new Request('https://app.example/', { headers: { cookie: visitor.header() } });

describe('the store on KV whose reads are a minute late', () => {
  test('loses no fresh login where it was made, at any time', async () => {
    const login = startPlaces()();
    const visitor = createVisitor(login);
    assert.equal((await visitor.enter()).headers.get('location'), '/inbox');
    for (const after of [0, 1000, 30_000, LATE - 1, LATE, LATE + 1, 3_600_000]) {
      site.clock.ahead = after;
      assert.equal((await visitor.me())?.sub, alice._id, `${after}`);
    }
  });

  test('knows it everywhere after that minute', async () => {
    const makePlace = startPlaces();
    const visitor = createVisitor(makePlace());
    await visitor.enter();
    const elsewhere = makePlace();
    site.clock.ahead = LATE + 1;
    assert.equal((await elsewhere.user(requestOf(visitor)))?.sub, alice._id);
  });

  test('loses no login that follows a revocation', async () => {
    const makePlace = startPlaces();
    const [one, two] = [makePlace(), makePlace()];
    await one.revokeUser(alice._id);
    site.clock.ahead = 10;
    for (const login of [one, two]) {
      const visitor = createVisitor(login);
      const begun = site.clock.ahead;
      await visitor.enter();
      for (const after of [0, LATE, 2 * LATE]) {
        site.clock.ahead = begun + after;
        assert.equal((await visitor.me())?.sub, alice._id);
      }
      site.clock.ahead = begun;
    }
  });

  test('ends a revoked session at once where it was revoked, and elsewhere after that minute', async () => {
    for (const what of ['user', 'session']) {
      site.clock.ahead = 0;
      const makePlace = startPlaces();
      const [here, there] = [makePlace(), makePlace()];
      const visitor = createVisitor(here);
      await visitor.enter();
      site.clock.ahead = LATE + 1;
      assert.ok(await there.user(requestOf(visitor)));
      const { sid = '' } = await here.session(requestOf(visitor));
      await (what === 'user' ? here.revokeUser(alice._id) : here.revokeSession(sid));
      assert.equal(await here.user(requestOf(visitor)), null);
      assert.ok(await there.user(requestOf(visitor)), 'it claims no more than it holds');
      for (const after of [LATE, LATE + 1, 10 * LATE]) {
        site.clock.ahead = LATE + 1 + after;
        for (const login of [here, there])
          assert.equal(await login.user(requestOf(visitor)), null, `${after}`);
      }
    }
  });

  test('lowers no revocation that a clock which is behind can see, and one that it cannot see by that much', async () => {
    for (const [pause, comesBack] of /** @type {const} */ ([
      [LATE + 1, false],
      [1000, true],
    ])) {
      site.clock.ahead = 0;
      const namespace = createLateNamespace();
      const { now } = site.config;
      /** @param {number} behind */
      const place = (behind) => {
        const store = createKvStore(namespace, { now });
        return site.isolate({ store, now: () => now() - behind });
      };
      const here = place(0);
      site.clock.ahead = 10_000;
      const visitor = createVisitor(here);
      await visitor.enter();
      site.clock.ahead += 1000;
      await here.revokeUser(alice._id);
      site.clock.ahead += pause;
      // The time of the revocation is before that login.
      await place(5000 + pause).revokeUser(alice._id);
      site.clock.ahead += LATE + 1;
      assert.equal((await place(0).user(requestOf(visitor))) !== null, comesBack, `${pause}`);
    }
  });

  test('remembers a bounded number of its own changes', async () => {
    const namespace = createLateNamespace();
    const { now } = site.config;
    const store = createKvStore(namespace, { now });
    for (let index = 0; index < 1000; index += 1) await store.put(`${index}`, 'text', 600);
    const known = await Promise.all(Array.from({ length: 1000 }, (_, index) => store.get(`${index}`)));
    assert.equal(known.filter((text) => text === 'text').length, 128);
    assert.equal(known[999], 'text');
    assert.equal(known[0], undefined);
  });
});

test('any store without a claim keeps a login whose user it does not show yet', async () => {
  const store = createMemoryStore({ now: site.config.now });
  const late = {
    ...store,
    claim: null,
    get: async (/** @type {string} */ key) => (key.startsWith('user:') ? undefined : store.get(key)),
  };
  const visitor = createVisitor(site.isolate({ store: late }));
  await visitor.enter();
  assert.equal((await visitor.me())?.sub, alice._id);
});

test('any store without a claim may show a session late: its login is no error', async () => {
  const store = createMemoryStore({ now: site.config.now });
  let shown = false;
  const late = {
    ...store,
    claim: null,
    get: async (/** @type {string} */ key) =>
      !shown && key.startsWith('session:') ? undefined : store.get(key),
  };
  const visitor = createVisitor(site.isolate({ store: late }));
  assert.equal((await visitor.enter()).headers.get('location'), '/inbox');
  shown = true;
  assert.equal((await visitor.me())?.sub, alice._id);
});
