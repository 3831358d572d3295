/**
 * The result of a check. `skip` means that there was nothing to check.
 *
 * @typedef {object} Finding
 * @property {'ok' | 'warn' | 'fail' | 'skip'} status
 * @property {string} text
 * @property {string} [advice] what to change, and where
 */

/** @param {string} text @returns {Finding} */
export const ok = (text) => ({ status: 'ok', text });

/** @param {string} text @param {string} [advice] @returns {Finding} */
export const warn = (text, advice) => ({ status: 'warn', text, advice });

/** @param {string} text @param {string} [advice] @returns {Finding} */
export const failed = (text, advice) => ({ status: 'fail', text, advice });

/** @param {string} text @returns {Finding} */
export const skipped = (text) => ({ status: 'skip', text });

/**
 * The other side may write anything. It is shown only if it is a URL in visible ASCII.
 *
 * @param {unknown} text
 * @returns {string | undefined}
 */
export function showUrl(text) {
  return typeof text === 'string' && /^https?:\/\/[\x21-\x7e]{1,500}$/.test(text) ? text : undefined;
}
