import { create as createPage } from '../page/oauth4webapi.js';
import { createRoutes } from './steps/cookies.js';
import { createSeals } from './steps/jose.js';
import { createSteps } from './steps/oauth4webapi.js';

/** @param {any} config */
export async function create(config) {
  const { begin } = createPage(config);
  return createRoutes({ begin, finish: createSteps(config), ...(await createSeals(config.sessionKey)) });
}
