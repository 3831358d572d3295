import { closeSync, constants, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { member } from '../texts/index.js';
import { AppError } from './tailchat.js';

const say = member.app;

/** @typedef {Record<string, string>} Variables */

/**
 * Opens a file of variables before an app is created, because an app is useless if its secret cannot be saved. Only the
 * owner can read the file. Symbolic links are refused, and no value is overwritten.
 *
 * @param {string} path
 * @param {string[]} names of the variables that will be written
 * @returns {{ append: (values: Variables) => void, close: () => void }}
 */
export function openSecrets(path, names) {
  const file = open(path);
  const text = readFileSync(file, 'utf8');
  const taken = names.filter((name) => new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=\\s*\\S`, 'm').test(text));
  if (taken.length > 0) {
    closeSync(file);
    throw new AppError(say.taken(path, taken.join(', ')));
  }
  let ended = text === '' || text.endsWith('\n');
  return {
    append(values) {
      const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
      writeSync(file, `${ended ? '' : '\n'}${lines.join('')}`);
      ended = true;
    },
    close: () => closeSync(file),
  };
}

/** @param {string} path */
function open(path) {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0 } = constants;
  try {
    const file = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
    throw Object.assign(new Error(), { code: 'no file' });
  } catch (error) {
    const { code = 'unknown' } = /** @type {NodeJS.ErrnoException} */ (error);
    const reason = code === 'ELOOP' ? say.link : code;
    throw new AppError(say.unwritable(path, reason));
  }
}
