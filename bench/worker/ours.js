import { createLogin } from '../../worker/index.js';

/** @param {any} config */
export function create({ sessionKey, redirectUri, ...config }) {
  const login = createLogin({ ...config, sessionKeys: sessionKey });
  return { login: login.fetch, callback: login.fetch, user: login.user, session: login.session };
}
