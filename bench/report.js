// Makes the tables in Markdown, and writes them between two markers of docs/performance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { round, showRatio } from './measure/judge.js';
import { barsOf, describeChoices, describeCircumstances } from './choices.js';
import { drawPicture } from './picture.js';

/**
 * @typedef {object} Bars
 * @property {string} title
 * @property {Record<string, number | import('./measure/rounds.js').Ratio>} values
 *
 * @typedef {object} Result what a job found
 * @property {import('./measure/judge.js').Row[]} rows
 * @property {string[]} [problems] reasons why the run fails
 * @property {{ title: string, head: string[], body: string[][] }[]} [tables]
 * @property {Bars[]} [bars]
 * @property {import('./choices.js').Choices} [choices]
 */

const PAGE = new URL('../docs/performance.md', import.meta.url);
const READMES = /** @type {const} */ ([
  ['en', new URL('../README.md', import.meta.url)],
  ['zh', new URL('../README.zh-CN.md', import.meta.url)],
]);
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

/** @returns {import('./choices.js').Circumstances} */
const circumstances = () => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.versions.node,
  cores: cpus().length,
  machine: process.arch,
});

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
function describeResults(results) {
  const sizes = results.flatMap(({ tables = [] }) => tables).map(({ head, body }) => table(head, body));
  const ratios = results.flatMap(({ bars = [] }) => bars).map(tableOfBars);
  return [tableOfTargets(results), ...sizes, ...ratios].join('\n\n');
}

/** @param {ReadonlyArray<Result>} results */
export const printReport = (results) =>
  console.log(`${describeResults(results)}\n\n${describeCircumstances(circumstances())}`);

/** @param {URL} file @param {string} text replaces the text between the marks */
function fill(file, text) {
  const filled = readFileSync(file, 'utf8').replace(
    /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/,
    (_, open, close) => `${open}\n${text}\n\n${close}`,
  );
  writeFileSync(file, filled);
}

/** Writes five rows and their picture for the READMEs, and all results for docs/performance.md. @param {ReadonlyArray<Result>} results */
export function writeReport(results) {
  const choices = Object.assign({}, ...results.map((result) => result.choices));
  for (const [language, file] of READMES) fill(file, describeChoices(choices, language, circumstances()));
  writeFileSync(PICTURE, drawPicture(barsOf(choices, 'en')));
  const note = 'A ratio is the median of rounds in turns, with its quartiles; KB are 1024 bytes.';
  fill(PAGE, `${describeCircumstances(circumstances())} ${note}\n\n${describeResults(results)}`);
}
