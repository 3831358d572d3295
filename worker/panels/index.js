export { isSameOrigin } from './counts.js';
export { createPanels } from './create.js';
export { readPanelsEnv } from './options.js';
