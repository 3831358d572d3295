// Two workers over one store behave like two isolates of a site: one code is redeemed once.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { startFault } from '../../support/faults.js';
import { alice, bob, createVisitor } from '../../support/kit.js';
import { browserOf, copyRequest, outcomeOf, startSite } from './kit.js';

/** @type {import('./kit.js').Site} */
let site;
before(async () => {
  site = await startSite();
});
beforeEach(() => site.reset());
after(() => site.close());

/** Walks through a login up to its callback, which is not requested yet. @param {ReturnType<typeof site.isolate>} login */
async function begin(login, user = alice) {
  const visitor = createVisitor(login);
  return { visitor, request: copyRequest(visitor, await visitor.begin('return_to=/inbox', user)) };
}

/** @param {Response} response @param {ReturnType<typeof site.isolate>} login */
async function assertEntered(response, login) {
  assert.deepEqual([response.status, response.headers.get('location')], [302, '/inbox']);
  assert.equal((await browserOf(response, login).me())?.sub, alice._id);
}

/** The public name of the session. @param {Response} response @param {ReturnType<typeof site.isolate>} login */
async function sidOf(response, login) {
  const cookie = browserOf(response, login).header();
  return (await login.session(new Request('https://app.example/', { headers: { cookie } }))).sid;
}

describe('a callback', () => {
  test('that comes to many isolates at once asks Tailchat once, and leads them all to one session', async () => {
    const isolates = Array.from({ length: 8 }, () => site.isolate());
    const { request } = await begin(isolates[0]);
    const answers = await Promise.all(isolates.map((login) => login.fetch(request())));
    for (const answer of answers) await assertEntered(answer, isolates[0]);
    assert.equal(site.countRedeemed(), 1);
    assert.equal(new Set(await Promise.all(answers.map((answer) => sidOf(answer, isolates[0])))).size, 1);
    assert.equal(site.calls.filter(([name, key]) => name === 'put' && key.startsWith('session:')).length, 1);
  });

  test('is told of as one login, by the isolate that redeemed it', async () => {
    /** @type {string[]} */
    const told = [];
    const onEvent = (/** @type {{ type: string }} */ { type }) => void told.push(type);
    const isolates = Array.from({ length: 3 }, () => site.isolate({ onEvent }));
    const { request } = await begin(isolates[0]);
    await Promise.all(isolates.map((login) => login.fetch(request())));
    assert.deepEqual(told.filter((type) => type === 'login_finished').length, 1);
  });

  test('has the claim before Tailchat is asked', async () => {
    /** @type {string[]} */
    const order = [];
    const login = site.isolate({
      fetch: async (/** @type {any} */ url, /** @type {any} */ init) => {
        order.push(new URL(url).pathname, ...site.calls.map(([name]) => name));
        return globalThis.fetch(url, init);
      },
    });
    const { request } = await begin(login);
    await assertEntered(await login.fetch(request()), login);
    assert.deepEqual(order.slice(0, 2), ['/open/token', 'claim']);
  });

  test('whose answer was lost leads to its session when it comes again, in this isolate or another', async () => {
    const [one, two] = [site.isolate(), site.isolate()];
    const { request } = await begin(one);
    const sid = await sidOf(await one.fetch(request()), one);
    for (const login of [one, two, two]) {
      const answer = await login.fetch(request());
      await assertEntered(answer, login);
      assert.equal(await sidOf(answer, login), sid);
    }
    assert.equal(site.countRedeemed(), 1);
  });

  test('that comes again with the session that it made leaves that session', async () => {
    const [one, two] = [site.isolate(), site.isolate()];
    const { visitor, request } = await begin(one);
    const transaction = request().headers.get('cookie');
    visitor.cookies.store('https://app.example', (await one.fetch(request())).headers.getSetCookie());
    for (const login of [one, two]) {
      const again = request();
      again.headers.set(
        'cookie',
        `${transaction}; ${visitor
          .header()
          .split('; ')
          .find((pair) => !pair.includes('_tx_'))}`,
      );
      await assertEntered(await login.fetch(again), login);
    }
    assert.equal((await visitor.me()).sub, alice._id);
    assert.equal(site.count('delete'), 0);
  });

  test('of a session that was revoked meanwhile leads to none, whatever the isolate', async () => {
    const [one, two] = [site.isolate(), site.isolate()];
    for (const revoke of [
      async (/** @type {string} */ sid) => one.revokeSession(sid),
      async () => one.revokeUser(alice._id),
    ]) {
      const { request } = await begin(one);
      await revoke((await sidOf(await one.fetch(request()), one)) ?? '');
      for (const login of [one, two]) {
        const answer = await login.fetch(request());
        assert.equal(await browserOf(answer, login).me(), null);
      }
    }
  });

  test('that Tailchat refuses has the same answer in every isolate', async () => {
    const refusing = await startFault((_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}');
    });
    const fetch = refusing.insteadOf('/open/token');
    const [one, two] = [site.isolate({ fetch }), site.isolate({ fetch })];
    const { request } = await begin(one);
    const answers = await Promise.all([one.fetch(request()), two.fetch(request())]);
    for (const answer of [...answers, await site.isolate().fetch(request())])
      assert.deepEqual(await outcomeOf(answer), { status: 400, error: 'invalid_grant', location: null });
    assert.equal(refusing.requests.length, 1);
    await refusing.close();
  });

  test('whose redemption has died with its isolate ends within the deadline: transaction_finished', async () => {
    const [dying, other] = [site.isolate(), site.isolate({ deadline: 300 })];
    const { request, visitor } = await begin(dying);
    site.faults.put = () => new Promise(() => {}); // after its claim the isolate does nothing more
    const lost = dying.fetch(request());
    lost.catch(() => {});
    while (site.count('put') === 0) await new Promise(setImmediate);
    delete site.faults.put;
    assert.deepEqual(await outcomeOf(await other.fetch(request())), {
      status: 400,
      error: 'transaction_finished',
      location: null,
    });
    const page = await (
      await other.fetch(
        copyRequest(visitor, new URL(request().url).pathname + new URL(request().url).search, {
          headers: { accept: 'text/html' },
        })(),
      )
    ).text();
    assert.match(page, /href="\/auth\/login\?return_to=%2Finbox"/);
    assert.equal(site.countRedeemed(), 1);
  });

  test('that comes again after its result is gone is finished at once, and the session that there is stays', async () => {
    const [one, two] = [site.isolate(), site.isolate({ deadline: 60_000 })];
    const { visitor, request } = await begin(one);
    const first = await one.fetch(request());
    site.clock.ahead = (LIMITS.shared_result_seconds + LIMITS.clock_leeway_seconds) * 1000 + 1000;
    assert.equal((await outcomeOf(await two.fetch(request()))).error, 'transaction_finished');
    visitor.cookies.store('https://app.example', first.headers.getSetCookie());
    assert.equal(site.countRedeemed(), 1);
    assert.equal((await visitor.me()).sub, alice._id);
  });

  test('is answered alike by isolates whose clocks differ by five minutes', async () => {
    for (const ahead of [-299_000, 299_000]) {
      const store = createMemoryStore({ now: site.config.now });
      const now = () => Date.now() + ahead;
      const other = { now, clockLeewaySeconds: 300 };
      let go = () => {};
      const seen = new Promise((resolve) => (go = () => resolve(undefined)));
      /** Lets Tailchat answer only after the waiting isolate has read the claim without an outcome. @param {string} key */
      const get = async (key) => {
        const text = await store.get(key);
        if (key.startsWith('transaction:') && text === '') go();
        return text;
      };
      const fetch = async (/** @type {any} */ url, /** @type {any} */ init) => {
        await seen;
        return globalThis.fetch(url, init);
      };
      const first = site.isolate({ store, fetch });
      const { request } = await begin(first);
      const waiting = site.isolate({ ...other, store: { ...store, get } });
      const answers = await Promise.all([first, waiting].map((login) => login.fetch(request())));
      for (const answer of answers) await assertEntered(answer, first);
      // A later isolate also reads it, within the leeway.
      await assertEntered(await site.isolate({ ...other, store }).fetch(request()), first);
    }
  });

  test('that was forged takes no claim', async () => {
    const login = site.isolate();
    const { visitor, request } = await begin(login);
    const url = new URL(request().url);
    url.searchParams.set('iss', 'https://evil.example');
    const forged = copyRequest(visitor, `${url.pathname}${url.search}`);
    assert.equal((await outcomeOf(await login.fetch(forged()))).error, 'issuer_mismatch');
    assert.deepEqual(site.calls, []);
    await assertEntered(await login.fetch(request()), login);
  });

  test('of another login has a claim of its own', async () => {
    const login = site.isolate();
    const [one, two] = [await begin(login), await begin(login, bob)];
    await login.fetch(one.request());
    await login.fetch(two.request());
    const claimed = site.calls.filter(([name, key]) => name === 'claim' && key.startsWith('transaction:'));
    assert.equal(new Set(claimed.map(([, key]) => key)).size, 2);
  });
});

describe('a store without a claim', () => {
  test('has sessions and revocation, and one redemption in each isolate', async () => {
    const store = { ...site.store, claim: null };
    const [one, two] = [site.isolate({ store }), site.isolate({ store })];
    const { request } = await begin(one);
    const answers = await Promise.all([one.fetch(request()), one.fetch(request())]);
    for (const answer of answers) await assertEntered(answer, two);
    assert.equal(site.countRedeemed(), 1);
    assert.equal(site.count('claim'), 0);
    await two.revokeUser(alice._id);
    assert.equal(await browserOf(answers[0], one).me(), null);
  });
});

describe('a login that the page started', () => {
  test('is redeemed once in all isolates too', async () => {
    const isolates = [site.isolate(), site.isolate()];
    const visitor = createVisitor(isolates[0]);
    const { createClient } = await import('tailchat-login');
    const { apiUrl, clientId, clientSecret } = site.config;
    const client = createClient({ apiUrl, clientId, clientSecret, redirectUri: 'https://app.example/page' });
    const { url: location, transaction } = client.begin({ returnTo: '/inbox' });
    const { logIn } = await import('../../../testing/browser.js');
    const url = await logIn(visitor.tailchat, location, alice);
    const body = JSON.stringify({ url, transaction });
    const headers = { 'content-type': 'application/json', 'x-tailchat-login': '1' };
    const request = copyRequest(visitor, '/auth/exchange', { method: 'POST', body, headers });
    const answers = await Promise.all(isolates.map((login) => login.fetch(request())));
    for (const answer of answers) {
      const { user, return_to } = /** @type {any} */ (await answer.clone().json());
      assert.deepEqual([user.sub, return_to], [alice._id, '/inbox']);
      assert.equal((await browserOf(answer, isolates[1]).me()).sub, alice._id);
    }
    assert.equal(site.countRedeemed(), 1);
  });
});
