/**
 * What may go on after the answer. That a platform's `waitUntil` throws, rejects or is no function costs nothing: the
 * work has begun, and the answer does not hang on it.
 *
 * @typedef {{ waitUntil?: (promise: Promise<unknown>) => void } | undefined} WaitContext
 *
 * @param {WaitContext} ctx
 * @param {Promise<unknown>} work which does not reject
 */
export function waitUntil(ctx, work) {
  (async () => ctx?.waitUntil?.(work))().catch(() => {});
}
