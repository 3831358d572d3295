// A revocation arrives just before each visit of a login or of a renewal to the store. The cases run for every store with
// `claim` and `swap`.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient } from 'tailchat-login';
import { logIn } from '../../../testing/browser.js';
import { alice, createVisitor } from '../../support/kit.js';
import { copyRequest, startSite } from './kit.js';

/** @typedef {import('../../../types/store.js').Store} Store */
/** @typedef {Pick<import('./contract.js').Bench, 'store' | 'other'>} Bench */
/** @typedef {import('./kit.js').Site} Site */
/** @typedef {ReturnType<typeof createVisitor>} Visitor */

const HOUR = 3_600_000;

/** The store, with a function that runs before its visit number `step`. @param {Store} store @param {number} step @param {() => Promise<void>} act */
function interrupt(store, step, act) {
  let visits = 0;
  /** @param {Store[keyof Store]} operation */
  const wait =
    (operation) =>
    async (/** @type {any[]} */ ...args) => {
      const visit = visits;
      visits += 1;
      if (visit === step) await act();
      return Reflect.apply(/** @type {Function} */ (operation), store, args);
    };
  const { get, put, claim, swap } = store;
  return {
    store: /** @type {Store} */ ({
      ...store,
      get: wait(get),
      put: wait(put),
      delete: wait(store.delete),
      claim: wait(claim),
      swap: wait(swap),
    }),
    /** Whether the store reached that visit. */
    reached: () => visits > step,
  };
}

/** The ways to finish a login. @type {Record<string, (site: Site, visitor: Visitor) => Promise<() => Request>>} */
const WAYS = {
  async callback(_site, visitor) {
    return copyRequest(visitor, await visitor.begin());
  },
  async exchange({ config }, visitor) {
    const { apiUrl, clientId, clientSecret } = config;
    const client = createClient({ apiUrl, clientId, clientSecret, redirectUri: 'https://app.example/page' });
    const { url: location, transaction } = client.begin({ returnTo: '/inbox' });
    const url = await logIn(visitor.tailchat, location, alice);
    const body = JSON.stringify({ url, transaction });
    const headers = { 'content-type': 'application/json', 'x-tailchat-login': '1' };
    return copyRequest(visitor, '/auth/exchange', { method: 'POST', body, headers });
  },
};

/** @param {() => Bench} getBench */
export function testUnderWay(getBench) {
  describe('a revocation at any step', () => {
    /** @type {Site} */
    let site;
    before(async () => {
      site = await startSite();
    });
    beforeEach(() => site.reset());
    after(() => site.close());

    /** The isolates of a site whose user is unknown. Every family of cases has its own users. */
    function startIsolates() {
      const { store, other = store } = getBench();
      const family = randomUUID();
      /** @param {Store} [visited] */
      const isolate = (visited = store) => site.isolate({ store: visited, family, deadline: 30_000 });
      return { store, isolate, elsewhere: isolate(other) };
    }

    /** @param {any} login @param {Visitor} visitor */
    const userOf = (login, visitor) =>
      login.user(new Request('https://app.example', { headers: { cookie: visitor.header() } }));

    for (const [way, begin] of Object.entries(WAYS)) {
      for (const known of [false, true])
        test(`revokes a ${known ? 'known' : 'new'} user during ${way}: nobody, in all isolates`, async () => {
          for (let step = 0; ; step += 1) {
            const { store, isolate, elsewhere } = startIsolates();
            const old = createVisitor(isolate());
            if (known) assert.equal((await old.enter()).headers.get('location'), '/inbox');
            const slow = interrupt(store, step, async () => {
              await elsewhere.revokeUser(alice._id);
              site.clock.ahead += 1000;
            });
            const login = isolate(slow.store);
            const visitor = createVisitor(login);
            const request = await begin(site, visitor);
            const answers = [await login.fetch(request())];
            if (!slow.reached()) {
              assert.ok(step >= 6, `a login has several visits: ${step}`);
              break;
            }
            // The same callback on another isolate does not restore the session.
            for (const another of [isolate(), elsewhere]) answers.push(await another.fetch(request()));
            const browsers = answers.map((answer) => {
              const browser = createVisitor(login);
              browser.cookies.store('https://app.example', answer.headers.getSetCookie());
              return browser;
            });
            for (const browser of [old, ...browsers])
              for (const looker of [isolate(), elsewhere])
                assert.equal(await userOf(looker, browser), null, `${way}, step ${step}`);
          }
        });

      test(`ends the listed sessions during ${way}: those, for good, and no other`, async () => {
        const seen = new Set();
        for (let step = 0; ; step += 1) {
          const { store, isolate, elsewhere } = startIsolates();
          const old = createVisitor(isolate());
          assert.equal((await old.enter()).headers.get('location'), '/inbox');
          let ended = 0;
          const slow = interrupt(store, step, async () => {
            const listed = await elsewhere.sessions(alice._id);
            for (const { sid } of listed) await elsewhere.revokeSession(sid);
            ended = listed.length;
          });
          const login = isolate(slow.store);
          const visitor = createVisitor(login);
          const answer = await login.fetch((await begin(site, visitor))());
          visitor.cookies.store('https://app.example', answer.headers.getSetCookie());
          if (!slow.reached()) break;
          seen.add(ended);
          for (const looker of [isolate(), elsewhere]) {
            assert.equal(await userOf(looker, old), null, `step ${step}`);
            assert.equal((await userOf(looker, visitor))?.sub, ended > 1 ? undefined : alice._id, `${step}`);
          }
        }
        assert.deepEqual([...seen].sort(), [1, 2], 'before and after the new session is there');
      });
    }

    test('revokes a user during a renewal: nobody', async () => {
      for (let step = 0; ; step += 1) {
        const { store, isolate, elsewhere } = startIsolates();
        const slow = interrupt(store, step, () => elsewhere.revokeUser(alice._id));
        const visitor = createVisitor(isolate());
        site.clock.ahead = 0;
        await visitor.enter();
        assert.ok(await userOf(elsewhere, visitor));
        site.clock.ahead = 3 * HOUR; // after a tenth of its life
        const headers = { cookie: visitor.header() };
        const answer = await isolate(slow.store).fetch(
          new Request('https://app.example/auth/me', { headers }),
        );
        visitor.cookies.store('https://app.example', answer.headers.getSetCookie());
        if (!slow.reached()) {
          assert.equal(answer.headers.getSetCookie().length, 1, 'it was renewed');
          assert.ok(step >= 4, `a renewal has several visits: ${step}`);
          break;
        }
        for (const looker of [isolate(), elsewhere])
          assert.equal(await userOf(looker, visitor), null, `step ${step}`);
      }
    });
  });
}
