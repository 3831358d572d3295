// The mutants: small faults in the product, each of which some test must notice. They are data, in
// tests/mutants/*.js.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure, root } from '../setup/process.js';

/**
 * @typedef {object} Edit
 * @property {string} file
 * @property {string} find a text that stands in the file exactly once
 * @property {string} replace
 *
 * @typedef {object} Kill
 * @property {string[]} [kill] the test files of which one must fail
 * @property {string[]} [native] the native tests (names in ctest) of which one must fail
 * @property {boolean} [wasm] the WebAssembly is built anew before `kill`
 * @property {string} [only] a pattern of test names, where the others of the file would take long
 * @property {boolean} [timeout] hanging is how it shows
 * @property {string} why the rule that it breaks, and where that stands
 *
 * @typedef {{ name: string } & Kill & (Edit | { edits: Edit[] })} Mutant
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

/** The text with the fault in it. @param {string} text @param {Edit} edit */
export function applyEdit(text, { file, find, replace }) {
  const count = text.split(find).length - 1;
  if (count !== 1) throw failure(`its text stands ${count} times in ${file}, not once:\n${find}`);
  if (find === replace) throw failure('it changes nothing');
  return text.replace(find, () => replace);
}

/** The files as they are with the fault. @param {Mutant} mutant @param {string} folder @returns {Map<string, string>} */
export function mutatedFiles(mutant, folder) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const edit of editsOf(mutant)) {
    const path = join(folder, edit.file);
    if (!existsSync(path)) throw failure(`there is no ${edit.file}`);
    texts.set(edit.file, applyEdit(texts.get(edit.file) ?? readFileSync(path, 'utf8'), edit));
  }
  return texts;
}

/** What is wrong with a list, one line each. @param {Mutant[]} mutants @param {string} folder */
export function findFaults(mutants, folder) {
  const names = mutants.map(({ name }) => name);
  return mutants.flatMap((mutant, index) => {
    const { name, kill = [], native = [], why } = mutant;
    const faults = [];
    if (names.indexOf(name) !== index) faults.push('its name is given twice');
    if (kill.length + native.length === 0) faults.push('no test is named');
    if (!why) faults.push('it does not say why');
    for (const file of kill) if (!existsSync(join(folder, file))) faults.push(`there is no ${file}`);
    try {
      mutatedFiles(mutant, folder);
    } catch (error) {
      faults.push(`it no longer applies: ${/** @type {Error} */ (error).message}`);
    }
    return faults.map((fault) => `${name}: ${fault}`);
  });
}
