import { core, ready as coreReady } from 'tailchat-login/core';
import { clientOn } from './client/client.js';

export { TailchatLoginError } from '../bindings/error.js';
export { ERRORS } from '../bindings/vocabulary.js';

/** @type {typeof import('../types/index.js').createClient} */
export const createClient = clientOn(core);

/** @type {typeof import('../types/index.js').ready} */
export const ready = coreReady;
