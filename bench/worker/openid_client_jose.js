import { createBegin, createSteps } from './openid_client.js';
import { createRoutes } from './steps/cookies.js';
import { createSeals } from './steps/jose.js';

/** @param {any} config */
export function create(config) {
  const { begin } = createBegin(config);
  return createRoutes({ begin, finish: createSteps(config), ...createSeals(config.sessionKey) });
}
