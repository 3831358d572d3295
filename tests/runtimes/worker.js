// A worker like a deployed one, and two variants for tests: one with a short deadline, and one whose host does not pass on
// `ctx`.
import { createLogin } from 'tailchat-login/worker';

/** @typedef {{ waitUntil(promise: Promise<unknown>): void }} Context */
/** @typedef {Record<string, string>} Env */

/** @param {Env} env @param {number} deadline */
const configure = (env, deadline) => ({
  apiUrl: env.TAILCHAT_API_URL,
  clientId: env.TAILCHAT_CLIENT_ID,
  clientSecret: env.TAILCHAT_CLIENT_SECRET,
  sessionKeys: env.TAILCHAT_SESSION_KEYS,
  baseUrl: env.TAILCHAT_BASE_URL,
  deadline,
  log: () => {},
});

const login = createLogin((/** @type {Env} */ env) => configure(env, 60_000));
const impatient = createLogin((/** @type {Env} */ env) => configure(env, 1500));

export default {
  /** @param {Request} request @param {Env} env @param {Context} ctx */
  fetch(request, env, ctx) {
    const { headers } = request;
    return (headers.has('x-impatient') ? impatient : login).fetch(
      request,
      env,
      headers.has('x-no-context') ? undefined : ctx,
    );
  },
};
