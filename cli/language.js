/** @typedef {'en' | 'zh'} Language */

/**
 * The language of the terminal. The first of these variables that is set decides (POSIX, Environment Variables 8.2).
 *
 * @param {Record<string, string | undefined>} env
 * @returns {Language}
 */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }) {
  return /^zh(?:[^a-z]|$)/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}

/** A command runs once, in one language. */
export const language = languageOf(process.env);
