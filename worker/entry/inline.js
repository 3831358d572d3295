import { core } from '../../bindings/wasm/inline.js';
import { clientOn } from '../client/client.js';

export { TailchatLoginError } from '../../bindings/error.js';
export { ERRORS } from '../../bindings/vocabulary.js';

/** @type {(options: import('../client/client.js').ClientOptions) => Readonly<import('../client/client.js').Client>} */
export const createClient = clientOn(core);
