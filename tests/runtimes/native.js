// Runs the app in a runtime that can import the installed package directly.
import { assertCondition } from './condition.js';
import { checkApp } from './server_cases.js';
import { createSuite } from './suite.js';

/**
 * @param {import('./everywhere.js').Context} context
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<import('./everywhere.js').Outcome>}
 */
export async function runNative(context, command, args) {
  const tailchat = await context.startTailchat();
  const { says } = context.start(command, args, { env: tailchat.environment() });
  const [, version, url] = await says(/^v?(\S+) serves at (http:\S+?)\/?$/m);
  const [, entry] = await says(/^entry (\S+)$/m);
  assertCondition([entry], 'default');
  const suite = createSuite();
  await checkApp(suite, url, tailchat);
  return { version, condition: 'default', ...suite.outcome() };
}
