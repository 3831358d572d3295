// Checks which signatures a verifier accepts, and with which keys.
import assert from 'node:assert/strict';
import { KeyObject } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { base64url, CompactSign, SignJWT, UnsecuredJWT } from 'jose';
import { compact, rs256 } from '../../support/tokens.js';
import { CLAIMS, CLIENT_ID, ISSUER, makeKey, NOW, serve, start } from '../../support/verifier.js';

describe('an id_token', () => {
  /** @type {import('../../support/verifier.js').TestKey} */
  let ours;
  /** @type {import('../../support/verifier.js').TestKey} */
  let other;
  /** @type {import('../../support/verifier.js').TestKey} */
  let ec;
  before(async () => {
    [ours, other, ec] = await Promise.all([makeKey('a'), makeKey('b'), makeKey('c', 'ES256')]);
  });

  const refused = { code: 'id_token_signature_invalid', status: 502 };

  test('signed by the key that its kid names is accepted, and its claims come back', async (t) => {
    const { verify, server } = await start(t, serve(other.jwk, ours.jwk));
    assert.deepEqual(await verify(await ours.sign()), CLAIMS);
    assert.equal(server.requests[0].url, '/open/jwks');
    assert.equal(server.requests[0].body, '');
    for (const name of ['origin', 'cookie', 'authorization', 'referer'])
      assert.equal(server.requests[0].headers[name], undefined);
  });

  test('with any byte of its signature changed is refused, and so is one cut off', async (t) => {
    const { state, verify, count } = await start(t, serve(ours.jwk));
    const [header, claims, signature] = (await ours.sign()).split('.');
    const bytes = base64url.decode(signature);
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = bytes.map((byte, at) => (at === index ? byte ^ 1 : byte));
      state.now += 1000; // after the pause between fetches, within the life of the keys
      await assert.rejects(verify(`${header}.${claims}.${base64url.encode(changed)}`), refused);
    }
    for (const length of [0, 1, 128, 255])
      await assert.rejects(
        verify(`${header}.${claims}.${base64url.encode(bytes.subarray(0, length))}`),
        refused,
      );
    assert.equal(count(), 1, 'a bad signature is no reason to ask for other keys');
  });

  test('with another claim or header under the same signature is refused', async (t) => {
    const { verify } = await start(t, serve(ours.jwk));
    const [header, claims, signature] = (await ours.sign()).split('.');
    const eve = base64url.encode(JSON.stringify({ ...CLAIMS, sub: 'eve' }));
    const spaced = base64url.encode(JSON.stringify({ kid: 'a', alg: 'RS256' }));
    await assert.rejects(verify(`${header}.${eve}.${signature}`), refused);
    await assert.rejects(verify(`${spaced}.${claims}.${signature}`), refused);
  });

  test('signed by another key under our kid is refused', async (t) => {
    const { verify } = await start(t, serve(ours.jwk));
    await assert.rejects(verify(await other.sign({ kid: 'a' })), refused);
  });

  test('that brings its own key, or the address of one, is refused, and nothing else is asked', async (t) => {
    const { verify, server, state } = await start(t, serve(ours.jwk));
    for (const header of [
      { jwk: { kty: other.jwk.kty, n: other.jwk.n, e: other.jwk.e } },
      { jku: `${server.url}/evil/jwks` },
      { x5u: `${server.url}/evil/x5u` },
      { x5c: ['AAAA'] },
    ]) {
      state.now += 31_000;
      await assert.rejects(verify(await other.sign({ ...header, kid: 'a' })), refused);
      await assert.rejects(verify(await other.sign({ ...header, kid: undefined })), refused);
      assert.equal((await verify(await ours.sign(header))).sub, 'alice', 'a key of ours is found by kid');
    }
    assert.deepEqual([...new Set(server.requests.map(({ url }) => url))], ['/open/jwks']);
  });

  // oidcc-client-test-kid-absent-single-jwks
  test('without kid is accepted where exactly one key is fit for RS256 signatures', async (t) => {
    const { state, verify } = await start(t, serve(ours.jwk), { cacheSeconds: 1 });
    assert.equal((await verify(await ours.sign({ kid: undefined }))).sub, 'alice');
    state.listener = serve(ec.jwk, { ...other.jwk, use: 'enc' }, { ...other.jwk, alg: 'PS256' }, ours.jwk);
    state.now += 2000;
    assert.equal((await verify(await ours.sign({ kid: undefined }))).sub, 'alice');
    await assert.rejects(verify(await other.sign({ kid: undefined })), refused);
  });

  // oidcc-client-test-kid-absent-multiple-jwks; OpenID Connect Core 10.1: a kid is then required
  test('without kid is refused where more keys are fit, though one of them signed it', async (t) => {
    const { verify, count } = await start(t, serve(ours.jwk, other.jwk));
    await assert.rejects(verify(await ours.sign({ kid: undefined })), refused);
    await assert.rejects(verify(await other.sign({ kid: undefined })), refused);
    assert.equal(count(), 1);
  });

  test('whose kid names two keys is refused', async (t) => {
    const { verify } = await start(t, serve(ours.jwk, { ...other.jwk, kid: 'a' }));
    await assert.rejects(verify(await ours.sign()), refused);
  });

  test('is RS256 and nothing else: none, HS256 with the public key, PS256, ES256', async (t) => {
    const { verify } = await start(t, serve(ours.jwk, ec.jwk));
    const secret = new TextEncoder().encode(JSON.stringify(ours.jwk));
    const none = new UnsecuredJWT(CLAIMS).encode();
    for (const token of [
      await new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256', kid: 'a' }).sign(secret),
      await new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256' }).sign(base64url.decode(ours.jwk.n ?? '')),
      await ec.sign(),
      none,
      `${none}c2ln`,
    ])
      await assert.rejects(verify(token), { code: 'id_token_alg_invalid' });
  });

  test('that is no JWS of claims is malformed', async (t) => {
    const { verify, count } = await start(t, serve(ours.jwk));
    const header = base64url.encode(JSON.stringify({ alg: 'RS256', kid: 'a' }));
    const array = await new CompactSign(new TextEncoder().encode('[1]'))
      .setProtectedHeader({ alg: 'RS256', kid: 'a' })
      .sign(ours.privateKey);
    for (const token of ['', '.', '..', 'a.b', 'a.b.c.d.e', `${header}.e30`, `!.${header}.a`, array])
      await assert.rejects(verify(token), { code: 'id_token_malformed' }, token);
    const asked = count();
    for (const value of [undefined, null, 1, {}, ['a']])
      await assert.rejects(verify(/** @type {any} */ (value)), { code: 'id_token_malformed' });
    assert.equal(count(), asked, 'no key is needed for that');
  });

  test('with a critical extension is refused, though the signature is right', async (t) => {
    const { verify } = await start(t, serve(ours.jwk));
    const signer = rs256(KeyObject.from(ours.privateKey));
    const header = { alg: 'RS256', kid: 'a' };
    await verify(compact(header, CLAIMS, signer));
    for (const extension of [
      { crit: ['x'], x: 1 },
      { crit: ['b64'], b64: false },
      { crit: ['exp'], exp: NOW },
      { crit: [] },
      { crit: 'b64', b64: true },
    ]) {
      const token = compact({ ...header, ...extension }, CLAIMS, signer);
      await assert.rejects(verify(token), { name: 'TailchatLoginError' }, JSON.stringify(extension));
    }
  });

  test('has its times checked within the leeway of 60 seconds', async (t) => {
    const { state, verify } = await start(t, serve(ours.jwk));
    const token = await ours.sign({}, { nbf: NOW });
    for (const [seconds, code] of /** @type {[number, string | undefined][]} */ ([
      [NOW + 3659, undefined],
      [NOW + 3660, 'id_token_exp_invalid'],
      [NOW - 60, undefined],
      [NOW - 61, 'id_token_nbf_invalid'],
    ])) {
      state.now = seconds * 1000;
      if (code === undefined) await verify(token);
      else await assert.rejects(verify(token), { code });
    }
  });

  test('has iss and aud checked where the verifier was given them', async (t) => {
    const { verify } = await start(t, serve(ours.jwk), { issuer: ISSUER, clientId: CLIENT_ID });
    assert.equal((await verify(await ours.sign())).sub, 'alice');
    await assert.rejects(verify(await ours.sign({}, { iss: `${ISSUER}/` })), {
      code: 'id_token_iss_mismatch',
    });
    await assert.rejects(verify(await ours.sign({}, { aud: 'tc_other' })), { code: 'id_token_aud_mismatch' });
    await assert.rejects(verify(await ours.sign({}, { aud: undefined })), { code: 'id_token_aud_mismatch' });
  });

  test('cannot be verified by what is no RSA key of 2048 bits or is a secret one', async (t) => {
    const { state, verify } = await start(t, serve(), { cacheSeconds: 1 });
    const { n, e } = ours.jwk;
    for (const key of [
      { ...ours.jwk, n: 'AQAB' },
      { ...ours.jwk, n: undefined },
      { ...ours.jwk, n: 1 },
      { ...ours.jwk, e: '' },
      { ...ours.jwk, kty: 'EC' },
      { ...ours.jwk, use: 'enc' },
      { ...ours.jwk, alg: 'RS512' },
      { ...ours.jwk, key_ops: ['encrypt'] },
      { kty: 'oct', kid: 'a', k: n },
      { n, e, kid: 'a' },
    ]) {
      state.listener = serve(key);
      state.now += 31_000;
      await assert.rejects(verify(await ours.sign()), refused, JSON.stringify(key).slice(0, 80));
    }
  });
});
