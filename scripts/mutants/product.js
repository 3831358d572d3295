// Finds a mutant's text in the product: in the only place that has it, or in the function that the mutant names. No mutant
// names a file, so moving a file needs no edit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '../files.js';
import { loadCompiler } from './compiler.js';
import { failure, root } from '../setup/process.js';

const FOLDERS = ['src', 'bindings', 'worker', 'web', 'testing', 'vite', 'cli', 'templates'];
const TEXT = /\.(def|cpp|hpp|c|js|ts|tsx|html|css|json|toml)$/;

/**
 * @typedef {Map<string, string>} Product the texts of the product's files
 * @typedef {{ file: string, index: number }} Place
 */

/** @returns {Product} */
export function readProduct() {
  const files = FOLDERS.flatMap(filesIn).filter((file) => TEXT.test(file));
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/**
 * Finds the only place of a text.
 *
 * @param {Product} product
 * @param {{ find: string, in?: string }} what `in` is the function that holds the text, or any name declared around it
 * @returns {Place}
 */
export function findPlace(product, { find, in: holder }) {
  const all = [...product].flatMap(([file, text]) => indexesOf(text, find).map((index) => ({ file, index })));
  const places =
    holder === undefined ? all : all.filter((place) => namesAround(product, place).includes(holder));
  if (places.length === 1) return places[0];
  const where = holder === undefined ? 'the product' : `"${holder}"`;
  const candidates = (places.length > 0 ? places : all).map((place) => describePlace(product, place));
  throw failure(
    [
      `its text stands ${places.length} times in ${where}, not once: ${JSON.stringify(find)}`,
      ...candidates,
    ].join('\n  '),
  );
}

/** @param {string} text @param {string} part @returns {number[]} */
function indexesOf(text, part) {
  const indexes = [];
  for (let index = text.indexOf(part); index >= 0; index = text.indexOf(part, index + part.length))
    indexes.push(index);
  return indexes;
}

/** Describes a place for the reader of a fault. @param {Product} product @param {Place} place */
function describePlace(product, { file, index }) {
  const text = /** @type {string} */ (product.get(file));
  const line = text.slice(0, index).split('\n').length;
  return [`${file}:${line}`, ...namesAround(product, { file, index }).map((name) => `in ${name}`)].join(' ');
}

/** The names of the declarations around a place, from the outermost to the innermost. @param {Product} product @param {Place} place @returns {string[]} */
function namesAround(product, { file, index }) {
  const text = /** @type {string} */ (product.get(file));
  // A text may begin with the end of the line before.
  const start = index + text.slice(index).search(/\S|$/);
  return /\.[jt]sx?$/.test(file) ? namesInScript(text, start) : nameInCpp(text, start);
}

/** @param {string} text @param {number} index */
function namesInScript(text, index) {
  const ts = loadCompiler();
  /** @type {string[]} */
  const names = [];
  /** @param {import('typescript').Node} node */
  const descend = (node) => {
    if (node.pos > index || index >= node.end) return;
    const { name } = /** @type {{ name?: import('typescript').Node }} */ (node);
    if (name !== undefined && ts.isIdentifier(name) && !ts.isPropertyAccessExpression(node))
      names.push(name.text);
    ts.forEachChild(node, descend);
  };
  descend(ts.createSourceFile('text.tsx', text, ts.ScriptTarget.Latest));
  return names;
}

/** Relies on clang-format, which indents only the inside of definitions. @param {string} text @param {number} index */
function nameInCpp(text, index) {
  const end = text.indexOf('\n', index);
  const heads = text.slice(0, end < 0 ? undefined : end).match(/^\w.*/gm) ?? [];
  const name = heads.at(-1)?.match(/^(?:class|struct|enum class) (\w+)|(\w+) *[(={[]/);
  return name ? [name[1] ?? name[2]] : [];
}

/**
 * Finds a test file by its short name: `callback`, or `routes/callback` if several files have the first name.
 *
 * @param {string[]} tests the paths of all
 * @param {string} name
 */
export function findTest(tests, name) {
  const found = tests.filter((path) => path.endsWith(`/${name}.test.js`));
  if (found.length === 1) return found[0];
  throw failure(
    `${found.length} test files are called ${name}${found.map((path) => `\n  ${path}`).join('')}`,
  );
}
