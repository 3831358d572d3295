/**
 * The login that the page starts itself, loaded on demand. Only `start` loads the WebAssembly: the worker checks the
 * callback.
 */
import { loginError } from './error.js';
import { request } from './request.js';
import { keepTransaction, takeTransaction } from './transactions.js';

const RANDOM_BYTES = 96;

/**
 * @param {import('../types/web.js').StartOptions} options
 */
export async function start({
  apiUrl,
  clientId,
  redirectUri,
  scope,
  issuer,
  allowHttp,
  returnTo,
  prompt,
  loginHint,
  extraParameters,
}) {
  const core = await loadCore();
  const client = core.configure({
    api_url: apiUrl,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    issuer,
    private_http: allowHttp === 'private',
  });
  const { url, transaction } = core.begin(client, {
    return_to: returnTo,
    prompt,
    login_hint: loginHint,
    extra_parameters: extraParameters,
    random: crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)),
    now: Math.floor(Date.now() / 1000),
  });
  // The callback reads the sessionStorage of its own origin. Another origin's storage has no transaction.
  if (new URL(redirectUri).origin !== location.origin) throw loginError('redirect_uri_invalid');
  keepTransaction(transaction);
  location.assign(url);
}

/**
 * @param {string} url the callback
 * @param {string | null} state
 * @param {string} basePath
 * @returns {Promise<import('../types/web.js').FinishedLogin>}
 */
export async function redeem(url, state, basePath) {
  if (!state) throw loginError('state_missing');
  const transaction = takeTransaction(state);
  const { user, return_to } = await request(`${basePath}/exchange`, 'POST', { url, transaction });
  return { user, returnTo: return_to };
}

/** A CSP without 'wasm-unsafe-eval' fails here. */
async function loadCore() {
  try {
    const { loadAuthorization } = await import('../bindings/wasm/browser.js');
    return await loadAuthorization((code, details) => loginError(code, details?.cause));
  } catch (cause) {
    throw loginError('wasm_unavailable', cause);
  }
}
