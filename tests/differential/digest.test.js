// Compares SHA-256 and base64url of the core with Node's crypto, for random inputs of every length from 0 to 1,024.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { core } from '../../bindings/wasm/inline.js';
import { base64url, claims, jws, readToken } from './login.js';
import { createRandom } from '../support/random.js';

const LONGEST = 1024;
const lengths = Array.from({ length: LONGEST + 1 }, (_, length) => length);

const sha256 = (/** @type {string | Uint8Array} */ bytes) => createHash('sha256').update(bytes).digest();

/** Replaces the last character by another one that decodes to the same bytes. @param {string} text */
function sloppy(text) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(text[text.length - 1]);
  return text.slice(0, -1) + alphabet[last ^ 1];
}

test('natively, both are those of Node for every length', () => {
  const { bytes } = createRandom(5);
  const inputs = lengths.map(bytes);
  const program = fileURLToPath(new URL('../../build/dev/digest', import.meta.url));
  const input = inputs.map((each) => `${Buffer.from(each).toString('hex')}\n`).join('');
  const { status, stdout, error } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 24 });
  assert.equal(error, undefined);
  assert.equal(status, 0);
  assert.deepEqual(
    stdout.trimEnd().split('\n'),
    inputs.map((each) => `${sha256(each).toString('hex')} ${base64url(each)} same`),
  );
});

test('in the wasm, at_hash is the left half of the SHA-256 for access tokens of every length', () => {
  const { below } = createRandom(6);
  for (const length of lengths.slice(1)) {
    const access_token = String.fromCharCode(...Array.from({ length }, () => 0x20 + below(0x5f)));
    const at_hash = base64url(sha256(access_token).subarray(0, 16));
    assert.equal(readToken(jws({ ...claims, at_hash }), { access_token }), 'accepted', `length ${length}`);
    const other = at_hash.startsWith('A') ? `B${at_hash.slice(1)}` : `A${at_hash.slice(1)}`;
    assert.equal(
      readToken(jws({ ...claims, at_hash: other }), { access_token }),
      'id_token_at_hash_mismatch',
    );
  }
});

test('in the wasm, base64url of every length is decoded, in its one spelling alone', () => {
  const { bytes } = createRandom(7);
  for (const length of lengths) {
    const signature = base64url(bytes(length + 1));
    const padded = jws({ ...claims, x: 'x'.repeat(length) }, signature);
    assert.equal(readToken(padded), 'accepted', `length ${length}`);
    if (signature.length % 4 === 0) continue; // no unused bits
    const whole = signature.slice(0, -(signature.length % 4));
    for (const spelling of [sloppy(signature), `${signature}=`, `${whole}A`])
      assert.equal(readToken(jws(claims, spelling)), 'id_token_malformed', `${length}: ${spelling}`);
  }
});

test('in the wasm, state, nonce and verifier are the random bytes, and the challenge is the verifier hashed', () => {
  const { bytes } = createRandom(8);
  const client = { api_url: 'https://chat.example', client_id: 'c', redirect_uri: 'https://app.example/cb' };
  for (let i = 0; i < 1000; i++) {
    const random = bytes(96);
    const { url, transaction } = core.begin(core.configure(client), { random, now: 1 });
    const { state, nonce, code_verifier } = transaction;
    const halves = [random.subarray(0, 32), random.subarray(32, 64), random.subarray(64)].map(base64url);
    assert.deepEqual([state, nonce, code_verifier], halves);
    assert.equal(new URL(url).searchParams.get('code_challenge'), base64url(sha256(code_verifier)));
  }
});
