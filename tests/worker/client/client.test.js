// Runs the steps of the root entry, for a server that keeps its own sessions.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient, TailchatLoginError } from 'tailchat-login';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { startTailchat } from '../../../testing/index.js';
import { answer, startFault } from '../../support/faults.js';
import { alice, APP } from '../../support/example.js';
import { LOGIN_ERRORS } from '../../../bindings/errors.js';

const REDIRECT_URI = 'https://app.example/callback';
/** Its secret has characters that a form must escape. */
const app = { ...APP, appSecret: 'secret+of&the=app 0123456789abcd', redirectUrls: [REDIRECT_URI] };

describe('the client', () => {
  /** @type {Awaited<ReturnType<typeof startTailchat>>} */
  let tailchat;
  /** @type {import('../../../types/index.js').ClientOptions} */
  let options;
  /** @type {ReturnType<typeof createClient>} */
  let client;
  before(async () => {
    tailchat = await startTailchat({ apps: [app], users: [alice] });
    options = {
      apiUrl: tailchat.url,
      clientId: app.appId,
      clientSecret: app.appSecret,
      redirectUri: REDIRECT_URI,
    };
  });
  beforeEach(() => {
    client = createClient(options);
    tailchat.requests.length = 0;
  });
  after(() => tailchat.close());

  /** @param {Parameters<typeof client.begin>[0]} [given] */
  async function start(given) {
    const { url, transaction } = client.begin(given);
    return { transaction, url: await logIn(createBrowser(), url, alice) };
  }
  const countRedeemed = () => tailchat.requests.filter(({ path }) => path === '/open/token').length;

  test('logs in by its four steps', async () => {
    const { url, transaction } = await start({ returnTo: '/inbox' });
    const checked = client.callback(url, transaction);
    assert.deepEqual(checked, { returnTo: '/inbox' });
    const tokens = await client.exchange(checked);
    assert.equal(tokens.sub, alice._id);
    const user = await client.userinfo(tokens);
    assert.deepEqual(user, { sub: alice._id, nickname: alice.nickname, discriminator: '6244' });
  });

  test('logs in by begin and finish, with a secret that needs escaping', async () => {
    const { url, transaction } = await start({ returnTo: '/inbox' });
    const { user, returnTo } = await client.finish(url, transaction);
    assert.equal(user.sub, alice._id);
    assert.equal(returnTo, '/inbox');
  });

  test('tells its settings and not its secret, and cannot be changed', () => {
    assert.deepEqual(
      [client.apiUrl, client.issuer, client.clientId, client.redirectUri, client.scope],
      [tailchat.url, tailchat.url, app.appId, REDIRECT_URI, 'openid profile'],
    );
    assert.ok(Object.isFrozen(client));
    assert.ok(!Object.values(client).includes(app.appSecret));
  });

  test('passes prompt, login_hint and extra parameters on', () => {
    const { url } = client.begin({
      prompt: 'login consent',
      loginHint: 'alice@example.com',
      extraParameters: { ui_locales: 'zh-CN' },
    });
    const { searchParams } = new URL(url);
    assert.equal(searchParams.get('prompt'), 'login consent');
    assert.equal(searchParams.get('login_hint'), 'alice@example.com');
    assert.equal(searchParams.get('ui_locales'), 'zh-CN');
    assert.throws(() => client.begin({ extraParameters: { state: 'x' } }), {
      code: 'extra_parameters_invalid',
    });
  });

  test('exchanges only what callback returned', async () => {
    const { url, transaction } = await start();
    const checked = client.callback(url, transaction);
    for (const other of [
      { ...checked },
      structuredClone(checked),
      Object.create(checked),
      null,
      undefined,
      {},
    ]) {
      await assert.rejects(client.exchange(/** @type {any} */ (other)), { code: 'transaction_invalid' });
    }
    await assert.rejects(createClient(options).exchange(checked), { code: 'transaction_invalid' });
    assert.equal(countRedeemed(), 0);
  });

  test('exchanges a checked callback once, also at the same time', async () => {
    const { url, transaction } = await start();
    const checked = client.callback(url, transaction);
    const [first, second] = await Promise.allSettled([client.exchange(checked), client.exchange(checked)]);
    assert.equal(first.status, 'fulfilled');
    assert.equal(second.status === 'rejected' && second.reason.code, 'transaction_finished');
    await assert.rejects(client.exchange(checked), { code: 'transaction_finished' });
    assert.equal(countRedeemed(), 1);
  });

  test('does not exchange again after a failure', async () => {
    const fault = await startFault(answer(503, 'text/html', ''));
    const failing = createClient({ ...options, fetch: fault.insteadOf('/open/token') });
    const { url, transaction } = await start();
    const checked = failing.callback(url, transaction);
    await assert.rejects(failing.exchange(checked), { code: 'token_status_invalid' });
    await assert.rejects(failing.exchange(checked), { code: 'transaction_finished' });
    assert.equal(fault.requests.length, 1);
    await fault.close();
  });

  test('asks for the user only with tokens that exchange returned', async () => {
    const { url, transaction } = await start();
    const tokens = await client.exchange(client.callback(url, transaction));
    assert.ok(Object.isFrozen(tokens));
    for (const other of [{ ...tokens }, { access_token: 'x', sub: alice._id }, null]) {
      await assert.rejects(client.userinfo(/** @type {any} */ (other)), { code: 'transaction_invalid' });
    }
    assert.ok(tailchat.requests.every(({ path }) => path !== '/open/me'));
  });

  test('refuses a callback before any request', async () => {
    const { url, transaction } = await start();
    const forged = new URL(url);
    forged.searchParams.set('iss', 'https://evil.example');
    tailchat.requests.length = 0;
    assert.throws(() => client.callback(forged.href, transaction), {
      code: 'issuer_mismatch',
      expected: tailchat.url,
      received: 'https://evil.example',
    });
    await assert.rejects(client.finish(forged.href, transaction), TailchatLoginError);
    assert.throws(() => client.callback(url, { ...transaction, client_id: 'other' }), {
      code: 'transaction_invalid',
    });
    assert.deepEqual(tailchat.requests, []);
  });

  test('finish has one deadline for both requests: a slow token leaves the user no more than the rest', async () => {
    let tokenAnswered = false;
    /** @type {AbortSignal[]} */
    const signals = [];
    const watching = /** @type {typeof fetch} */ (
      async (input, init) => {
        signals.push(/** @type {AbortSignal} */ (init?.signal));
        if (String(input).endsWith('/open/me')) return new Promise(() => {});
        const response = await fetch(input, init);
        tokenAnswered = true;
        return response;
      }
    );
    const slow = createClient({ ...options, fetch: watching, deadline: 1000 });
    const { url, transaction } = await start();
    await assert.rejects(slow.finish(url, transaction), { code: 'deadline_exceeded', status: 504 });
    assert.ok(tokenAnswered);
    assert.equal(signals.length, 2);
    assert.equal(signals[0], signals[1]);
  });

  test("ends at the caller's signal", async () => {
    const hanging = createClient({ ...options, fetch: () => new Promise(() => {}) });
    const { url, transaction } = await start();
    const controller = new AbortController();
    const reason = new Error('left');
    const ended = hanging.exchange(hanging.callback(url, transaction), { signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(ended, { code: 'upstream_unreachable', cause: reason });
    const checked = hanging.callback(url, transaction);
    await assert.rejects(hanging.exchange(checked, { signal: AbortSignal.abort(reason) }), { cause: reason });
    const timeout = hanging.callback(url, transaction);
    await assert.rejects(hanging.exchange(timeout, { signal: AbortSignal.timeout(5) }), {
      code: 'deadline_exceeded',
    });
  });

  test('has the time and the randomness that it is given', () => {
    const given = createClient({
      ...options,
      now: () => 1_700_000_000_999,
      randomBytes: (n) => new Uint8Array(n),
    });
    const { transaction } = given.begin();
    assert.equal(transaction.created_at, 1_700_000_000);
    assert.equal(transaction.state, 'A'.repeat(43));
  });

  test('leads back to acceptable paths alone', () => {
    assert.equal(client.returnTo('/inbox?x=1'), '/inbox?x=1');
    assert.equal(client.returnTo('//evil.example'), '/');
    assert.equal(client.returnTo(/** @type {any} */ (undefined)), '/');
  });

  test('has its error with code and status for every code of a login', () => {
    for (const [code, { status }] of Object.entries(LOGIN_ERRORS)) {
      const error = new TailchatLoginError(
        /** @type {import('../../../bindings/vocabulary.js').ErrorCode} */ (code),
      );
      assert.equal(error.code, code);
      assert.equal(error.status, status);
    }
  });
});
