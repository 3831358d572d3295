import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fail, USAGE_ERROR } from '../output.js';
import { texts } from '../texts/index.js';

/** @typedef {import('../../testing/options.js').User} User */

/** The password of every account without its own. */
export const PASSWORD = 'demo-password';

/** @type {ReadonlyArray<object>} */
const SEEDED = [
  { email: 'alice@example.com', password: PASSWORD, nickname: 'Alice', discriminator: '6244' },
  { email: 'bob@example.com', password: PASSWORD, nickname: 'Bob', discriminator: '0007' },
];

/**
 * The accounts of a file, or the default ones. A missing id is derived from the email, so that a user is the same after each
 * start. The stand-in reports errors in an entry.
 *
 * @param {string} [file]
 * @returns {User[]}
 */
export function readUsers(file) {
  const given = file === undefined ? SEEDED : readList(file);
  return given.map((user) => (isObject(user) ? /** @type {User} */ ({ ...defaults(user), ...user }) : user));
}

/** @param {any} user */
const defaults = ({ email }) => ({
  _id: createHash('sha256').update(String(email)).digest('hex').slice(0, 24),
  password: PASSWORD,
  discriminator: '0001',
});

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
