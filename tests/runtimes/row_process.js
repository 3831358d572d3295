// A row in a process of its own. A bundler changes its process's environment, and something of a row may come to no end.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isScript, say } from '../../scripts/setup/process.js';
import { runRow } from './row.js';

const script = fileURLToPath(import.meta.url);

/**
 * What the row prints is printed at its end, since another row runs at the same time.
 *
 * @param {import('./everywhere.js').Row & { file: string }} row
 * @param {string} tarball
 * @returns {Promise<import('./everywhere.js').Result>}
 */
export async function runInProcess(row, tarball) {
  // The rows read what programs print, and some programs colour it where CI is set.
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
