// Checks base64url in both directions, and its only spelling.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { decodeBase64url, encodeBase64url } from '../../../worker/sealed/base64url.js';

/** @param {string} text @param {number} length */
function decode(text, length) {
  const bytes = new Uint8Array(length);
  return decodeBase64url(text, bytes, 0) ? Buffer.from(bytes) : undefined;
}

describe('base64url', () => {
  test('has the vectors of RFC 4648 section 10, without padding, and of RFC 7515 appendix C', () => {
    const vectors = {
      '': '',
      f: 'Zg',
      fo: 'Zm8',
      foo: 'Zm9v',
      foob: 'Zm9vYg',
      fooba: 'Zm9vYmE',
      foobar: 'Zm9vYmFy',
    };
    for (const [plain, text] of Object.entries(vectors)) {
      assert.equal(encodeBase64url(Buffer.from(plain)), text);
      assert.equal(decode(text, plain.length)?.toString(), plain);
    }
    assert.equal(encodeBase64url(Uint8Array.of(3, 236, 255, 224, 193)), 'A-z_4ME');
  });

  test('is what Node makes and reads, for every length up to 300', () => {
    for (let length = 0; length <= 300; length += 1) {
      const bytes = randomBytes(length);
      const text = bytes.toString('base64url');
      assert.equal(encodeBase64url(bytes), text);
      assert.ok(decode(text, length)?.equals(bytes));
    }
  });

  test('is decoded to where it is told, and nowhere else', () => {
    const bytes = new Uint8Array(7).fill(9);
    assert.ok(decodeBase64url('Zm9v', bytes, 2));
    assert.deepEqual([...bytes], [9, 9, 0x66, 0x6f, 0x6f, 9, 9]);
  });

  test('has one spelling: of 64 last characters those without unused bits', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const taken = (/** @type {string} */ start) =>
      [...alphabet].filter((letter) => decode(start + letter, 3)).join('');
    assert.equal(taken('Z'), 'AQgw');
    assert.equal(taken('Zm'), 'AEIMQUYcgkosw048');
    assert.equal(taken('Zm9'), alphabet);
  });

  for (const text of [
    'A',
    'AAAAA',
    'AB',
    'AAB',
    'AA=',
    'AA==',
    'A A',
    'AA\n',
    'AA+A',
    'AA/A',
    'AA.A',
    'AAé',
    'AA\u0141',
    'AA\0A',
  ])
    test(`is not ${JSON.stringify(text)}`, () => assert.equal(decode(text, 8), undefined));
});
