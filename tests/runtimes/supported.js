// Makes the table of supported runtimes in docs/runtimes.md from the results of a whole run.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/setup/process.js';

/** @typedef {import('./everywhere.js').Result} Result */

const PAGE = join(root, 'docs/runtimes.md');
const PLACE = /(<!-- supported -->\n)[^]*?(\n<!-- \/supported -->)/;
const KINDS = ['runtime', 'bundler'];

/** @param {Result[]} results */
function render(results) {
  const lines = KINDS.flatMap((kind) => results.filter(({ row }) => row.kind === kind)).map(
    ({ row, outcome }) => [row.title, outcome.version ?? '', outcome.condition ?? '', outcome.tests],
  );
  const head = ['runtime or bundler', 'version', 'condition', 'tests'];
  return [head, head.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** @param {Result[]} results of all rows, none of which failed */
export async function writeSupported(results) {
  const text = await readFile(PAGE, 'utf8');
  if (!PLACE.test(text)) throw new Error('docs/runtimes.md has no place for the table: <!-- supported -->');
  await writeFile(
    PAGE,
    text.replace(PLACE, (_, before, after) => `${before}\n${render(results)}\n${after}`),
  );
}

/** Whether the table agrees with the results of a whole run. @param {Result[]} results */
export async function isCurrent(results) {
  return (await readFile(PAGE, 'utf8')).includes(`\n${render(results)}\n`);
}
