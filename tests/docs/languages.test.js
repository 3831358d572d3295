// The Chinese documents match the English ones: they have the same sections, code and rows, with Chinese punctuation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERRORS, LIMITS } from '../../bindings/vocabulary.js';
import { OPTIONS } from '../../worker/config/options.js';
import { blocksOf, DOCUMENTS, headingsOf, read } from './documents.js';

/** Each Chinese document, and the English one that it follows. @type {Record<string, string>} */
const PAIRS = {
  'README.zh-CN.md': 'README.md',
  'docs/zh-CN/quick-start.md': 'docs/quick-start.md',
  'docs/zh-CN/page.md': 'docs/page.md',
  'docs/zh-CN/frameworks.md': 'docs/frameworks.md',
  'docs/zh-CN/configuration.md': 'docs/configuration.md',
  'docs/zh-CN/errors.md': 'docs/errors.md',
  'docs/zh-CN/deployments.md': 'docs/deployments.md',
  'docs/zh-CN/core.md': 'docs/core.md',
  'docs/zh-CN/accounts.md': 'docs/accounts.md',
  'docs/zh-CN/production.md': 'docs/production.md',
  'docs/zh-CN/gate.md': 'docs/gate.md',
  'docs/zh-CN/interop.md': 'docs/interop.md',
  'docs/zh-CN/groups.md': 'docs/groups.md',
  'docs/zh-CN/panels.md': 'docs/panels.md',
  'docs/zh-CN/self-hosting.md': 'examples/self-hosted/README.md',
};
/** An index, whose sections differ from those of the English one. */
const INDEX = 'docs/zh-CN/README.md';

/** The first cells of the rows of all tables. @param {string} document */
const rowsOf = (document) => [...read(document).matchAll(/^\| (`[^|]*) \|/gm)].map(([, cell]) => cell);

/** The steps and items of all lists, by their marks. @param {string} document */
const itemsOf = (document) => [...read(document).matchAll(/^(-|\d+\.) /gm)].map(([, mark]) => mark);

test('every Chinese document follows an English one', () => {
  const chinese = DOCUMENTS.filter((name) => /zh-CN/.test(name) && name !== INDEX);
  assert.deepEqual(chinese.sort(), Object.keys(PAIRS).sort());
});

for (const [chinese, english] of Object.entries(PAIRS)) {
  test(`${chinese} has the sections of ${english}`, () => {
    const levels = (/** @type {string} */ document) => headingsOf(document).map(({ level }) => level);
    assert.deepEqual(levels(chinese), levels(english));
  });

  test(`${chinese} has the code of ${english}`, () => {
    const code = (/** @type {string} */ document) => blocksOf(document).map((block) => block.code);
    assert.deepEqual(code(chinese), code(english));
  });

  test(`${chinese} has the list items and the rows of ${english}`, () => {
    assert.deepEqual(itemsOf(chinese), itemsOf(english));
    const joined = (/** @type {string} */ document) =>
      rowsOf(document).map((row) => row.replaceAll(/[、, ]+/g, ' '));
    // Words beside the names, such as those in brackets, are in the page's language.
    const names = (/** @type {string} */ document) => joined(document).map((row) => row.match(/`[^`]+`/g));
    assert.deepEqual(names(chinese), names(english));
  });
}

test('every option, limit and error code has a row in Chinese', () => {
  const cells = (/** @type {string} */ document) => new Set(rowsOf(document));
  const configuration = cells('docs/zh-CN/configuration.md');
  const options = OPTIONS.filter(({ of }) => of.includes('worker')).map(({ name }) => name);
  for (const name of [...options, ...Object.keys(LIMITS)]) assert.ok(configuration.has(`\`${name}\``), name);
  const rows = rowsOf('docs/zh-CN/errors.md');
  // Once among the causes, once among the meanings.
  for (const code of Object.keys(ERRORS))
    assert.equal(rows.filter((row) => row === `\`${code}\``).length, 2, code);
});

/** The product's files with Chinese texts. */
const SOURCES = [
  'cli/texts/commands_zh.js',
  'cli/texts/doctor_zh.js',
  'cli/texts/fault_zh.js',
  'scripts/demo/page/texts.js',
  'scripts/vocabulary/zh.js',
  'testing/texts.js',
  'web/button/texts.js',
  'worker/config/option_docs_zh.js',
  'worker/http/error_page.js',
];

/** Code and the addresses of links have their own characters. @param {string} text */
const chineseOf = (text) =>
  text
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, 'x')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/^\s*(?:\w+: )?"|",?$/gm, ''); // a script's own quotes

const HALF_WIDTH =
  /\p{Script=Han}[*]*[,.:;?!()"]|[,.:;?!()"][*]*(?=\p{Script=Han})|\p{Script=Han} \p{Script=Han}/u;

for (const name of [...Object.keys(PAIRS), INDEX, ...SOURCES])
  test(`${name} has full-width punctuation in Chinese`, () => {
    for (const [number, line] of chineseOf(read(name)).split('\n').entries())
      assert.doesNotMatch(line, HALF_WIDTH, `line ${number + 1} (code left out): ${line.trim()}`);
  });

for (const name of [...Object.keys(PAIRS), INDEX])
  test(`${name} has each Chinese paragraph on one line, for a line end is shown as a space`, () => {
    for (const lines of read(name).matchAll(/^(?![|<`#]).*\S\n(?!\s*(?:[-|<`#\n]|\d+\.)).+$/gm))
      assert.doesNotMatch(lines[0].replaceAll(/^[\x20-\x7e]*$/gm, ''), /\p{Script=Han}/u, lines[0]);
  });
