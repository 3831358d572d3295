import { TailchatLoginError } from '../../bindings/error.js';

/**
 * The functions of the runtime that every login needs, and the runtimes that lack them.
 *
 * @returns {[there: boolean, what: string][]}
 */
const needs = () => [
  [
    typeof globalThis.crypto?.subtle === 'object',
    'Web Crypto (globalThis.crypto): Node must be 20 or newer, and a test must run in the environment node, not jsdom',
  ],
  [
    typeof URL.canParse === 'function',
    'URL.canParse: on Cloudflare compatibility_date must be 2022-10-31 or later, and Node 20 or newer',
  ],
];

/**
 * Checks the runtime at the start, before the first login can fail. Node 18 would otherwise start.
 *
 * @throws {TailchatLoginError} configuration_invalid
 */
export function checkRuntime() {
  for (const [there, message] of needs())
    if (!there)
      throw new TailchatLoginError('configuration_invalid', { message: `this runtime lacks ${message}` });
}
