// `npm run test:mutants [-- NAME... FOLDER/FILE...]`: puts one small fault at a time into a copy of the project, and
// checks that the tests named with it fail. The faults are data: tests/mutants/*.js.
import { prepare } from './build.js';
import { listTests } from './files.js';
import { endTests, hunt, runTests } from './mutants/kill.js';
import { findFaults, loadMutants, mutateFiles, withPaths } from './mutants/list.js';
import { readProduct } from './mutants/product.js';
import { createTree } from './mutants/tree.js';
import { failure, runScript, say } from './setup/process.js';

const BASELINE_MILLISECONDS = 120_000;

/** @typedef {import('./mutants/list.js').Mutant} Mutant */
/** @typedef {import('./mutants/tree.js').Tree} Tree */

/** @template T @param {T[][]} lists */
const unite = (lists) => [...new Set(lists.flat())];

/** Runs the scripts' tests without a mutant, because a failing test cannot notice one. @param {Tree} tree @param {Mutant[]} mutants */
async function checkScripts(tree, mutants) {
  for (const file of unite(mutants.map(({ kill = [] }) => kill))) {
    const patterns = mutants.filter(({ kill = [] }) => kill.includes(file)).map(({ only }) => only);
    const only = patterns.every((pattern) => pattern !== undefined) ? unite([patterns]) : [];
    const { failed, passed, hung, code } = await runTests(tree.folder, file, {
      only,
      milliseconds: BASELINE_MILLISECONDS,
    });
    const fault = failed ?? (hung ? 'it hangs' : passed === 0 || code !== 0 ? 'it does not run' : undefined);
    if (fault !== undefined) throw failure(`${file} fails without any mutant: ${fault}`);
  }
}

/** Does the same for the native tests, and builds once what mutants will rebuild. @param {Tree} tree @param {Mutant[]} mutants */
async function checkNative(tree, mutants) {
  const native = unite(mutants.map((mutant) => mutant.native ?? []));
  if (native.length === 0) return;
  await tree.configureNative();
  const built = await tree.buildNative(native);
  if (built.code !== 0) throw failure(`the native tests do not compile:\n${built.output.slice(-2000)}`);
  const { code, output } = await tree.runNative(native);
  if (code !== 0) throw failure(`the native tests fail without any mutant:\n${output.slice(-2000)}`);
}

/** @param {Tree} tree @param {Mutant[]} mutants */
async function buildWasm(tree, mutants) {
  if (mutants.length === 0) return;
  await tree.configureWasm();
  const { code, output } = await tree.buildWasm();
  if (code !== 0) throw failure(`the WebAssembly does not compile:\n${output.slice(-2000)}`);
}

/**
 * The mutants with one of the parts in their names. A part with a slash selects by the path of the changed file.
 *
 * @param {string[]} parts @param {{ product: import('./mutants/product.js').Product, tests: string[] }} project
 */
async function chooseMutants(parts, { product, tests }) {
  const all = await loadMutants();
  const faults = findFaults(all, { product, tests });
  if (faults.length > 0) throw failure(faults.join('\n'));
  /** @param {Mutant} mutant @param {string} part */
  const matches = (mutant, part) =>
    part.includes('/')
      ? [...mutateFiles(mutant, product).keys()].some((file) => file.includes(part))
      : mutant.name.includes(part);
  const chosen = all.filter((mutant) => parts.length === 0 || parts.some((part) => matches(mutant, part)));
  if (chosen.length === 0) throw failure(`no mutant matches: ${parts.join(' ')}`);
  return chosen.map((mutant) => withPaths(mutant, tests));
}

await runScript(async () => {
  const parts = process.argv.slice(2).filter((name) => !name.startsWith('-'));
  // Some mutants die in a browser or behind a proxy: the tests need what `npm test` installs.
  await prepare({ browser: true });
  const product = readProduct();
  const mutants = await chooseMutants(parts, { product, tests: listTests() });
  const native = mutants.filter((mutant) => mutant.native);
  const wasm = mutants.filter((mutant) => mutant.wasm);
  const scripts = mutants.filter((mutant) => !mutant.native && !mutant.wasm);
  /** @type {string[]} */
  const alive = [];

  /** @param {Tree} tree @param {Mutant[]} queue */
  async function work(tree, queue) {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const { killed, by } = await hunt(tree, mutant);
      if (!killed) alive.push(mutant.name);
      console.log(`${killed ? 'killed' : 'ALIVE '} ${mutant.name} (${by})`);
    }
  }

  // Two copies run at the same time. The first takes the native mutants, the second those that need the WebAssembly. Both
  // then take the mutants of scripts.
  const first = await createTree(product);
  const second = await createTree(product);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      endTests();
      first.remove();
      second.remove();
      process.exit(130);
    });
  try {
    await Promise.all([
      checkNative(first, native),
      checkScripts(second, mutants).then(() => buildWasm(second, wasm)),
    ]);
    say(`Every named test passes without a mutant; ${mutants.length} mutants follow`);
    await Promise.all([
      work(first, native).then(() => work(first, scripts)),
      work(second, wasm).then(() => work(second, scripts)),
    ]);
  } finally {
    endTests();
    first.remove();
    second.remove();
  }
  for (const name of alive) console.log(`ALIVE: ${name}`);
  console.log(`killed ${mutants.length - alive.length}/${mutants.length}`);
  return alive.length === 0 ? 0 : 1;
});
