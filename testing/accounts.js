/** Imitates Tailchat's `user.login` for its login form: the same checks in the same order, and the same English errors. */

/** @typedef {import('./options.js').User} User */

const EMAIL = /^\S+@\S+\.\S+$/;

/**
 * @param {User[]} users
 * @param {URLSearchParams} form
 * @param {boolean} offered whether a person may select an account by its id
 * @returns {User}
 */
export function findUser(users, form, offered) {
  const chosen = offered ? users.find(({ _id }) => _id === form.get('account')) : undefined;
  const user = chosen ?? findByPassword(users, form);
  if (user.banned) throw failure('BannedError', 'User banned');
  return user;
}

/** @param {User[]} users @param {URLSearchParams} form */
function findByPassword(users, form) {
  const email = readField(form, 'email');
  const password = readField(form, 'password');
  if (password === undefined || (email !== undefined && !EMAIL.test(email))) throw invalid();
  if (email === undefined) throw failure('EntityError', 'Username or email is empty');
  const user = users.find((candidate) => candidate.email === email);
  if (user === undefined) throw failure('EntityError', 'User does not exist, please check your email');
  if (user.password !== password) throw failure('EntityError', 'Wrong password');
  return user;
}

/**
 * In Tailchat a field that appears twice is a list, and not a text.
 * @param {URLSearchParams} form
 * @param {string} name
 * @returns {string | undefined}
 */
function readField(form, name) {
  const values = form.getAll(name);
  if (values.length > 1) throw invalid();
  return values[0];
}

function invalid() {
  return failure('ValidationError', 'Parameters validation error!');
}

/**
 * @param {string} name
 * @param {string} message
 */
function failure(name, message) {
  return Object.assign(new Error(message), { name });
}
