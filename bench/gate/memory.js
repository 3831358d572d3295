// Measures the memory that a gate keeps after many checks. Runs the program of tests/isolation/gate_memory.test.js.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { round } from '../measure/judge.js';

const PROGRAM = fileURLToPath(new URL('../../tests/isolation/gate_checks.js', import.meta.url));
const MEBIBYTE = 2 ** 20;
const MOST_MEBIBYTES = 1;

/** @param {{ calls: number }} effort */
export async function measureMemory({ calls }) {
  const child = fork(PROGRAM, [String(calls)], { execArgv: ['--expose-gc', '--max-old-space-size=128'] });
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the gate's process ended: ${signal ?? code}`);
  });
  ended.catch(() => {});
  const [{ grown }] = await Promise.race([once(child, 'message'), ended]);
  return {
    what: `heap after ${calls.toLocaleString('en')} checks of the gate, one in a hundred with a forged cookie`,
    target: `grown by <= ${MOST_MEBIBYTES} MiB`,
    measured: `${round(grown / MEBIBYTE)} MiB`,
    met: grown <= MOST_MEBIBYTES * MEBIBYTE,
  };
}
