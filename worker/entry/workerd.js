import { core } from '../../bindings/wasm/workerd.js';
import { clientOn } from '../client.js';

export { TailchatLoginError } from '../../bindings/error.js';
export { ERRORS } from '../../bindings/vocabulary.js';

export const createClient = clientOn(core);
