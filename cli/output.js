/** What a person typed is wrong, as opposed to what was found or went wrong, which is 1. */
export const USAGE_ERROR = 2;

/** @param {string} text */
export function write(text) {
  process.stdout.write(text);
}

/**
 * @param {number} status
 * @param {string} text
 * @returns {never}
 */
export function fail(status, text) {
  process.stderr.write(text);
  process.exit(status);
}
