import { variableOf } from '../worker/config/config.js';
import { fail } from './output.js';
import { texts } from './texts/index.js';

/**
 * Ends the command with a line about a configuration that is wrong. The line names the environment variable.
 *
 * @param {import('../bindings/error.js').TailchatLoginError} error
 * @param {number} status
 * @returns {never}
 */
export function failConfiguration(error, status) {
  const fault = { variable: variableOf(error), message: error.message };
  return fail(status, `tailchat-login: ${texts.serve.fault(fault)}\n`);
}
