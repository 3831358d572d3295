// The worker of the README, with everything that it deploys.
import { createLogin } from '../../worker/index.js';

const login = createLogin();

export default {
  /** @param {Request} request @param {any} env @param {any} ctx */
  fetch: (request, env, ctx) => login.fetch(request, env, ctx),
};
