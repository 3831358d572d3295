import { core, ready as coreReady } from '../../bindings/wasm/edge-light.js';
import { clientOn } from '../client/client.js';

export { TailchatLoginError } from '../../bindings/error.js';
export { ERRORS } from '../../bindings/vocabulary.js';

/** @type {(options: import('../client/client.js').ClientOptions) => Readonly<import('../client/client.js').Client>} */
export const createClient = clientOn(core);

/**
 * Resolves once the core can be used: where the runtime compiles no WebAssembly from bytes it is loaded as JavaScript.
 * createLogin waits for it by itself.
 *
 * @type {() => Promise<void>}
 */
export const ready = coreReady;
