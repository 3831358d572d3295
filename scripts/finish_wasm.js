// Finishes a linked module: drops the exports that emcc adds by itself, optimises once more for
// speed, and writes the module beside a script that carries the same bytes as hex. (Hex costs 8 %
// after compression, base64 33 %.)
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { exports: { type: 'string' }, metadce: { type: 'string' }, optimizer: { type: 'string' } },
});
const [input, output, ...features] = positionals;
if (!values.exports || !values.metadce || !values.optimizer || !input || !output)
  throw new Error(
    'usage: finish_wasm --exports A,B --metadce PROGRAM --optimizer PROGRAM IN OUT -- FEATURES',
  );

const kept = ['memory', '_initialize', ...values.exports.split(',')];
const graph = [
  { name: 'root', root: true, reaches: kept.map((name) => `export ${name}`) },
  ...kept.map((name) => ({ name: `export ${name}`, export: name })),
];
const graphFile = `${input}.graph.json`;
const reduced = `${input}.reduced`;
const finished = `${input}.finished`;
writeFileSync(graphFile, JSON.stringify(graph));
execFileSync(values.metadce, [input, '--graph-file', graphFile, ...features, '-o', reduced], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
execFileSync(values.optimizer, ['-O3', '--strip-producers', reduced, ...features, '-o', finished], {
  stdio: 'inherit',
});

const bytes = readFileSync(finished);
const hex = bytes.toString('hex');
mkdirSync(dirname(output), { recursive: true });
/** Whole or not at all: tests may be reading the last build. @param {string} file @param {string | Buffer} content */
function replaceFile(file, content) {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}
replaceFile(`${output}.wasm`, bytes);
replaceFile(
  `${output}.js`,
  `// ${basename(output)}.wasm in hex.\nexport default /** @type {string} */ ('${hex}');\n`,
);
for (const file of [graphFile, reduced, finished]) rmSync(file);
