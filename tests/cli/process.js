// The command line, as a process.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

/** @param {string[]} args @param {Record<string, string | undefined>} [env] @param {string} [cwd] */
export function start(args, env = {}, cwd = undefined) {
  const child = spawn(process.execPath, [CLI, ...args], { env: { PATH: process.env.PATH, ...env }, cwd });
  const output = { out: '', error: '' };
  child.stdout.on('data', (chunk) => (output.out += chunk));
  child.stderr.on('data', (chunk) => (output.error += chunk));
  const ended = once(child, 'close').then(([status]) => ({ status, ...output }));
  return { child, output, ended };
}

/** @param {string[]} args @param {Record<string, string | undefined>} [env] @param {string} [cwd] */
export const run = (args, env, cwd) => start(args, env, cwd).ended;

/**
 * Waits until it has said this, and gives what the pattern holds.
 *
 * @param {ReturnType<typeof start>} started
 * @param {RegExp} [pattern]
 */
export async function listening({ child, output, ended }, pattern = /listening on (\S+)/) {
  const found = () => pattern.exec(output.out)?.[1];
  while (found() === undefined)
    await Promise.race([once(child.stdout, 'data'), ended.then(() => assert.fail(output.error))]);
  return /** @type {string} */ (found());
}
