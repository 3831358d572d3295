// The worker as somebody deploys it: configured by its environment's bindings.
import { createLogin } from 'tailchat-login/worker';

const login = createLogin();

export default {
  /** @param {Request} request @param {object} env @param {{ waitUntil(promise: Promise<unknown>): void }} ctx */
  fetch: (request, env, ctx) => login.fetch(request, env, ctx),
};
