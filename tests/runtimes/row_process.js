// Runs a row in its own process, because a bundler changes the environment of its process, and a row may hang.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isScript, say } from '../../scripts/setup/process.js';
import { runRow } from './row.js';

const script = fileURLToPath(import.meta.url);

/**
 * The output of the row is printed when it ends, because another row runs at the same time.
 *
 * @param {import('./everywhere.js').Row & { file: string }} row
 * @param {string} tarball
 * @returns {Promise<import('./everywhere.js').Result>}
 */
export async function runInProcess(row, tarball) {
  // The rows read the output of programs, and some programs colour it if CI is set.
  const env = { ...process.env, NO_COLOR: '1' };
  const child = fork(script, [row.file, row.name, tarball], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  /** @type {Omit<import('./everywhere.js').Result, 'row'> | undefined} */
  let result;
  child.once('message', (/** @type {any} */ message) => {
    result = message;
    child.kill('SIGKILL');
  });
  const code = await new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  say(`== ${row.name}\n${output}`.trimEnd());
  if (result) return { row, ...result };
  say(`FAILED ${row.name}: its process ended (${code})`);
  return { row, outcome: { tests: 0, failures: ['its process ended'] }, milliseconds: 0 };
}

if (isScript(import.meta.url)) {
  const [file, name, tarball] = process.argv.slice(2);
  const { rows } = await import(`./rows/${file}`);
  const row = rows.find((/** @type {import('./everywhere.js').Row} */ row) => row.name === name);
  const { outcome, milliseconds } = await runRow(row, tarball);
  process.send?.({ outcome, milliseconds });
}
