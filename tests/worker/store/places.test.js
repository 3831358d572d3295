// A writer to the store may copy a value from one key to another. A sealed value names its key, so it opens nowhere
// else: neither as another user's session, nor as the outcome of another login.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient } from 'tailchat-login';
import { logIn } from '../../../testing/browser.js';
import { startFault } from '../../support/faults.js';
import { alice, bob, createVisitor } from '../../support/kit.js';
import { copyRequest, outcomeOf, startSite } from './kit.js';

/** @type {import('./kit.js').Site} */
let site;
/** The values that a victim's login leaves in the store, by kind. @type {Record<string, string>} */
let values;
before(async () => {
  site = await startSite();
  values = await collect();
});
beforeEach(() => site.reset());
after(() => site.close());

/** All values that a login, a refused login and a revocation of Alice leave. */
async function collect() {
  const login = site.isolate();
  await createVisitor(login).enter();
  const [session, outcome] = ['session:', 'transaction:'].map(lastPut);
  const user = String(await site.store.get(lastKey('user:')));
  const refusing = await startFault((_, response) => {
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}');
  });
  await createVisitor(site.isolate({ fetch: refusing.insteadOf('/open/token') })).enter();
  const refused = lastPut('transaction:');
  await refusing.close();
  return { session, outcome, 'an outcome that is an error': refused, user, claim: '' };
}

/** @param {string} start */
const lastPut = (start) =>
  String(site.calls.findLast(([name, key]) => name === 'put' && key.startsWith(start))?.[2]);
/** @param {string} start */
const lastKey = (start) => site.calls.findLast(([, key]) => key.startsWith(start))?.[1];

/** Writes a value just before the claim. @param {string} value */
function plantAtClaim(value) {
  const { claim } = site.store;
  site.faults.claim = async (key, ttl, text) => {
    if (key.startsWith('transaction:')) await site.store.put(key, value, 600);
    delete site.faults.claim;
    return claim?.(key, ttl, text);
  };
}

/** A login that the attacker's page has begun, with an invented code. */
function forgeExchange() {
  const { apiUrl, clientId, clientSecret } = site.config;
  const client = createClient({ apiUrl, clientId, clientSecret, redirectUri: 'https://app.example/page' });
  const { transaction } = client.begin({ returnTo: '/inbox' });
  const query = new URLSearchParams({ code: 'nonsense', state: transaction.state, iss: client.issuer });
  const body = JSON.stringify({ url: `https://app.example/page?${query}`, transaction });
  const headers = { 'content-type': 'application/json', 'x-tailchat-login': '1' };
  return new Request('https://app.example/auth/exchange', { method: 'POST', body, headers });
}

/** @param {Response} answer */
const sessionLines = (answer) => answer.headers.getSetCookie().filter((line) => !line.includes('_tx_'));

test('a login leaves a session, an outcome and a user in the store', () => {
  for (const kind of ['session', 'outcome', 'an outcome that is an error'])
    assert.match(values[kind], /^eyJ[\w-]+\.\./, kind);
  assert.match(values.user, /^\d+ [\w-]{22}$/);
});

for (const kind of ['session', 'outcome', 'an outcome that is an error', 'user', 'claim'])
  describe(`${kind}, copied`, () => {
    test('to a page-started login is no login, and Tailchat is not asked', async () => {
      plantAtClaim(values[kind]);
      const answer = await site.isolate({ deadline: 200 }).fetch(forgeExchange());
      assert.deepEqual(sessionLines(answer), []);
      assert.deepEqual(await outcomeOf(answer), {
        status: 400,
        error: 'transaction_finished',
        location: null,
      });
      assert.equal(site.tailchat.requests.length, 0);
    });

    test('to a worker-started login is no login, and Tailchat is not asked', async () => {
      const visitor = createVisitor(site.isolate({ deadline: 200 }));
      const location = new URL((await visitor.send('/auth/login')).headers.get('location') ?? '');
      const state = location.searchParams.get('state') ?? '';
      const query = new URLSearchParams({ code: 'nonsense', state, iss: site.config.apiUrl });
      plantAtClaim(values[kind]);
      const answer = await visitor.send(`/auth/callback?${query}`, {
        headers: { accept: 'application/json' },
      });
      assert.deepEqual(sessionLines(answer), []);
      assert.equal((await outcomeOf(answer)).error, 'transaction_finished');
      assert.equal(site.countRedeemed(), 0);
    });

    test('to the session of another is nobody', async () => {
      const visitor = createVisitor(site.isolate());
      await visitor.enter('return_to=/', bob);
      const key = lastKey('session:');
      const mine = await site.store.get(key);
      await site.store.put(key, values[kind], 600);
      assert.equal((await visitor.send('/auth/me')).status, 401);
      await site.store.put(key, String(mine), 600);
      assert.equal((await visitor.me()).sub, bob._id);
    });

    test('to another session of the same user is nobody', async () => {
      const visitor = createVisitor(site.isolate());
      await visitor.enter();
      await site.store.put(lastKey('session:'), values[kind], 600);
      assert.equal((await visitor.send('/auth/me')).status, 401);
    });

    test("to another user's key lets nobody in", async () => {
      const visitor = createVisitor(site.isolate());
      await visitor.enter('return_to=/', bob);
      const key = lastKey('user:');
      const mine = await site.store.get(key);
      await site.store.put(key, values[kind], 600);
      assert.notEqual((await visitor.send('/auth/me')).status, 200);
      await site.store.put(key, String(mine), 600);
      assert.equal((await visitor.me()).sub, bob._id);
    });
  });

test('what came of a login opens in its own place', async () => {
  const login = site.isolate();
  const visitor = createVisitor(login);
  const callback = await visitor.begin();
  const request = copyRequest(visitor, callback);
  await login.fetch(request());
  const key = lastKey('transaction:');
  const value = String(await site.store.get(key));
  await site.store.put(key, value, 600);
  assert.equal((await site.isolate().fetch(request())).status, 302); // under its own key it opens
  assert.equal(site.countRedeemed(), 1);
});
