// The table in Markdown: printed, and between two markers of docs/performance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { round, showRatio } from './measure/judge.js';
import { drawPicture } from './picture.js';

/**
 * @typedef {object} Bars
 * @property {string} title
 * @property {Record<string, number | import('./measure/rounds.js').Ratio>} values
 *
 * @typedef {object} Result what a job found
 * @property {import('./measure/judge.js').Row[]} rows
 * @property {string[]} [problems] what fails the run
 * @property {{ title: string, head: string[], body: string[][] }[]} [tables]
 * @property {Bars[]} [bars]
 */

const PAGE = new URL('../docs/performance.md', import.meta.url);
const PICTURE = new URL('./bench.svg', import.meta.url);

/** @param {string[]} head @param {string[][]} body */
const table = (head, body) =>
  [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** @param {ReadonlyArray<Result>} results */
function tableOfTargets(results) {
  const rows = results.flatMap((result) => result.rows);
  const lines = rows.map(({ what, target, measured, met }) => [
    what,
    target,
    measured,
    met ? 'met' : 'missed',
  ]);
  const missed = rows.filter(({ met, why }) => !met && why !== undefined);
  const reasons = missed.map(({ what, target, why }) => `- ${what}, ${target}: ${why}`);
  return [table(['what', 'target', 'measured', ''], lines), reasons.join('\n')].filter(Boolean).join('\n\n');
}

/** Who measured, without a name. */
function circumstances() {
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.versions.node}, ${cpus().length} cores of ${process.arch}`;
}

/** @param {Bars} bars */
const tableOfBars = ({ title, values }) =>
  table(
    [title, ''],
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? round(value) : showRatio(value),
    ]),
  );

/** @param {ReadonlyArray<Result>} results */
export function printReport(results) {
  const sizes = results.flatMap(({ tables = [] }) => tables).map(({ head, body }) => table(head, body));
  const ratios = results.flatMap(({ bars = [] }) => bars).map(tableOfBars);
  console.log([tableOfTargets(results), ...sizes, ...ratios, `${circumstances()}.`].join('\n\n'));
}

/** @param {ReadonlyArray<Result>} results */
export function writeReport(results) {
  const text = `${circumstances()}. A ratio is the median of rounds in turns, with its quartiles; KB are 1024 bytes.

${tableOfTargets(results)}

![Sizes and CPU ratios as bars](../bench/bench.svg)`;
  const page = readFileSync(PAGE, 'utf8');
  const filled = page.replace(
    /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/,
    (_, open, close) => `${open}\n${text}\n\n${close}`,
  );
  writeFileSync(PAGE, filled);
  writeFileSync(PICTURE, drawPicture(results.flatMap(({ bars = [] }) => bars)));
}
