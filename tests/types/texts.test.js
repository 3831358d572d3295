// Reads the declarations with the compiler, entry by entry. Every exported name and every member of a public type
// needs a text, every function needs an example, and nothing may be `any`.
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { listEntries } from '../../scripts/reach.js';
import { root } from '../../scripts/setup/process.js';

const folder = resolve(root, 'types');
const entries = listEntries()
  .filter(([, { types }]) => types !== undefined)
  .map(([subpath, { types }]) => ({ name: join('tailchat-login', subpath), file: resolve(root, types) }));

const program = ts.createProgram(
  entries.map(({ file }) => file),
  { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true, types: [] },
);
const checker = program.getTypeChecker();

/** @param {ts.Symbol} symbol */
const declarationsOf = (symbol) =>
  (symbol.declarations ?? []).filter((declaration) =>
    declaration.getSourceFile().fileName.startsWith(`${folder}/`),
  );

/** @param {string} file */
function exportsOf(file) {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  assert.ok(module, file);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
}

/** @param {ts.Symbol} symbol */
const hasText = (symbol) =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim().length > 5;

/** The members of an interface or a class that this package declares. @param {ts.Symbol} symbol @returns {ts.Symbol[]} */
const membersOf = (symbol) =>
  declarationsOf(symbol)
    .filter((node) => ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node))
    .flatMap((node) => [.../** @type {ts.InterfaceDeclaration | ts.ClassDeclaration} */ (node).members])
    .flatMap((node) => (ts.isConstructorDeclaration(node) || !node.name ? [] : (node.name ?? [])))
    .flatMap((name) => checker.getSymbolAtLocation(/** @type {ts.PropertyName} */ (name)) ?? []);

/** @param {ts.Symbol} symbol */
const isFunction = (symbol) => (symbol.flags & ts.SymbolFlags.Function) !== 0;

for (const { name, file } of entries)
  describe(`the declarations of ${name}`, () => {
    const exported = exportsOf(file);

    test('have a text for every exported name, and for every member of its types', () => {
      const named = exported.flatMap((symbol) => [
        { label: symbol.name, symbol },
        ...membersOf(symbol).map((member) => ({ label: `${symbol.name}.${member.name}`, symbol: member })),
      ]);
      assert.ok(named.length >= exported.length);
      assert.deepEqual(
        named.filter(({ symbol }) => !hasText(symbol)).map(({ label }) => label),
        [],
      );
    });

    test('have an example for every function', () => {
      const without = exported
        .filter(isFunction)
        .filter((symbol) => !symbol.getJsDocTags(checker).some((tag) => tag.name === 'example'))
        .map((symbol) => symbol.name);
      assert.deepEqual(without, []);
    });
  });

test('no declaration says any', () => {
  /** @type {string[]} */
  const found = [];
  for (const source of program.getSourceFiles().filter((one) => one.fileName.startsWith(`${folder}/`))) {
    /** @param {ts.Node} node */
    const visit = (node) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      if (node.kind === ts.SyntaxKind.AnyKeyword)
        found.push(`${source.fileName.slice(root.length)}:${line + 1}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  assert.deepEqual(found, []);
});

test('an error that a function is said to throw has a code that there is', () => {
  const [root] = entries.filter(({ name }) => name === 'tailchat-login');
  const table = exportsOf(root.file).find((symbol) => symbol.name === 'ErrorTable');
  const codes = new Set(membersOf(/** @type {ts.Symbol} */ (table)).map((member) => member.name));
  const symbols = entries.flatMap(({ file }) => exportsOf(file)).flatMap((one) => [one, ...membersOf(one)]);
  let said = 0;
  for (const symbol of symbols)
    for (const tag of symbol.getJsDocTags(checker).filter((one) => one.name === 'throws')) {
      const text = ts.displayPartsToString(tag.text);
      if (!/\{?(Tailchat)?LoginError\}?/.test(text)) continue;
      for (const [, code] of text.matchAll(/`([a-z_]+)`/g)) {
        said += 1;
        // A prefix stands for all codes with that beginning. Names of options are not codes.
        const known = codes.has(code) || [...codes].some((one) => code.endsWith('_') && one.startsWith(code));
        assert.ok(known || ['claim', 'swap'].includes(code), `${symbol.name}: ${code}`);
      }
    }
  assert.ok(said > 50);
});
