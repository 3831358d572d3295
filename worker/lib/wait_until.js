/**
 * Lets work continue after the answer. The platform's `waitUntil` may throw, reject or be missing. The work has started
 * already, and the answer does not depend on it.
 *
 * @param {import('../../types/worker.js').WaitUntilContext | undefined} ctx
 * @param {Promise<unknown>} work which does not reject
 */
export function waitUntil(ctx, work) {
  (async () => ctx?.waitUntil?.(work))().catch(() => {});
}
