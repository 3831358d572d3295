import { readFileSync } from 'node:fs';
import { completeUser, SEEDED } from '../../testing/mock.js';
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
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return refuse(say.unreadable(file, /** @type {NodeJS.ErrnoException} */ (error).code));
  }
  try {
    const list = JSON.parse(text);
    return Array.isArray(list) && list.length > 0 ? list : refuse(say.noList(file));
  } catch {
    return refuse(say.noJson(file));
  }
}

/** @param {unknown} value */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
