import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RENAMED, TEMPLATES } from './templates.js';

const SOURCE = fileURLToPath(new URL('../../templates', import.meta.url));

/**
 * The files of a project, by their paths in it.
 *
 * @param {string} name of the template
 * @param {Record<string, string>} values what stands for each {{name}}
 * @returns {Map<string, string>}
 */
export function makeFiles(name, values) {
  const { folders, secrets } = TEMPLATES[name];
  const renamed = { ...RENAMED, secrets };
  const entries = folders.flatMap((folder) =>
    listFiles(join(SOURCE, folder)).map((path) => {
      const target = Object.hasOwn(renamed, path) ? Reflect.get(renamed, path) : path;
      return /** @type {[string, string]} */ ([
        target,
        fill(readFileSync(join(SOURCE, folder, path), 'utf8'), values),
      ]);
    }),
  );
  return new Map(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** @param {string} folder @param {string} [below] @returns {string[]} */
function listFiles(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? listFiles(folder, path) : [path];
  });
}

/** @param {string} text @param {Record<string, string>} values */
function fill(text, values) {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`no value for ${name}`);
    return values[name];
  });
}

/**
 * What stands in the way. A link that leads nowhere does too.
 *
 * @param {string} folder
 * @param {Iterable<string>} paths
 */
export function findConflicts(folder, paths) {
  return [...paths].filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined);
}

/**
 * Writes all of them, or none: what was written before a failure is taken away again.
 *
 * @param {string} folder
 * @param {Map<string, string>} files
 */
export function writeFiles(folder, files) {
  /** @type {string[]} */
  const made = [];
  try {
    for (const [path, text] of files) {
      const target = resolve(folder, path);
      const first = mkdirSync(dirname(target), { recursive: true });
      if (first !== undefined) made.push(first);
      writeFileSync(target, text, { flag: 'wx' }); // never over a file that has come in the meantime
      made.push(target);
    }
  } catch (error) {
    for (const path of made.reverse()) if (existsSync(path)) rmSync(path, { recursive: true });
    throw error;
  }
}
