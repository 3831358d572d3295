// Checks how a verifier gets its keys: from one address, rarely, once for all waiting callers, and within limits.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { createVerifier } from 'tailchat-login/verify';
import { createKeySet } from '../../../worker/verify/key_set.js';
import { answer } from '../../support/faults.js';
import { makeKey, serve, start } from '../../support/verifier.js';

const COOLDOWN = LIMITS.jwks_cooldown_seconds * 1000;

describe('the keys', () => {
  /** @type {import('../../support/verifier.js').TestKey} */
  let ours;
  /** @type {import('../../support/verifier.js').TestKey} */
  let next;
  before(async () => {
    [ours, next] = await Promise.all([makeKey('a'), makeKey('b')]);
  });

  const refused = { code: 'id_token_signature_invalid' };

  test('are asked for when they are first needed, once for all who wait', async (t) => {
    /** @type {import('node:http').ServerResponse[]} */
    const waiting = [];
    /** @type {() => void} */
    let arrived = () => {};
    const first = new Promise((resolve) => {
      arrived = () => resolve(undefined);
    });
    const { verify, count } = await start(t, (_, response) => {
      waiting.push(response);
      arrived();
    });
    assert.equal(count(), 0);
    const token = await ours.sign();
    const all = Promise.all(Array.from({ length: 200 }, () => verify(token)));
    await first;
    const late = verify(token);
    for (const response of waiting)
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ keys: [ours.jwk] }));
    await all;
    await late;
    assert.equal(count(), 1);
  });

  test('are kept for their life, and asked for again after it', async (t) => {
    const { state, verify, count } = await start(t, serve(ours.jwk), { cacheSeconds: 100 });
    const token = await ours.sign();
    await verify(token);
    state.now += 99_999;
    await verify(token);
    assert.equal(count(), 1);
    state.now += 1;
    state.listener = serve(next.jwk);
    await assert.rejects(verify(token), refused, 'a key that is gone is not kept');
    assert.equal(count(), 2);
    await verify(await next.sign());
    assert.equal(count(), 2);
  });

  test('past their life do not stand in for an answer that fails', async (t) => {
    const { state, verify } = await start(t, serve(ours.jwk), { cacheSeconds: 1 });
    const token = await ours.sign();
    await verify(token);
    state.now += 1000;
    state.listener = answer(503, 'text/plain', 'busy');
    await assert.rejects(verify(token), { code: 'jwks_invalid' });
    state.listener = serve(ours.jwk);
    await verify(token);
  });

  test('are asked for again for an unknown kid, only after the cool-down', async (t) => {
    const { state, verify, count } = await start(t, serve(ours.jwk), { cacheSeconds: 86400 });
    await verify(await ours.sign());
    state.listener = serve(ours.jwk, next.jwk);
    const token = await next.sign();
    state.now += COOLDOWN - 1;
    for (let attempt = 0; attempt < 10; attempt += 1) await assert.rejects(verify(token), refused);
    assert.equal(count(), 1);
    state.now += 1;
    await verify(token);
    assert.equal(count(), 2);
    await verify(await ours.sign());
    assert.equal(count(), 2);
  });

  test('are asked for once for many unknown kids at a time, and the rest waits for the next cool-down', async (t) => {
    const { state, verify, count } = await start(t, serve(ours.jwk), { cacheSeconds: 86400 });
    await verify(await ours.sign());
    state.now += COOLDOWN;
    const tokens = await Promise.all(
      Array.from({ length: 50 }, (_, index) => next.sign({ kid: `made up ${index}` })),
    );
    const results = await Promise.allSettled(tokens.map((token) => verify(token)));
    assert.ok(results.every(({ status }) => status === 'rejected'));
    assert.equal(count(), 2);
    await assert.rejects(verify(tokens[0]), refused);
    assert.equal(count(), 2);
  });

  test('that somebody else has fetched meanwhile serve who still holds the old ones, in the cool-down too', async () => {
    let asked = 0;
    let now = 0;
    const set = createKeySet({
      url: 'https://chat.example/open/jwks',
      deadline: 1000,
      cacheSeconds: 86400,
      now: () => now,
      log: () => {},
      fetch: async () => {
        asked += 1;
        return new Response('{"keys":[]}', { headers: { 'content-type': 'application/json' } });
      },
    });
    const old = await set.get();
    now = COOLDOWN;
    const newer = await set.getNewer(old);
    assert.ok(newer !== undefined && newer !== old);
    assert.equal(await set.getNewer(old), newer);
    assert.equal(await set.getNewer(newer), undefined);
    assert.equal(asked, 2);
  });

  test('that failed to come for an unknown kid cool down as well, and the known ones stay', async (t) => {
    const { state, verify, count } = await start(t, serve(ours.jwk), { cacheSeconds: 86400 });
    await verify(await ours.sign());
    state.now += COOLDOWN;
    state.listener = answer(500, 'text/plain', '');
    await assert.rejects(verify(await next.sign()), { code: 'jwks_invalid' });
    await assert.rejects(verify(await next.sign()), refused);
    assert.equal(count(), 2);
    await verify(await ours.sign());
    assert.equal(count(), 2);
  });

  const json = 'application/json';
  const bad = /** @type {[string, number, string, string | Buffer][]} */ ([
    ['an HTML page', 200, 'text/html', '<!doctype html><title>Tailchat</title>'],
    ['HTML that says it is JSON', 200, json, '<!doctype html>'],
    ['JSON that says it is HTML', 200, 'text/html', '{"keys":[]}'],
    ['JSON-like types', 200, 'application/jsonp', '{"keys":[]}'],
    ['404', 404, json, '{"name":"NotFoundError"}'],
    ['201', 201, json, '{"keys":[]}'],
    ['204', 204, json, ''],
    ['an empty body', 200, json, ''],
    ['null', 200, json, 'null'],
    ['an array', 200, json, '[]'],
    ['no keys', 200, json, '{}'],
    ['keys that are no array', 200, json, '{"keys":{}}'],
    ['keys that are no objects', 200, json, '{"keys":[null]}'],
    ['keys that are texts', 200, json, '{"keys":["a"]}'],
    ['JSON cut off', 200, json, '{"keys":[{"kty":"RSA"'],
    ['bytes that are no UTF-8', 200, json, Buffer.from([0x7b, 0xff, 0x7d])],
    ['UTF-16', 200, json, Buffer.from('\ufeff{"keys":[]}', 'utf16le')],
  ]);
  for (const [what, status, type, body] of bad) {
    test(`are not ${what}: jwks_invalid, and the next attempt may succeed at once`, async (t) => {
      const { state, verify } = await start(t, answer(status, type, body));
      await assert.rejects(verify(await ours.sign()), { code: 'jwks_invalid', status: 502 });
      state.listener = serve(ours.jwk);
      await verify(await ours.sign());
    });
  }

  test('may be of application/jwk-set+json, with or without parameters', async (t) => {
    const body = JSON.stringify({ keys: [ours.jwk] });
    for (const type of [
      'application/jwk-set+json',
      'application/jwk-set+json; charset=utf-8',
      'Application/JSON;a=b',
    ]) {
      const { verify } = await start(t, answer(200, type, body));
      await verify(await ours.sign());
    }
  });

  test('come from no redirect, not even on the same server', async (t) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { verify, server } = await start(t, (request, response) =>
        request.url === '/open/jwks'
          ? response.writeHead(status, { location: '/keys' }).end()
          : serve(ours.jwk)(request, response),
      );
      await assert.rejects(verify(await ours.sign()), { code: 'upstream_redirected' });
      assert.equal(server.requests.length, 1);
    }
  });

  test('that never end are not read to the end', async (t) => {
    const { verify } = await start(t, (_, response) => {
      response.writeHead(200, { 'content-type': json });
      const chunk = Buffer.alloc(16384, ' ');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await assert.rejects(verify(await ours.sign()), { code: 'jwks_invalid' });
  });

  test('that do not come end with the deadline, or with the caller', async (t) => {
    const hang = await start(t, () => {}, { deadline: 1000 });
    await assert.rejects(hang.verify(await ours.sign()), { code: 'deadline_exceeded', status: 504 });
    hang.state.listener = serve(ours.jwk);
    hang.state.now += 1000;
    await hang.verify(await ours.sign());

    const patient = await start(t, () => {}, { deadline: 60_000 });
    const leaving = new AbortController();
    const one = patient.verify(await ours.sign(), { signal: leaving.signal });
    const other = patient.verify(await ours.sign(), { signal: AbortSignal.timeout(1) });
    leaving.abort();
    await assert.rejects(one, { code: 'upstream_unreachable' });
    await assert.rejects(other, { code: 'deadline_exceeded' });
    patient.server.close();
  });

  test('whose request hangs on are asked for anew once its time is over', async () => {
    // Imitates an isolate that stops a fetch together with the request that began it: the promise never settles.
    let asked = 0;
    let now = 0;
    const verify = createVerifier({
      apiUrl: 'https://chat.example',
      now: () => now,
      deadline: 1000,
      fetch: async () => {
        asked += 1;
        if (asked === 1) return new Promise(() => {});
        return new Response(JSON.stringify({ keys: [ours.jwk] }), { headers: { 'content-type': json } });
      },
    });
    const token = await ours.sign({}, { iat: 0, exp: 3600 });
    const gone = new AbortController();
    const first = verify(token, { signal: gone.signal });
    gone.abort();
    await assert.rejects(first, { code: 'upstream_unreachable' });
    now = 1000;
    await verify(token);
    assert.equal(asked, 2);
  });

  test('that cannot be reached are upstream_unreachable', async (t) => {
    const { verify, server } = await start(t, serve());
    await server.close();
    await assert.rejects(verify(await ours.sign()), { code: 'upstream_unreachable' });
    const reset = await start(t, (request) => request.socket.destroy());
    await assert.rejects(reset.verify(await ours.sign()), { code: 'upstream_unreachable' });
  });
});

describe('createVerifier', () => {
  for (const apiUrl of [
    'http://chat.example',
    'https://user@chat.example',
    'https://chat.example/?a=b',
    'https://chat.example/#a',
    'https://chat.example\\@evil.example',
    ' https://chat.example',
    'ftp://chat.example',
    'chat.example',
    `https://chat.example/${'a'.repeat(512)}`,
  ]) {
    test(`refuses the address ${apiUrl.slice(0, 40)}`, () => {
      assert.throws(() => createVerifier({ apiUrl }), { code: 'api_url_invalid' });
    });
  }

  test('names the option that is wrong', () => {
    for (const [option, value] of /** @type {[string, unknown][]} */ ([
      ['apiUrl', undefined],
      ['cacheSeconds', 0],
      ['cacheSeconds', 86401],
      ['fetch', 'x'],
      ['clientSecret', 'x'],
      ['jwksUrl', 'https://evil.example'],
    ])) {
      const options = /** @type {any} */ ({ apiUrl: 'https://chat.example', [option]: value });
      assert.throws(() => createVerifier(options), { code: 'configuration_invalid', option });
    }
  });

  test('asks below the path of the address, with one slash between', async () => {
    /** @type {string[]} */
    const asked = [];
    for (const apiUrl of ['https://chat.example', 'https://chat.example/', 'https://chat.example/sub/']) {
      const verify = createVerifier({
        apiUrl,
        fetch: async (url) => {
          asked.push(String(url));
          throw new Error('not here');
        },
      });
      await assert.rejects(verify('a.b.c'));
    }
    assert.deepEqual(asked, [
      'https://chat.example/open/jwks',
      'https://chat.example/open/jwks',
      'https://chat.example/sub/open/jwks',
    ]);
  });
});
