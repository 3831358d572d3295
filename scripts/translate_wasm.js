// Puts into its place what wasm2js has made of a module, for runtimes that compile no WebAssembly.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const [input, output] = process.argv.slice(2);
if (!input || !output) throw new Error('usage: translate_wasm IN OUT');

/** From here on it makes the one instance that a module has. */
const END = '\nvar retasmFunc = ';

const text = readFileSync(input, 'utf8');
const end = text.indexOf(END);
if (end === -1 || /^\s*(?:import|export)\b/m.test(text.slice(0, end)))
  throw new Error(`${input} is not what wasm2js is known to write`);

// What its instances share would be one memory: each has all of it for itself. No text in it has a blank.
const body = text
  .slice(0, end)
  .replace(/\/\*[^]*?\*\/| \/\/ .*$/gm, '')
  .replace(/\n\s*/g, '\n')
  .replace(/ ?(=|<|>|&|\||\^|\?|:|,) ?/g, '$1')
  .trim();

const script = `// @ts-nocheck
// ${basename(output, '_translated.js')}.wasm as JavaScript, by binaryen's wasm2js.
/** @returns {any} the exports of a new instance */
export function instantiate() {
${body}
return asmFunc({ abort() { throw new Error('unreachable'); } });
}
`;
mkdirSync(dirname(output), { recursive: true });
writeFileSync(`${output}.new`, script);
renameSync(`${output}.new`, output);
