import { completeUser, SEEDED } from '../../testing/mock.js';
import { readJsonFile } from '../json_file.js';
import { fail, USAGE_ERROR } from '../output.js';
import { texts } from '../texts/index.js';

/** @typedef {import('../../testing/options.js').User} User */

/**
 * The accounts of a file, or the default ones. The stand-in reports errors in an entry.
 *
 * @param {string} [file]
 * @returns {User[]}
 */
export function readUsers(file) {
  const given = file === undefined ? SEEDED : readList(file);
  return given.map((user) => (isObject(user) ? completeUser(user) : user));
}

/** @param {string} file @returns {any[]} */
function readList(file) {
  const say = texts.mock;
  const refuse = (/** @type {string} */ why) => fail(USAGE_ERROR, `tailchat-login: ${say.users(why)}\n`);
  const read = readJsonFile(file);
  if ('unreadable' in read) return refuse(say.unreadable(file, read.unreadable));
  if ('line' in read) return refuse(say.noJson(file, read.line));
  return Array.isArray(read.value) && read.value.length > 0 ? read.value : refuse(say.noList(file));
}

/** @param {unknown} value */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
