// The documents of the project, and the parts of them that tests check: code blocks, links, headings.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** @param {string} folder @returns {string[]} */
function documentsIn(folder) {
  if (!existsSync(`${root}/${folder}`)) return [];
  return readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : documentsIn(name);
    return entry.name.endsWith('.md') ? [name] : [];
  });
}

/** Paths from the project's root. */
export const DOCUMENTS = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...documentsIn('docs'),
  ...documentsIn('examples'),
].sort();

/** @param {string} document */
export const read = (document) => readFileSync(`${root}/${document}`, 'utf8');

/**
 * @typedef {object} Block
 * @property {string} document
 * @property {number} line of its first line of code
 * @property {string} language
 * @property {string | undefined} file the file that it shows, from the project's root
 * @property {string} code
 */

/** The fenced blocks of a document, in their order. @param {string} document @returns {Block[]} */
export function blocksOf(document) {
  const text = read(document);
  return [...text.matchAll(/^```(\w*)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)].map((match) => ({
    document,
    line: text.slice(0, match.index).split('\n').length + 1,
    language: match[1],
    file: match[2],
    code: match[3],
  }));
}

/** The text outside of fenced blocks. @param {string} document */
const proseOf = (document) => read(document).replace(/^```[\s\S]*?^```$/gm, '');

/** The anchor that the usual renderers give a heading. @param {string} heading */
const anchorOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/** @param {string} document */
export const headingsOf = (document) =>
  [...proseOf(document).matchAll(/^(#+) (.*)$/gm)].map(([, marks, text]) => ({ level: marks.length, text }));

/** @param {string} document */
export const anchorsOf = (document) => new Set(headingsOf(document).map(({ text }) => anchorOf(text)));

/** The targets of links and pictures that lie in the project. @param {string} document */
export const linksOf = (document) =>
  [...proseOf(document).matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
