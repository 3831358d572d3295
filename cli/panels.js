import { createPanels, readPanelsEnv } from 'tailchat-login/panels';

/**
 * The panels that the environment names: none without TAILCHAT_EMBEDDED_IN.
 *
 * @param {Record<string, string | undefined>} env
 * @throws {import('../bindings/error.js').TailchatLoginError}
 */
export const makePanels = (env) => (env.TAILCHAT_EMBEDDED_IN ? createPanels(readPanelsEnv(env)) : undefined);
