// Runs the same mutated inputs each time. `npm run fuzz` continues with others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCookies, fuzzReaders } from './readers.js';

test('Cookie, Accept, a path, a seal and the body of exchange: 1,500 mutated inputs each, and nothing but an answer', async () => {
  const counts = await fuzzReaders(1, { inputs: 1500 });
  assert.deepEqual(counts, { cookies: 1500, accept: 1500, request_path: 1500, seal: 1500, exchange: 1500 });
});

test('a Cookie header is read in linear steps, whatever is in it', () => {
  const start = '__Host-tailchat_';
  const length = 16_384;
  const fill = (/** @type {string} */ text) => text.repeat(Math.ceil(length / text.length)).slice(0, length);
  for (const text of [
    start,
    `${start};`,
    `${start} `,
    ` ;${start}=`,
    ' ',
    ';',
    '=',
    `${start}${' '.repeat(400)}`,
    '__Host-',
  ])
    checkCookies(fill(text));
});
