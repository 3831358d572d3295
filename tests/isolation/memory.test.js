// One account with a nickname of 60,000 letters logs in again and again over the routes. A worker with a small heap
// survives, and keeps no more than it promises. `npm test -- --full isolation/memory` runs ten thousand logins.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The short form detects a worker that keeps nicknames: they would take 36 MB. */
const LOGINS = process.env.TAILCHAT_LOGIN_FULL_TESTS ? 10_000 : 600;
const HEAP_MEBIBYTES = 128;
const MEBIBYTE = 2 ** 20;
const MOST_GROWTH = 16 * MEBIBYTE;

for (const stored of [0, 1])
  test(`${stored ? 'with' : 'without'} a store, the logins of one account leave 16 MiB in a heap of 128`, async (context) => {
    const program = fileURLToPath(new URL('./attack.js', import.meta.url));
    const child = fork(program, [LOGINS, stored].map(String), {
      execArgv: ['--expose-gc', `--max-old-space-size=${HEAP_MEBIBYTES}`],
    });
    const ended = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`the worker's process ended: ${signal ?? code}`);
    });
    ended.catch(() => {});
    const [{ grown, seconds }] = await Promise.race([once(child, 'message'), ended]);
    context.diagnostic(`${LOGINS} logins, ${(grown / MEBIBYTE).toFixed(1)} MiB, ${seconds.toFixed(1)} s`);
    assert.ok(grown < MOST_GROWTH, `${grown} bytes`);
    assert.ok(grown > MEBIBYTE, 'the last ones are kept');
  });
