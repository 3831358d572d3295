// The package's files that its entries reach, by static and dynamic imports.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from './setup/process.js';

/** The files that a file imports. The imports of a declaration name scripts. @param {string} file */
function importsOf(file) {
  if (!/\.(js|ts)$/.test(file)) return [];
  const { importedFiles, referencedFiles } = ts.preProcessFile(
    readFileSync(join(root, file), 'utf8'),
    true,
    true,
  );
  return [...importedFiles, ...referencedFiles]
    .map(({ fileName }) => fileName.replace(/\?module$/, ''))
    .filter((name) => name.startsWith('.'))
    .map((name) => join(dirname(file), name))
    .map((name) => (file.endsWith('.d.ts') ? name.replace(/\.js$/, '.d.ts') : name));
}

/** Subpath -> condition -> file. @returns {[string, Record<string, string>][]} */
export function listEntries() {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(exports).map(([subpath, target]) => [
    subpath,
    typeof target === 'string' ? { default: target } : target,
  ]);
}

/** All files that the given ones reach, including themselves. @param {string[]} files as package.json names them */
export function reach(files) {
  const reached = new Set(files.map((file) => join(file)));
  for (const file of reached) for (const name of importsOf(file)) reached.add(name);
  return reached;
}
