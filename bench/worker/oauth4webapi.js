// Only the steps of a login, without a session.
export { create as createBegin } from '../page/oauth4webapi.js';
export { createSteps } from './steps/oauth4webapi.js';
