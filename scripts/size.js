// Checks the sizes of the built files against bench/size-budget.json, and checks that the wasm imports nothing.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { failure, isScript, root, runScript, say } from './setup/process.js';

/** @typedef {'raw' | 'gzip' | 'brotli'} Measure */

/** @param {Uint8Array} bytes @returns {Record<Measure, number>} */
export const weigh = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length,
});

/** Two builds of the same sources give the same hash. @param {Buffer} bytes */
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {string} name @param {Buffer} bytes @returns {string[]} */
function importProblems(name, bytes) {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(bytes)));
  return imports.map((entry) => `${name} imports ${entry.module}.${entry.name}: it may import nothing`);
}

/** @param {string} folder @returns {[name: string, budget: Partial<Record<Measure, number>>][]} */
export const budgetsOf = (folder) =>
  Object.entries(JSON.parse(readFileSync(join(root, 'bench/size-budget.json'), 'utf8'))).filter(([name]) =>
    name.startsWith(folder),
  );

/**
 * @param {string} name @param {Partial<Record<Measure, number>>} budget @param {Record<Measure, number>} sizes
 * @returns {string[]} a line for each size over its budget
 */
export const overBudget = (name, budget, sizes) =>
  /** @type {[Measure, number][]} */ (Object.entries(budget))
    .filter(([measure, limit]) => sizes[measure] > limit)
    .map(([measure, limit]) => `${name}: ${measure} ${sizes[measure]} bytes is over its budget of ${limit}`);

/** Prints the sizes of the built files that have a budget. Any problem is a failure. The bench checks the bundles. */
export function checkSizes() {
  const problems = [];
  for (const [name, budget] of budgetsOf('dist/')) {
    if (!existsSync(join(root, name))) throw failure(`${name} is not there: the build did not make it`);
    const bytes = readFileSync(join(root, name));
    const sizes = weigh(bytes);
    say(`${name}: ${sizes.raw} bytes, gzip ${sizes.gzip}, brotli ${sizes.brotli}, sha256 ${digest(bytes)}`);
    if (name.endsWith('.wasm')) problems.push(...importProblems(name, bytes));
    problems.push(...overBudget(name, budget, sizes));
  }
  if (problems.length) throw failure(problems.join('\n'));
}

if (isScript(import.meta.url)) await runScript(async () => checkSizes());
