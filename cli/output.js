/** The exit status for wrong arguments. A failure, or a bad finding, is 1. */
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
