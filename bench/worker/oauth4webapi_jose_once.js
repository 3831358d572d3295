import { create as createPage } from '../page/oauth4webapi.js';
import { createRoutes } from './steps/cookies.js';
import { createSealsOnce } from './steps/jose.js';
import { createSteps } from './steps/oauth4webapi.js';

/** @param {any} config */
export async function create(config) {
  const { begin } = createPage(config);
  const seals = await createSealsOnce(config.sessionKey);
  return createRoutes({ begin, finish: createSteps(config), ...seals });
}
