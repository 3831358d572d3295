// The mutants: small faults in the product, each of which some test must notice. They are data, in
// tests/mutants/*.js.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { failure, root } from '../setup/process.js';
import { findPlace, findTest } from './product.js';

/**
 * @typedef {object} Edit
 * @property {string} find a text that appears in the product exactly once
 * @property {string} [in] if the text appears more than once: the function, constant or class around the right one
 * @property {string} replace
 *
 * @typedef {object} Kill
 * @property {string[]} [kill] the test files of which one must fail, by their short names
 * @property {string[]} [native] the native tests (names in ctest) of which one must fail
 * @property {boolean} [wasm] the WebAssembly is built again before `kill`
 * @property {string} [only] a pattern of test names, if the other tests of the file would take long
 * @property {boolean} [timeout] the fault shows as a test that hangs
 * @property {string} why the rule that it breaks, and the source of the rule
 *
 * @typedef {{ name: string } & Kill & (Edit | { edits: Edit[] })} Mutant
 * @typedef {import('./product.js').Product} Product
 */

const FOLDER = 'tests/mutants';

/** @returns {Promise<Mutant[]>} */
export async function loadMutants() {
  const files = readdirSync(join(root, FOLDER)).filter((name) => /^[a-z_]+\.js$/.test(name));
  const lists = await Promise.all(files.sort().map((name) => import(join(root, FOLDER, name))));
  return lists.flatMap((list) => list.default);
}

/** @param {Mutant} mutant @returns {Edit[]} */
export const editsOf = (mutant) => ('edits' in mutant ? mutant.edits : [mutant]);

/** The changed files with the fault in them. @param {Mutant} mutant @param {Product} product @returns {Product} */
export function mutateFiles(mutant, product) {
  const texts = new Map(product);
  for (const edit of editsOf(mutant)) {
    if (edit.find === edit.replace) throw failure('it changes nothing');
    const { file, index } = findPlace(texts, edit);
    const text = /** @type {string} */ (texts.get(file));
    texts.set(file, text.slice(0, index) + edit.replace + text.slice(index + edit.find.length));
  }
  return new Map([...texts].filter(([file, text]) => text !== product.get(file)));
}

/** The mutant with the paths of its tests. @param {Mutant} mutant @param {string[]} tests @returns {Mutant} */
export const withPaths = (mutant, tests) =>
  mutant.kill === undefined ? mutant : { ...mutant, kill: mutant.kill.map((name) => findTest(tests, name)) };

/** The faults of a list, one line each. @param {Mutant[]} mutants @param {{ product: Product, tests: string[] }} project */
export function findFaults(mutants, { product, tests }) {
  const names = mutants.map(({ name }) => name);
  return mutants.flatMap((mutant, index) => {
    const { name, kill = [], native = [], why } = mutant;
    const faults = [];
    if (names.indexOf(name) !== index) faults.push('its name is given twice');
    if (kill.length + native.length === 0) faults.push('no test is named');
    if (!why) faults.push('it does not say why');
    faults.push(...faultsOf(() => withPaths(mutant, tests)));
    faults.push(...faultsOf(() => mutateFiles(mutant, product)));
    return faults.map((fault) => `${name}: ${fault}`);
  });
}

/** @param {() => unknown} act */
function faultsOf(act) {
  try {
    act();
    return [];
  } catch (error) {
    return [/** @type {Error} */ (error).message];
  }
}
