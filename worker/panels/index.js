export { isSameOrigin } from './same_origin.js';
export { createPanels } from './create.js';
export { readPanelsEnv } from './options.js';
