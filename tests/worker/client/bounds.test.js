// Checks the limits of a request to Tailchat without a server, by counting steps. If a limit is missing, nothing is
// left to wait for, and the test ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'tailchat-login';
import { createVerifier } from 'tailchat-login/verify';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { makeKey, NOW } from '../../support/verifier.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const options = {
  apiUrl: 'https://chat.example',
  clientId: 'tc_1',
  clientSecret: 'the secret of the app',
  redirectUri: 'https://app.example/callback',
};
const never = () => new Promise(() => {});

/**
 * Begins a login, and exchanges its code.
 *
 * @param {any} fetch
 * @param {{ deadline?: number, signal?: AbortSignal }} [changes]
 */
async function exchange(fetch, { deadline = 5000, signal } = {}) {
  const client = createClient({ ...options, fetch, deadline });
  const { transaction } = client.begin();
  const answer = new URLSearchParams({ code: 'c', state: transaction.state, iss: options.apiUrl });
  return client.exchange(client.callback(`${options.redirectUri}?${answer}`, transaction), { signal });
}

test('an endless answer is left at the limit, and its connection let go', async () => {
  const chunk = 1024;
  let pulled = 0;
  let cancelled = false;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(chunk).fill(0x20));
      // The body ends even if the limit is missing, so that the test cannot hang.
      if (pulled === (10 * LIMITS.response_bytes) / chunk) controller.close();
    },
    cancel() {
      cancelled = true;
    },
  });
  await assert.rejects(
    exchange(async () => new Response(endless, { headers: JSON_TYPE })),
    { code: 'token_response_too_large' },
  );
  assert.ok(pulled <= LIMITS.response_bytes / chunk + 3, `${pulled} chunks were read`);
  assert.ok(cancelled);
});

test('a fetch that never answers, and heeds no signal, is left at the deadline', async () => {
  await assert.rejects(exchange(never, { deadline: 20 }), { code: 'deadline_exceeded' });
});

test('a body that never comes is left at the deadline', async () => {
  const silent = async () => new Response(new ReadableStream(), { headers: JSON_TYPE });
  await assert.rejects(exchange(silent, { deadline: 20 }), { code: 'deadline_exceeded' });
});

test('a caller who leaves ends the request', async () => {
  const controller = new AbortController();
  const left = exchange(never, { deadline: 500, signal: controller.signal });
  controller.abort(new Error('left'));
  await assert.rejects(left, { code: 'upstream_unreachable' });
});

test('a set of keys is read up to its limit, and not with one byte more', async () => {
  const key = await makeKey('ours');
  const id_token = await key.sign();
  const keys = JSON.stringify({ keys: [key.jwk] });
  /** @param {number} length */
  const verify = (length) =>
    createVerifier({
      apiUrl: options.apiUrl,
      now: () => NOW * 1000,
      fetch: async () => new Response(keys.padEnd(length), { headers: JSON_TYPE }),
    })(id_token);
  assert.equal((await verify(LIMITS.jwks_bytes)).sub, 'alice');
  await assert.rejects(verify(LIMITS.jwks_bytes + 1), { code: 'jwks_invalid' });
});
