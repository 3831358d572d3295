// Lists the imports of a script, as the compiler reads them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** `lazy` for a dynamic import. @param {string} file @returns {{ name: string, lazy: boolean }[]} */
export function readImports(file) {
  /** @type {{ name: string, lazy: boolean }[]} */
  const found = [];
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  /** @param {ts.Expression | undefined} specifier @param {boolean} lazy */
  const add = (specifier, lazy) => {
    assert.ok(specifier && ts.isStringLiteral(specifier), `${file}: an import that cannot be followed`);
    found.push({ name: specifier.text, lazy });
  };
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, false);
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, false);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
