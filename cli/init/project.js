import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RENAMED, TEMPLATES } from './templates.js';
import { toTypeScript } from './typescript.js';

/** Files with secrets are created so that only the owner can read them. */
const SECRET_MODE = 0o600;
const FILE_MODE = 0o666; // the umask applies, as usual

const SOURCE = fileURLToPath(new URL('../../templates', import.meta.url));

/**
 * The files of a project, by their paths in it.
 *
 * @param {string} name of the template
 * @param {Record<string, string>} values the value of each {{name}}
 * @param {{ typescript?: boolean, added?: boolean }} [how] `added` gives only the files of the login, for an existing project
 * @returns {Map<string, string>}
 */
export function makeFiles(name, values, { typescript = false, added = false } = {}) {
  const template = TEMPLATES[name];
  const { folders, secrets, without = [] } = template;
  const renamed = { ...RENAMED, secrets };
  const extensions = typescript ? { js: 'ts', jsx: 'tsx' } : { js: 'js', jsx: 'jsx' };
  /** @type {Map<string, string>} */
  const files = new Map();
  const own = new Set();
  for (const folder of folders)
    for (const path of listFiles(join(SOURCE, folder)).filter((one) => !without.includes(one))) {
      const target = Object.hasOwn(renamed, path) ? Reflect.get(renamed, path) : path;
      if (added && target !== secrets && !template.added?.includes(path)) continue;
      files.set(target, fill(readFileSync(join(SOURCE, folder, path), 'utf8'), { ...extensions, ...values }));
      if (folder === folders.at(-1)) own.add(target);
    }
  const made =
    typescript && template.typescript
      ? toTypeScript(files, template.typescript, (path) => own.has(path))
      : files;
  if (added) made.delete('tsconfig.json');
  return new Map([...made].sort(([one], [other]) => (one < other ? -1 : 1)));
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
 * The files in the way. A link to nowhere is in the way too.
 *
 * @param {string} folder
 * @param {Iterable<string>} paths
 */
export function findConflicts(folder, paths) {
  return [...paths].filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined);
}

/**
 * A symbolic link on the way to a file would lead the secrets elsewhere: into a folder that others can read, or that is
 * served. The check covers the folders of the target's path and those below it. A link in the root directory itself
 * (macOS has /tmp and /var there) belongs to the system: nobody else can create one.
 *
 * @param {string} folder
 * @param {Iterable<string>} paths
 * @returns {string | undefined} the first such link
 */
export function findLink(folder, paths) {
  const targets = [...paths].map((path) => dirname(resolve(folder, path)));
  return [...new Set([resolve(folder), ...targets])].flatMap(listFolders).find(isLink);
}

/** The folders on the way, except those in the root directory. @param {string} folder */
function listFolders(folder) {
  const { root } = parse(folder);
  const names = relative(root, folder).split(sep);
  return names.map((_, index) => join(root, ...names.slice(0, index + 1))).slice(1);
}

/** @param {string} path */
function isLink(path) {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    return false; // a file is in the place of a folder; writing reports it
  }
}

/**
 * Writes all files or none: after a failure it removes what it wrote.
 *
 * @param {string} folder
 * @param {Map<string, string>} files
 * @param {string} [secrets] the one among them that holds secrets
 */
export function writeFiles(folder, files, secrets) {
  /** @type {string[]} */
  const made = [];
  try {
    for (const [path, text] of files) {
      const target = resolve(folder, path);
      const first = mkdirSync(dirname(target), { recursive: true });
      if (first !== undefined) made.push(first);
      const mode = path === secrets ? SECRET_MODE : FILE_MODE;
      writeFileSync(target, text, { flag: 'wx', mode }); // never over a file that appeared in the meantime
      made.push(target);
    }
  } catch (error) {
    for (const path of made.reverse()) if (existsSync(path)) rmSync(path, { recursive: true });
    throw error;
  }
}
