/**
 * Work that may continue after the answer. A platform's `waitUntil` may throw, reject or be no function: the work has
 * started, and the answer does not depend on it.
 *
 * @param {import('../../types/worker.js').WaitUntilContext | undefined} ctx
 * @param {Promise<unknown>} work which does not reject
 */
export function waitUntil(ctx, work) {
  (async () => ctx?.waitUntil?.(work))().catch(() => {});
}
