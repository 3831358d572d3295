// Writes the result of wasm2js for a module to its place, for runtimes that compile no WebAssembly.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const [input, output] = process.argv.slice(2);
if (!input || !output) throw new Error('usage: translate_wasm IN OUT');

/** After this text, wasm2js creates the module's only instance. */
const END = '\nvar retasmFunc = ';

const text = readFileSync(input, 'utf8');
const end = text.indexOf(END);
if (end === -1 || /^\s*(?:import|export)\b/m.test(text.slice(0, end)))
  throw new Error(`${input} is not what wasm2js is known to write`);

// Instances must not share one memory, so each gets the whole body. No string in the body contains a blank.
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
