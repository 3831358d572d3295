/** @typedef {import('../types/error.js').LoginError} LoginError */

/**
 * The page's form of TailchatLoginError: the same name and codes, without the table of messages, which would be most of
 * the page's script.
 *
 * @param {string} code
 * @param {unknown} [cause]
 * @returns {LoginError}
 */
export function loginError(code, cause) {
  const error = new Error(`Tailchat login failed: ${code}`, { cause });
  return /** @type {LoginError} */ (Object.assign(error, { name: 'TailchatLoginError', code }));
}
