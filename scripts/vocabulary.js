// Generates bindings/errors.js, bindings/vocabulary.js, bindings/limits.js, types/errors.d.ts, types/options.d.ts, and the
// tables of docs/ and docs/zh-CN/ from src/vocabulary.def, the options and the version in package.json; bindings/slots.js
// from bindings/abi/slots.hpp; and the tables of tests/README.md from tests/requirements/ and tests/mutants/. With `--check` it
// changes nothing, and fails if one of them is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withLock } from './setup/lock.js';
import { installModules } from './setup/modules.js';
import { runScript } from './setup/process.js';
import { declareErrors, declareOptions } from './vocabulary/declarations.js';
import { loadRequirements, makeRequirementTables, readProject } from './vocabulary/requirements.js';
import { makeLlms } from './vocabulary/llms.js';
import { makeTables, table } from './vocabulary/tables.js';

const path = (/** @type {string} */ name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const definition = readFileSync(path('src/vocabulary.def'), 'utf8');

/** The arguments of every MACRO(...) line, strings unquoted. @param {string} macro */
function rows(macro) {
  return [...definition.matchAll(new RegExp(`^${macro}\\((.*)\\)$`, 'gm'))].map((match) =>
    [...match[1].matchAll(/"((?:[^"\\]|\\.)*)"|[^\s,"][^,]*/g)].map((field) => field[1] ?? field[0]),
  );
}

const manifest = JSON.parse(readFileSync(path('package.json'), 'utf8'));
const { version } = manifest;
const loginErrors = rows('(?:AUTHORIZATION_|PROMPT_NONE_|TOKEN_)?ERROR');
/** For each entry the errors that it adds. @type {Map<string, string[][]>} */
const entryErrors = new Map();
for (const [entry, ...error] of rows('ENTRY_ERROR'))
  entryErrors.set(entry, [...(entryErrors.get(entry) ?? []), error]);
const errors = [...loginErrors, ...[...entryErrors.values()].flat()];
const codes = errors.map(([code]) => code);
const namesOf = (/** @type {string} */ macro) => rows(macro).map(([name]) => name);
const authorization = namesOf('(?:AUTHORIZATION|PROMPT_NONE)_ERROR');
const oauthWords = [...authorization, ...namesOf('TOKEN_ERROR'), ...namesOf('OAUTH_WORD')];

/** @param {string[]} words */
const set = (words) => `/** @type {ReadonlySet<string>} */ (
  /* @__PURE__ */ new Set([${words.map((word) => `'${word}'`).join(', ')}])
)`;
const limits = rows('LIMIT');

/** @param {string} text */
const quote = (text) => (text.includes("'") ? JSON.stringify(text) : `'${text}'`);

/** @param {string} name @param {string[][]} list */
const declareTexts = (name, list) => `export const ${name} = /* @__PURE__ */ Object.freeze({
${list.map(([code, status, message]) => `  ${code}: { status: ${status}, message: ${quote(message)} },`).join('\n')}
});
`;

/** @param {string} entry */
const nameOf = (entry) => `${entry.toUpperCase()}_ERRORS`;

const texts = `// Generated from src/vocabulary.def by \`npm run vocabulary\`. Do not edit.
// For each error the HTTP status of the worker's answer, and the message. A bundler drops the lists of the entries that a
// site does not use.

/** What every login can end with. The codes are in the order of their numbers at the wasm boundary, from 1. */
${declareTexts('LOGIN_ERRORS', loginErrors)}
${[...entryErrors].map(([entry, list]) => declareTexts(nameOf(entry), list)).join('\n')}`;

const script = `// Generated from src/vocabulary.def by \`npm run vocabulary\`. Do not edit.
import * as errors from './errors.js';

const join = () =>
  Object.freeze({
${['LOGIN_ERRORS', ...[...entryErrors.keys()].map(nameOf)].map((name) => `    ...errors.${name},`).join('\n')}
  });

/** Every error, in the order of the numbers at the wasm boundary, from 1. */
export const ERRORS = /* @__PURE__ */ join();

/** @typedef {keyof typeof ERRORS} ErrorCode */

/** The first codes. \`configure\` and \`begin\` can fail only with these, so the page needs no others. */
export const REQUEST_ERROR_CODES = /** @type {ReadonlyArray<ErrorCode>} */ (
  /* @__PURE__ */ '${codes.slice(0, codes.indexOf('random_invalid') + 1).join(' ')}'.split(' ')
);

/** The codes with which Tailchat itself ends an authorization. */
export const AUTHORIZATION_ERRORS = ${set([...authorization, 'authorization_error'])};

/** With prompt=none, these mean that nobody is logged in, or that Tailchat must ask the person first. */
export const PROMPT_NONE_ERRORS = ${set(namesOf('PROMPT_NONE_ERROR'))};

/** The OAuth words for an error that a log may show. */
export const OAUTH_WORDS = ${set(oauthWords)};

/** The version of this package. */
export const VERSION = '${version}';

/** Every limit, in the unit that its name or src/vocabulary.def gives. */
export * as LIMITS from './limits.js';
`;

const bounds = `// Generated from src/vocabulary.def by \`npm run vocabulary\`. Do not edit.
// These are constants of a module, so that a bundler inlines the used ones and drops the others.

${limits.map(([name, value]) => `export const ${name} = ${value};`).join('\n')}
`;

/** For each operation the names of its slots in slots.hpp. @type {Map<string, Record<'arguments' | 'results', string[]>>} */
const operations = new Map();
for (const [, operation, direction, list] of readFileSync(path('bindings/abi/slots.hpp'), 'utf8').matchAll(
  /^namespace (\w+)_(arguments|results) \{\nenum : std::size_t \{([\w\s,]+)\};\n\}$/gm,
)) {
  const slots = operations.get(operation) ?? { arguments: [], results: [] };
  const names = list.split(',').map((name) => name.trim());
  if (names.pop() !== 'count') throw new Error(`bindings/abi/slots.hpp: ${operation} must end with count`);
  operations.set(operation, Object.assign(slots, { [direction]: names }));
}

const most = Math.max(...[...operations.values()].map((slots) => slots.arguments.length));

/** @param {string[]} names */
const list = (names) => `[${names.map((name) => `'${name}'`).join(', ')}]`;

const slots = `// Generated from bindings/abi/slots.hpp by \`npm run vocabulary\`. Do not edit.

/** The number of argument slots in the frame. The result slots come after them. */
export const ARGUMENT_SLOTS = ${most};
${[...operations]
  .map(
    ([name, slots]) => `
export const ${name} = /** @type {const} */ ({
  name: '${name}',
  arguments: ${list(slots.arguments)},
  results: ${list(slots.results)},
});
`,
  )
  .join('')}`;

/** @param {string} text @param {Record<string, string>} tables */
const fillTables = (text, tables) =>
  text.replace(/(<!-- (\w+) -->\n)[\s\S]*?(<!-- \/\2 -->)/g, (all, open, name, close) =>
    tables[name] ? `${open}\n${tables[name]}\n\n${close}` : all,
  );

/** The operations of core.wasm, with the parameters of their exports. */
const calls = table(
  ['export', 'numbers', 'arguments', 'results'],
  ['authorization', 'token'].flatMap((file) =>
    [
      ...readFileSync(path(`bindings/abi/${file}.cpp`), 'utf8').matchAll(/^int (\w+)\((.*)\) noexcept \{$/gm),
    ].map(([, name, parameters]) => {
      const { arguments: given, results } = /** @type {any} */ (operations.get(name));
      const code = (/** @type {string[]} */ names) => names.map((one) => `\`${one}\``).join(', ');
      return [`\`${name}\``, code(parameters.match(/\w+(?=,|$)/g) ?? []), code(given), code(results)];
    }),
  ),
);

const outputs = new Map([
  ['bindings/errors.js', texts],
  ['bindings/vocabulary.js', script],
  ['bindings/limits.js', bounds],
  ['bindings/slots.js', slots],
  ['types/errors.d.ts', declareErrors(errors)],
  ['types/options.d.ts', declareOptions()],
]);
const { en, zh } = makeTables(errors, limits);
const read = (/** @type {string} */ name) => readFileSync(path(name), 'utf8');
outputs.set('llms.txt', makeLlms(manifest, read('docs/README.md'), read('docs/zh-CN/README.md')));
for (const name of ['configuration.md', 'errors.md'])
  for (const [folder, tables] of /** @type {const} */ ([
    ['docs', en],
    ['docs/zh-CN', zh],
  ])) {
    const document = `${folder}/${name}`;
    outputs.set(document, fillTables(readFileSync(path(document), 'utf8'), tables));
  }

outputs.set('docs/core.md', fillTables(readFileSync(path('docs/core.md'), 'utf8'), { slots: calls }));

/** Writes the stale files, or reports them. */
async function writeOutputs() {
  const requirements = makeRequirementTables(await loadRequirements(), await readProject());
  outputs.set('tests/README.md', fillTables(readFileSync(path('tests/README.md'), 'utf8'), { requirements }));
  const stale = [...outputs].filter(
    ([name, text]) => !existsSync(path(name)) || readFileSync(path(name), 'utf8') !== text,
  );
  const onlyChecks = process.argv.includes('--check');
  for (const [name, text] of stale) {
    if (onlyChecks) console.error(`${name} is stale: run "npm run vocabulary"`);
    else {
      writeFileSync(path(name), text);
      console.log(`wrote ${name}`);
    }
  }
  return onlyChecks && stale.length > 0 ? 1 : 0;
}

await runScript(async () => {
  await withLock(installModules);
  return writeOutputs();
});
