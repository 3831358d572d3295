// A page starts the login, and the worker redeems its callback.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient } from 'tailchat-login';
import { logIn } from '../../../testing/browser.js';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('POST exchange', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    visitor = createVisitor(world.makeLogin());
    world.tailchat.requests.length = 0;
  });
  after(() => world.close());

  /** The values in a page after Tailchat has led back to it. */
  async function start(redirectUri = `${BASE_URL}/page`, changes = {}) {
    const { apiUrl, clientId } = world.config;
    const page = createClient({
      apiUrl,
      clientId,
      clientSecret: 'not known to a page',
      redirectUri,
      ...changes,
    });
    const { url, transaction } = page.begin({ returnTo: '/inbox' });
    return { url: await logIn(visitor.tailchat, url, alice), transaction };
  }
  /** @param {unknown} body */
  const post = (body, headers = {}) =>
    visitor.post('/auth/exchange', { ...JSON_TYPE, ...headers }, JSON.stringify(body));

  // RFC 8259 8.1: a parser may ignore a byte order mark. Here it changes nothing, and the page's own origin has sent it. The
  // core refuses it in Tailchat's answers.
  test('reads past one byte order mark before its body, and past no other', async () => {
    const text = JSON.stringify(await start());
    for (const [body, status] of /** @type {[string, number][]} */ ([
      [`\ufeff\ufeff${text}`, 400],
      [`${text}\ufeff`, 400],
      [` \ufeff${text}`, 400],
      [`\ufeff${text}`, 200],
    ]))
      assert.equal((await visitor.post('/auth/exchange', JSON_TYPE, body)).status, status);
  });
  /** @param {Response} response @param {number} status @param {string} error */
  async function assertRefused(response, status, error) {
    assert.deepEqual([response.status, await response.json()], [status, { error }]);
    assert.deepEqual(response.headers.getSetCookie(), []);
  }

  test('answers with the user and return_to, and sets the session', async () => {
    const response = await post(await start());
    assert.equal(response.status, 200);
    const user = { sub: alice._id, nickname: alice.nickname, discriminator: alice.discriminator };
    assert.deepEqual(await response.json(), { user, return_to: '/inbox' });
    assert.deepEqual(await visitor.me(), user);
  });

  test('redeems a transaction once, and gives its repetition the same user', async () => {
    const body = await start();
    const responses = await Promise.all([post(body), post(body)]);
    assert.deepEqual(
      responses.map(({ status }) => status),
      [200, 200],
    );
    assert.equal((await post(body)).status, 200);
    assert.equal(world.countRedeemed(), 1);
  });

  test('shares nothing with who knows the state and not the verifier', async () => {
    const login = world.makeLogin();
    visitor = createVisitor(login);
    const thief = createVisitor(login);
    const body = await start();
    assert.equal((await post(body)).status, 200);
    for (const name of ['code_verifier', 'nonce']) {
      const transaction = { ...body.transaction, [name]: 'A'.repeat(43) };
      const response = await thief.post(
        '/auth/exchange',
        JSON_TYPE,
        JSON.stringify({ ...body, transaction }),
      );
      assert.notEqual(response.status, 200);
      assert.deepEqual(response.headers.getSetCookie(), []);
    }
  });

  test('judges return_to again', async () => {
    const body = await start();
    const transaction = { ...body.transaction, return_to: '//evil.example' };
    assert.notEqual((await (await post({ ...body, transaction })).json()).return_to, '//evil.example');
  });

  test('takes a redirect_uri on our origin or in redirectUris, and no other', async () => {
    const outside = 'http://localhost:8787/auth/callback';
    const body = await start(outside);
    await assertRefused(await post(body), 400, 'transaction_invalid');
    assert.equal(world.countRedeemed(), 0);
    visitor = createVisitor(world.makeLogin({ redirectUris: [`${outside}/`] }));
    await assertRefused(await post(body), 400, 'transaction_invalid');
    visitor = createVisitor(world.makeLogin({ redirectUris: [outside] }));
    assert.equal((await post(body)).status, 200);
  });

  describe('from a page', () => {
    const APP = 'https://www.app.example';
    const OTHER = 'https://other.app.example';
    /** @type {[string, string, string[], boolean][]} what, the redirect URI, those that are listed, whether it is taken */
    const OWN = [
      ['on our origin', `${BASE_URL}/page`, [], true],
      ['on our origin, while others are listed', `${BASE_URL}/page`, [`${APP}/page`], true],
      ['elsewhere and listed', `${APP}/page`, [`${APP}/page`], true],
      ['elsewhere', `${APP}/page`, [], false],
    ];
    const ALLOWED = [
      ...OWN.slice(0, 2).map(([what, uri, list]) => /** @type {const} */ ([what, uri, list, false])),
      /** @type {const} */ (['on our origin and listed', `${BASE_URL}/page`, [`${BASE_URL}/page`], false]),
      /** @type {const} */ (['on its own origin and listed', `${APP}/page`, [`${APP}/page`], true]),
      /** @type {const} */ (['on its own origin', `${APP}/page`, [], false]),
      /** @type {const} */ ([
        'on its own origin, another one listed',
        `${APP}/page`,
        [`${APP}/other`],
        false,
      ]),
      /** @type {const} */ ([
        'on another allowed origin and listed',
        `${OTHER}/page`,
        [`${OTHER}/page`],
        false,
      ]),
    ];
    for (const [origin, site, cases] of /** @type {const} */ ([
      [undefined, undefined, OWN],
      [undefined, 'same-origin', OWN],
      [BASE_URL, 'same-origin', OWN],
      [BASE_URL, undefined, OWN],
      [APP, 'same-site', ALLOWED],
      [APP, undefined, ALLOWED],
    ]))
      for (const [what, redirectUri, redirectUris, taken] of cases)
        test(`of ${origin ?? 'no origin'} (${site ?? 'no metadata'}): ${taken ? 'takes' : 'refuses'} one that is ${what}`, async () => {
          visitor = createVisitor(world.makeLogin({ allowedOrigins: [APP, OTHER], redirectUris }));
          const [registered] = world.tailchat.apps;
          registered.redirectUrls.push(`${APP}/page`, `${OTHER}/page`);
          const headers = { ...(origin && { origin }), ...(site && { 'sec-fetch-site': site }) };
          const body = await start(redirectUri);
          const response = await post(body, headers);
          registered.redirectUrls.length -= 2;
          if (taken) return assert.equal(response.status, 200);
          await assertRefused(response, 400, 'transaction_invalid');
          assert.equal(world.countRedeemed(), 0);
        });
  });

  for (const redirect_uri of [
    `${BASE_URL}.evil.example/page`,
    `${BASE_URL}@evil.example/`,
    'http://app.example/page',
    'javascript:alert(1)',
    '',
  ]) {
    test(`refuses the redirect_uri ${JSON.stringify(redirect_uri)}`, async () => {
      const body = await start();
      await assertRefused(
        await post({ ...body, transaction: { ...body.transaction, redirect_uri } }),
        400,
        'transaction_invalid',
      );
    });
  }

  test('runs the same checks of the callback as the worker-started login', async () => {
    const { url, transaction } = await start();
    /** @type {[string, string][]} */
    const cases = [
      [change(url, 'iss', 'https://evil.example'), 'issuer_mismatch'],
      [change(url, 'state', 'A'.repeat(43)), 'state_mismatch'],
      [`${url}&code=b`, 'parameter_repeated'],
      ['nothing', 'callback_url_invalid'],
    ];
    for (const [callback, code] of cases)
      await assertRefused(await post({ url: callback, transaction }), 400, code);
    assert.equal(world.countRedeemed(), 0);
    assert.equal((await post({ url, transaction })).status, 200, 'and they burn nothing');
  });

  test('refuses a transaction of another client or issuer, or an old one', async () => {
    const { url, transaction } = await start();
    const old = Math.floor(Date.now() / 1000) - LIMITS.transaction_seconds - 1;
    for (const changes of [{ client_id: 'tc_other' }, { issuer: 'https://other.example' }]) {
      await assertRefused(
        await post({ url, transaction: { ...transaction, ...changes } }),
        400,
        'transaction_invalid',
      );
    }
    await assertRefused(
      await post({ url, transaction: { ...transaction, created_at: old } }),
      400,
      'transaction_expired',
    );
  });

  test('takes exactly url and transaction, and of it exactly the known members and types', async () => {
    const good = await start();
    const { transaction } = good;
    const bodies = [
      null,
      [],
      'text',
      {},
      { url: good.url },
      { ...good, user: { sub: 'eve' } },
      { ...good, url: 1 },
      { ...good, transaction: null },
      { ...good, transaction: [transaction] },
      { ...good, transaction: { ...transaction, sub: 'eve' } },
      { ...good, transaction: { ...transaction, created_at: '1' } },
      { ...good, transaction: { ...transaction, created_at: 1.5 } },
      ...Object.keys(transaction).flatMap((name) => [
        { ...good, transaction: { ...transaction, [name]: undefined } },
        { ...good, transaction: { ...transaction, [name]: null } },
        { ...good, transaction: { ...transaction, [name]: { toString: 'x' } } },
      ]),
    ];
    for (const body of bodies) await assertRefused(await post(body), 400, 'request_invalid');
    assert.equal(world.countRedeemed(), 0);
  });

  test('takes JSON alone: no form, no text, no other encoding', async () => {
    const body = JSON.stringify(await start());
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
      await assertRefused(
        await visitor.post('/auth/exchange', { 'content-type': type }, body),
        400,
        'request_invalid',
      );
    }
    for (const bytes of [Buffer.from(body, 'utf16le'), Buffer.from([0x22, 0xff, 0x22]), Buffer.from('{')]) {
      await assertRefused(await visitor.post('/auth/exchange', JSON_TYPE, bytes), 400, 'request_invalid');
    }
    assert.equal(
      (await visitor.post('/auth/exchange', { 'content-type': 'Application/JSON; charset=utf-8' }, body))
        .status,
      200,
    );
  });

  test('reads a body up to its limit, counted as it comes, and not one byte more', async () => {
    const body = JSON.stringify(await start());
    const padded = (/** @type {number} */ length) => body + ' '.repeat(length - body.length);
    await assertRefused(
      await visitor.post('/auth/exchange', JSON_TYPE, padded(LIMITS.request_body_bytes + 1)),
      413,
      'request_too_large',
    );
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half' };
    const response = await visitor.send('/auth/exchange', {
      .../** @type {RequestInit} */ (init),
      headers: { ...JSON_TYPE, 'x-tailchat-login': '1' },
    });
    await assertRefused(response, 413, 'request_too_large');
    assert.ok(pulled <= LIMITS.request_body_bytes / 1024 + 3, `${pulled} chunks were read`);
    assert.equal(
      (await visitor.post('/auth/exchange', JSON_TYPE, padded(LIMITS.request_body_bytes))).status,
      200,
    );
  });

  test('leaves a session as it is when it fails', async () => {
    await visitor.enter();
    const before = visitor.header();
    const { url, transaction } = await start();
    await post({ url: change(url, 'iss', 'https://evil.example'), transaction });
    await post({ url: change(url, 'code', 'wrong'), transaction });
    assert.equal(visitor.header(), before);
  });
});

/** @param {string} url @param {string} name @param {string} value */
function change(url, name, value) {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return changed.href;
}
