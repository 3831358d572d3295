// The page uses the small module. It is compiled asynchronously, because browsers limit the size of a module that compiles
// synchronously on the main thread.
import hex from '../../dist/browser.js';
import { bindAuthorization } from '../authorization.js';
import { decodeHex } from '../hex.js';
import { createCall } from '../instance.js';
import { REQUEST_ERROR_CODES } from '../vocabulary.js';

/** @type {Promise<ReturnType<typeof bindAuthorization>> | undefined} */
let loading;

/** Compiles the module once. After a failure, the next call tries again. @param {import('../instance.js').Fail} fail */
export function loadAuthorization(fail) {
  // Instantiating also checks the content security policy: WebKit compiles even under a policy without WebAssembly.
  loading ??= WebAssembly.instantiate(decodeHex(hex), {}).then(
    ({ module }) =>
      bindAuthorization(
        createCall(() => module, fail, REQUEST_ERROR_CODES),
        fail,
      ),
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
