/** @typedef {import('../types/error.js').LoginError} LoginError */

/**
 * TailchatLoginError for the page. It has the same name and codes, but no messages: they would be most of the page's
 * script.
 *
 * @param {string} code
 * @param {unknown} [cause]
 * @returns {LoginError}
 */
export function loginError(code, cause) {
  const error = new Error(`Tailchat login failed: ${code}`, { cause });
  return /** @type {LoginError} */ (Object.assign(error, { name: 'TailchatLoginError', code }));
}
