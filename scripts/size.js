// What the built files weigh, against size-budget.json, what they are, and that the wasm needs nothing from its host.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { failure, isScript, root, runScript, say } from './setup/process.js';

/** @typedef {'raw' | 'gzip' | 'brotli'} Measure */

/** @param {Buffer} bytes @returns {Record<Measure, number>} */
const weigh = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length,
});

/** Two builds of the same sources give the same. @param {Buffer} bytes */
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {string} name @param {Buffer} bytes @returns {string[]} */
function importProblems(name, bytes) {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(bytes)));
  return imports.map((entry) => `${name} imports ${entry.module}.${entry.name}: it may import nothing`);
}

/** Prints the sizes of the files that have a budget; any problem is a failure. */
export function checkSizes() {
  /** @type {Record<string, Partial<Record<Measure, number>>>} */
  const budgets = JSON.parse(readFileSync(join(root, 'size-budget.json'), 'utf8'));
  const problems = [];
  for (const [name, budget] of Object.entries(budgets)) {
    if (!existsSync(join(root, name))) throw failure(`${name} is not there: the build did not make it`);
    const bytes = readFileSync(join(root, name));
    const sizes = weigh(bytes);
    say(`${name}: ${sizes.raw} bytes, gzip ${sizes.gzip}, brotli ${sizes.brotli}, sha256 ${digest(bytes)}`);
    if (name.endsWith('.wasm')) problems.push(...importProblems(name, bytes));
    for (const [measure, limit] of /** @type {[Measure, number][]} */ (Object.entries(budget)))
      if (sizes[measure] > limit)
        problems.push(`${name}: ${measure} ${sizes[measure]} bytes is over its budget of ${limit}`);
  }
  if (problems.length) throw failure(problems.join('\n'));
}

if (isScript(import.meta.url)) await runScript(async () => checkSizes());
