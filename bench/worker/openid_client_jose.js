import { createBegin, createSteps } from './openid_client.js';
import { createRoutes } from './steps/cookies.js';
import { createSeals } from './steps/jose.js';

/** @param {any} config */
export async function create(config) {
  const { begin } = createBegin(config);
  return createRoutes({ begin, finish: createSteps(config), ...(await createSeals(config.sessionKey)) });
}
