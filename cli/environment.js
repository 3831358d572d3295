import { fail, USAGE_ERROR } from './output.js';
import { texts } from './texts/index.js';

/**
 * Reads the variables of a file into the environment. A variable that is set already stays. The option is not called
 * --env-file, because Node 20 takes that one for itself, wherever it stands.
 *
 * @param {string} [file]
 */
export function loadEnvironment(file) {
  if (file === undefined) return;
  if (process.loadEnvFile === undefined) fail(1, `tailchat-login: ${texts.oldNode}\n`);
  try {
    process.loadEnvFile(file);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    fail(USAGE_ERROR, `tailchat-login: ${texts.envUnreadable(file, code)}\n`);
  }
}
