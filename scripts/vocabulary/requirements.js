// The tables of tests/README.md. tests/requirements/*.js name each requirement, the test that shows it, and the mutants
// that break it. This script finds their lines.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listTests } from '../files.js';
import { loadCompiler } from '../mutants/compiler.js';
import { editsOf, loadMutants } from '../mutants/list.js';
import { findPlace, findTest, readProduct } from '../mutants/product.js';
import { failure, root } from '../setup/process.js';
import { table } from './tables.js';

/**
 * @typedef {object} Row
 * @property {string} requirement
 * @property {string} test a test file, by its short name
 * @property {string} name the name of the test, or its beginning
 * @property {string[]} mutants the mutants that break the rule; at least one
 *
 * @typedef {{ title: string, rows: Row[] }} Section
 * @typedef {{ product: import('../mutants/product.js').Product, tests: string[], mutants: import('../mutants/list.js').Mutant[] }} Project
 */

const FOLDER = 'tests/requirements';
const LINE_CHARACTERS = 100;

/** @returns {Promise<Section[]>} */
export async function loadRequirements() {
  const files = readdirSync(join(root, FOLDER)).sort();
  const lists = await Promise.all(files.map((name) => import(join(root, FOLDER, name))));
  return lists.flatMap((list) => list.default);
}

/** @returns {Promise<Project>} */
export async function readProject() {
  return { product: readProduct(), tests: listTests(), mutants: await loadMutants() };
}

/** The faults of the rows, one line each. @param {Section[]} sections @param {Project} project */
export function findRequirementFaults(sections, { tests, mutants }) {
  const known = new Set(mutants.map(({ name }) => name));
  return sections.flatMap(({ rows }) =>
    rows.flatMap((row) => {
      const faults = row.mutants
        .filter((name) => !known.has(name))
        .map((name) => `no mutant is called ${name}`);
      if (row.mutants.length === 0) faults.push('it names no mutant');
      try {
        const file = findTest(tests, row.test);
        if (!hasTest(readFileSync(join(root, file), 'utf8'), row.name))
          faults.push(`no test of ${file} is called ${row.name}`);
      } catch (error) {
        faults.push(/** @type {Error} */ (error).message);
      }
      return faults.map((fault) => `${row.requirement}: ${fault}`);
    }),
  );
}

/**
 * Whether a test of the file has this name, or one that begins with it. The values of a template are unknown here, so it is
 * enough that each word of the name appears in the file.
 *
 * @param {string} text @param {string} name
 */
export function hasTest(text, name) {
  const words = name.match(/[A-Za-z]{4,}/g) ?? [];
  if (!words.every((word) => text.includes(word))) return false;
  const ts = loadCompiler();
  /** @param {import('typescript').Node} node @returns {boolean} */
  const visit = (node) => isTestOf(node, name) || ts.forEachChild(node, visit) === true;
  return visit(ts.createSourceFile('test.js', text, ts.ScriptTarget.Latest));
}

/** @param {import('typescript').Node} node @param {string} name */
function isTestOf(node, name) {
  const ts = loadCompiler();
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return false;
  const [title] = node.arguments;
  if (!['test', 'describe'].includes(node.expression.text) || title === undefined) return false;
  if (ts.isStringLiteralLike(title)) return title.text.startsWith(name);
  return !ts.isTemplateExpression(title) || name.startsWith(title.head.text.trimEnd());
}

/** @param {string} text */
const escape = (text) => text.replaceAll('|', '\\|');

/** A text with backticks needs longer ones around it. @param {string} text */
const code = (text) => (text.includes('`') ? `\`\` ${escape(text)} \`\`` : `\`${escape(text)}\``);

/** @param {import('../mutants/list.js').Mutant} mutant @param {Project} project */
function showMutant(mutant, { product }) {
  const lines = editsOf(mutant).map((edit) => {
    const { file, index } = findPlace(product, edit);
    const text = /** @type {string} */ (product.get(file));
    const start = index + edit.find.search(/\S/);
    const line = text
      .slice(text.lastIndexOf('\n', start) + 1)
      .split('\n', 1)[0]
      .trim();
    const shown = line.length > LINE_CHARACTERS ? `${line.slice(0, LINE_CHARACTERS)}…` : line;
    return `${file}: ${code(shown)}`;
  });
  return `${mutant.name}: ${[...new Set(lines)].join('; ')}`;
}

/** @param {Section[]} sections @param {Project} project */
export function makeRequirementTables(sections, project) {
  const faults = findRequirementFaults(sections, project);
  if (faults.length > 0) throw failure(faults.join('\n'));
  const byName = new Map(project.mutants.map((mutant) => [mutant.name, mutant]));
  /** @param {string} name */
  const show = (name) => showMutant(/** @type {any} */ (byName.get(name)), project);
  return sections
    .map(({ title, rows }) => {
      const cells = rows.map(({ requirement, test, name, mutants }) => [
        escape(requirement),
        `\`${findTest(project.tests, test).replace(/^tests\//, '')}\`: ${escape(name)}`,
        mutants.map(show).join('<br>'),
      ]);
      return `### ${title}\n\n${table(['requirement', 'test', 'mutants that break it, and the line'], cells)}`;
    })
    .join('\n\n');
}
