import { create as createPage } from '../page/oauth4webapi.js';
import { createRoutes } from './steps/cookies.js';
import { createSeals } from './steps/jose.js';
import { createSteps } from './steps/oauth4webapi.js';

/** @param {any} config */
export function create(config) {
  const { begin } = createPage(config);
  return createRoutes({ begin, finish: createSteps(config), ...createSeals(config.sessionKey) });
}
