// A gate keeps no memory of the requests that it answered. `npm test -- --full isolation/gate_memory` asks a million times.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const CHECKS = process.env.TAILCHAT_LOGIN_FULL_TESTS ? 1_000_000 : 20_000;
const MEBIBYTE = 2 ** 20;
/** The short form detects a gate that keeps addresses: 100 bytes of each check add up to 2 MB. */
const MOST_GROWTH = MEBIBYTE;

test('checks about other paths and with forged cookies leave less than 1 MiB', async (context) => {
  const program = fileURLToPath(new URL('./gate_checks.js', import.meta.url));
  const child = fork(program, [String(CHECKS)], { execArgv: ['--expose-gc', '--max-old-space-size=128'] });
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the gate's process ended: ${signal ?? code}`);
  });
  ended.catch(() => {});
  const [{ grown }] = await Promise.race([once(child, 'message'), ended]);
  context.diagnostic(`${CHECKS} checks, ${(grown / MEBIBYTE).toFixed(2)} MiB`);
  assert.ok(grown < MOST_GROWTH, `${grown} bytes`);
});
