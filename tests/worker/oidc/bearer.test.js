// Checks how a program sends its access token (RFC 6750), and the errors if it sends it wrongly.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startRelay, USERINFO } from './relay.js';

describe('the bearer', () => {
  /** @type {Awaited<ReturnType<typeof startRelay>>} */
  let relay;
  /** @type {string} */
  let token;
  before(async () => {
    relay = await startRelay();
    token = await relay.issue();
  });
  beforeEach(() => relay.provider.reset());
  after(() => relay.close());

  /** @param {RequestInit & { duplex?: string }} [init] @param {string} [url] */
  const send = (init, url = USERINFO) => relay.makeOidc().fetch(new Request(url, init));
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

  /** @param {Response} response @param {number} status @param {string} error */
  async function assertRefused(response, status, error) {
    assert.equal(response.status, status);
    const challenge = response.headers.get('www-authenticate') ?? '';
    assert.match(challenge, new RegExp(`^Bearer error="${error}", error_description="[^"]+"`));
    assert.equal((await response.json()).error, error);
    assert.equal(relay.provider.count('me'), 0, 'Tailchat is not asked');
  }

  for (const scheme of ['Bearer', 'bearer', 'BEARER'])
    test(`${scheme} in the header, by GET and POST`, async () => {
      for (const method of ['GET', 'POST']) {
        const response = await send({ method, headers: { authorization: `${scheme} ${token}` } });
        assert.equal(response.status, 200);
        assert.equal((await response.json()).sub, relay.user._id);
      }
    });

  test('a form', async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    for (const headers of [FORM, type]) {
      const response = await send({ method: 'POST', headers, body: `access_token=${token}` });
      assert.equal(response.status, 200);
    }
  });

  test('no credentials, or others than a bearer: a challenge that names no error', async () => {
    const json = { 'content-type': 'application/json' };
    for (const init of [
      {},
      { headers: { authorization: 'Basic YTpi' } },
      { headers: { authorization: 'Bearerx y' } },
      { method: 'POST', headers: json, body: JSON.stringify({ access_token: token }) },
      { method: 'POST', body: `access_token=${token}` },
      { method: 'POST', headers: FORM, body: 'x=y' },
    ]) {
      const response = await send(init);
      assert.equal(response.status, 401);
      assert.equal(response.headers.get('www-authenticate'), 'Bearer');
      assert.equal(await response.text(), '');
    }
    assert.equal(relay.provider.count('me'), 0);
  });

  test('a token in the query is refused, alone and beside a good one', async () => {
    const url = `${USERINFO}?access_token=${token}`;
    await assertRefused(await send({}, url), 400, 'invalid_request');
    await assertRefused(
      await send({ headers: { authorization: `Bearer ${token}` } }, url),
      400,
      'invalid_request',
    );
    assert.deepEqual(relay.log, []);
  });

  test('a token that comes twice', async () => {
    const headers = { ...FORM, authorization: `Bearer ${token}` };
    const body = `access_token=${token}`;
    await assertRefused(await send({ method: 'POST', headers, body }), 400, 'invalid_request');
    const twice = { method: 'POST', headers: FORM, body: `${body}&${body}` };
    await assertRefused(await send(twice), 400, 'invalid_request');
  });

  for (const odd of ['', 'a b', 'a, Bearer b', 'ü', '"x"', '=', 'a=b', 'x'.repeat(16385)])
    test(`a malformed token: ${JSON.stringify(odd.slice(0, 20))}`, async () => {
      await assertRefused(await send({ headers: { authorization: `Bearer ${odd}` } }), 401, 'invalid_token');
    });

  test('a body over the limit, one that never ends, and one that is no text', async () => {
    const huge = { method: 'POST', headers: FORM, body: 'x'.repeat(20_000) };
    assert.equal((await send(huge)).status, 413);
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1)) });
    const slow = new ReadableStream({});
    for (const [body, status] of /** @type {const} */ ([
      [endless, 413],
      [slow, 408],
    ])) {
      const oidc = relay.makeOidc({ deadline: 100 });
      const init = /** @type {any} */ ({ method: 'POST', headers: FORM, body, duplex: 'half' });
      assert.equal((await oidc.fetch(new Request(USERINFO, init))).status, status);
    }
    const odd = new Uint8Array([0x61, 0xff]);
    assert.equal((await send({ method: 'POST', headers: FORM, body: odd })).status, 400);
    assert.equal(relay.provider.count('me'), 0);
  });
});
