// The page: the small module, compiled asynchronously, since browsers bound what may compile
// synchronously on the main thread.
import hex from '../../dist/browser.js';
import { bindAuthorization } from '../authorization.js';
import { decodeHex } from '../hex.js';
import { createCall } from '../instance.js';
import { REQUEST_ERROR_CODES } from '../vocabulary.js';

/** @type {Promise<ReturnType<typeof bindAuthorization>> | undefined} */
let loading;

/** Compiles the module once; a failure is not kept. @param {import('../instance.js').Fail} fail */
export function loadAuthorization(fail) {
  // Instantiated for the policy's sake: under one that allows no WebAssembly, WebKit still compiles.
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
