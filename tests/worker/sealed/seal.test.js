// Checks the seal: compact JWE (RFC 7516), with one purpose, one binding, one spelling and an expiry.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { calculateJwkThumbprint, EncryptJWT, jwtDecrypt } from 'jose';
import { importKeys, open, seal } from '../../../worker/sealed/seal.js';
import { KEY, SECOND_KEY } from '../../support/kit.js';

const NOW = 1_700_000_000;

describe('the seal', () => {
  /** @type {import('../../../worker/sealed/seal.js').Seals} */
  let seals;
  /** @type {import('../../../worker/sealed/seal.js').Seals} */
  let rotated;
  before(async () => {
    seals = { keys: await importKeys([KEY]), binding: 'ours' };
    rotated = { keys: await importKeys([SECOND_KEY, KEY]), binding: 'ours' };
  });

  /**
   * A token with our key, our binding, and one fault.
   *
   * @param {{ header?: object, claims?: object, key?: CryptoKey }} changes
   */
  const forge = ({ header = {}, claims = {}, key = seals.keys[0].key } = {}) =>
    new EncryptJWT({ sub: 'eve', aud: 'ours', purpose: 'session', exp: NOW + 1, ...claims })
      .setProtectedHeader({
        alg: 'dir',
        enc: 'A256GCM',
        v: 1,
        purpose: 'session',
        kid: seals.keys[0].kid,
        ...header,
      })
      .encrypt(key);

  test('gives back the claims, and says whether the first key sealed them', async () => {
    const token = await seal(seals, 'session', { sub: 'alice' }, NOW + 1);
    const opened = await open(seals, 'session', token, NOW);
    assert.ok(typeof opened !== 'string');
    assert.equal(opened.claims.sub, 'alice');
    assert.equal(opened.first_key, true);
    const later = await open(rotated, 'session', token, NOW);
    assert.equal(typeof later !== 'string' && later.first_key, false);
  });

  test('seals the same claims differently each time', async () => {
    const tokens = await Promise.all([1, 2, 3].map(() => seal(seals, 'session', { sub: 'a' }, NOW)));
    assert.equal(new Set(tokens).size, 3);
  });

  test('expires in the second that it says', async () => {
    const token = await seal(seals, 'session', {}, NOW);
    assert.notEqual(typeof (await open(seals, 'session', token, NOW - 1)), 'string');
    assert.equal(await open(seals, 'session', token, NOW), 'expired');
  });

  test('opens for its purpose and its binding alone', async () => {
    const purposes = /** @type {const} */ (['session', 'transaction', 'done']);
    for (const sealed of purposes) {
      const token = await seal(seals, sealed, {}, NOW + 1);
      for (const asked of purposes) {
        assert.equal((await open(seals, asked, token, NOW)) === 'unreadable', sealed !== asked);
      }
      assert.equal(await open({ ...seals, binding: 'theirs' }, sealed, token, NOW), 'unreadable');
    }
  });

  test('needs every member of header and claims as it seals them', async () => {
    assert.notEqual(await open(seals, 'session', await forge(), NOW), 'unreadable', 'the forger can forge');
    const other = (await importKeys([SECOND_KEY]))[0];
    const wrong = [
      { header: { purpose: 'transaction' } },
      { header: { purpose: undefined } },
      { header: { v: 2 } },
      { header: { v: '1' } },
      { header: { v: undefined } },
      { header: { kid: undefined } },
      { header: { kid: other.kid } },
      { header: { zip: 'DEF' } },
      { header: { crit: ['v'] } },
      { claims: { purpose: 'transaction' } },
      { claims: { purpose: undefined } },
      { claims: { aud: 'theirs' } },
      { claims: { aud: undefined } },
      { claims: { exp: undefined } },
      { key: other.key },
    ];
    for (const changes of wrong) {
      const token = await forge(changes).catch(() => '');
      assert.equal(await open(seals, 'session', token, NOW), 'unreadable', JSON.stringify(changes));
    }
  });

  test('takes no other algorithm, though the key would fit', async () => {
    const bytes = Buffer.from(KEY, 'base64url');
    for (const header of [
      { alg: 'A256KW', enc: 'A256GCM' },
      { alg: 'A256GCMKW', enc: 'A256GCM' },
      { alg: 'dir', enc: 'A128CBC-HS256' },
    ]) {
      const token = await new EncryptJWT({ aud: 'ours', purpose: 'session', exp: NOW + 1 })
        .setProtectedHeader({ v: 1, purpose: 'session', kid: seals.keys[0].kid, ...header })
        .encrypt(bytes);
      assert.equal(await open(seals, 'session', token, NOW), 'unreadable', header.alg);
    }
  });

  test('names its keys by the start of their RFC 7638 thumbprint, and keeps them from being exported', async () => {
    const [first, second] = rotated.keys;
    assert.notEqual(first.kid, second.kid);
    assert.ok((await calculateJwkThumbprint({ kty: 'oct', k: KEY })).startsWith(second.kid));
    assert.equal(first.key.extractable, false);
  });

  test('does not open what is no token at all', async () => {
    for (const token of [
      '',
      '.',
      '....',
      'a.b.c.d.e',
      'x'.repeat(5000),
      `${'A'.repeat(20)}..${'A'.repeat(16)}.A.${'A'.repeat(22)}`,
    ]) {
      assert.equal(await open(seals, 'session', token, NOW), 'unreadable');
    }
  });
});

describe('the seal and jose', () => {
  /** @type {import('../../../worker/sealed/seal.js').Seals} */
  let seals;
  before(async () => {
    seals = { keys: await importKeys([KEY]), binding: 'ours' };
  });
  const key = Buffer.from(KEY, 'base64url');
  const claims = { sub: 'alice', nickname: 'Ann \u{1f600} "\\ \ufeff', n: 1.5, list: [1, { a: null }] };

  test('jose opens what we seal', async () => {
    for (const purpose of /** @type {const} */ (['session', 'transaction', 'done'])) {
      const token = await seal(seals, purpose, claims, NOW + 1);
      const { payload, protectedHeader } = await jwtDecrypt(token, key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        audience: 'ours',
        currentDate: new Date(NOW * 1000),
      });
      assert.deepEqual(payload, { ...claims, purpose, aud: 'ours', exp: NOW + 1 });
      const { kid } = seals.keys[0];
      assert.deepEqual(protectedHeader, { alg: 'dir', enc: 'A256GCM', v: 1, purpose, kid });
    }
  });

  test('we open what jose seals with our header, of every length', async () => {
    for (let length = 0; length < 40; length += 1) {
      const all = { ...claims, pad: 'x'.repeat(length), purpose: 'session', aud: 'ours', exp: NOW + 1 };
      const header = { alg: 'dir', enc: 'A256GCM', v: 1, purpose: 'session', kid: seals.keys[0].kid };
      const token = await new EncryptJWT(all).setProtectedHeader(header).encrypt(key);
      const opened = await open(seals, 'session', token, NOW);
      assert.deepEqual(typeof opened === 'string' ? opened : opened.claims, all);
    }
  });

  test('is expired only if it is ours in all else', async () => {
    const header = { alg: 'dir', enc: 'A256GCM', v: 1, purpose: 'session', kid: seals.keys[0].kid };
    for (const [wrong, outcome] of /** @type {[object, string][]} */ ([
      [{}, 'expired'],
      [{ aud: 'theirs' }, 'unreadable'],
      [{ purpose: 'done' }, 'unreadable'],
    ])) {
      const all = { purpose: 'session', aud: 'ours', exp: NOW - 1, ...wrong };
      const token = await new EncryptJWT(all).setProtectedHeader(header).encrypt(key);
      assert.equal(await open(seals, 'session', token, NOW), outcome);
    }
  });
});
