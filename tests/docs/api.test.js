// Compares the API reference with the declarations. Each value that an entry exports has a heading, and below it the names of
// all members of its parameters and results. The names of all types come before the headings.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { read, root } from './documents.js';

const { exports } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const entries = Object.entries(exports)
  .filter(([, target]) => target.types !== undefined)
  .map(([path, { types }]) => ({ name: path.replace(/^\./, 'tailchat-login'), file: `${root}/${types}` }));

const program = ts.createProgram(
  entries.map(({ file }) => file),
  { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true, types: ['node'] },
);
const checker = program.getTypeChecker();

/** The exports of an entry. @param {string} file */
function exportsOf(file) {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  assert.ok(module, file);
  return checker.getExportsOfModule(module).map((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return { name: symbol.name, target };
  });
}

/** Whether this package declares the symbol: the members of Request and Promise are not listed. @param {ts.Symbol} symbol */
const isOurs = (symbol) =>
  (symbol.declarations ?? []).some((declaration) => {
    const { fileName } = declaration.getSourceFile();
    return fileName.startsWith(root) && !fileName.startsWith(`${root}/node_modules`);
  });

/** @param {ts.Type} type @returns {string[]} */
function membersOf(type) {
  const awaited = checker.getAwaitedType(type) ?? type;
  const parts = awaited.isUnion() ? awaited.types : [awaited];
  return parts
    .flatMap((part) => part.getProperties())
    .filter(isOurs)
    .map(({ name }) => name);
}

/** Leaves out the options of createLogin, createSessionCookie, readEnv, readGroupsEnv and checkEnvironment, which have their own tables. @param {ts.Symbol} symbol */
function namesUnder(symbol) {
  const signatures = checker.getTypeOfSymbol(symbol).getCallSignatures();
  return signatures.flatMap((signature) => {
    if (['readEnv', 'readGroupsEnv', 'checkEnvironment'].includes(symbol.name)) return [];
    const isOfLogin = ['createLogin', 'createSessionCookie'].includes(symbol.name);
    const parameters = isOfLogin ? [] : signature.getParameters();
    const taken = parameters.map((parameter) => checker.getTypeOfSymbol(parameter));
    return [...taken, signature.getReturnType()].flatMap(membersOf);
  });
}

/** The reference as entry -> heading -> text. */
const sections = new Map(
  read('docs/api.md')
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [head, ...parts] = section.split(/^### /m);
      const named = parts.map((part) => [/^`(\w+)/.exec(part)?.[1], part]);
      const name = head.split('\n', 1)[0].replaceAll('`', '');
      return [name, { head, values: new Map(/** @type {any} */ (named)) }];
    }),
);

for (const { name, file } of entries)
  test(`the reference has all of ${name}, and no more`, () => {
    const section = sections.get(name);
    assert.ok(section, `no section ${name}`);
    const exported = exportsOf(file);
    const values = exported.filter(({ target }) => target.flags & ts.SymbolFlags.Value);
    assert.deepEqual([...section.values.keys()].sort(), values.map((value) => value.name).sort());
    const [, named = ''] = /^Types: (.*?)\.$/ms.exec(section.head) ?? [];
    const types = exported.filter((one) => !values.includes(one)).map((type) => type.name);
    assert.deepEqual(named.replaceAll('`', '').split(/,\s/), types.sort());
    for (const value of values) {
      const text = section.values.get(value.name);
      for (const member of new Set(namesUnder(value.target)))
        assert.match(text, new RegExp(`\\b${member}\\b`), `${name}, ${value.name}: ${member} is not named`);
    }
  });

test('the reference has no entry that the package does not have', () => {
  assert.deepEqual([...sections.keys()].sort(), entries.map(({ name }) => name).sort());
});
