// The command line, as a process.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

/** @typedef {{ program?: string, cwd?: string, input?: string }} Options */

/** @param {string[]} args @param {Record<string, string | undefined>} [env] @param {Options} [options] */
export function start(args, env = {}, { program = CLI, cwd, input } = {}) {
  const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, ...env }, cwd });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const output = { out: '', error: '' };
  child.stdout.on('data', (chunk) => (output.out += chunk));
  child.stderr.on('data', (chunk) => (output.error += chunk));
  const ended = once(child, 'close').then(([status]) => ({ status, ...output }));
  return { child, output, ended };
}

/** @param {string[]} args @param {Record<string, string | undefined>} [env] @param {Options} [options] */
export const run = (args, env, options) => start(args, env, options).ended;

/**
 * Waits until the output matches the pattern, and returns the matched group.
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
