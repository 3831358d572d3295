/**
 * The login that the page starts itself, loaded on demand. Only `start` loads the WebAssembly: the worker checks the
 * callback.
 */
import { keepTransaction, takeTransaction } from './transactions.js';

/**
 * Functions that the page has loaded already. If two files imported them, a bundler would split the script of every page.
 *
 * @typedef {{ request: typeof import('./request.js').request, loginError: typeof import('./error.js').loginError }} Tools
 */

const RANDOM_BYTES = 96;

/**
 * @param {Tools} tools
 * @param {import('../types/web.js').StartOptions} options
 */
export async function start({ loginError }, options) {
  const { apiUrl, clientId, redirectUri, scope, issuer } = options;
  const { allowHttp, returnTo, prompt, loginHint, extraParameters } = options;
  const core = await loadCore(loginError);
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
  keepTransaction(transaction, loginError);
  location.assign(url);
}

/**
 * @param {Tools} tools
 * @param {string} url the callback
 * @param {string | null} state
 * @param {string} basePath
 * @returns {Promise<import('../types/web.js').FinishedLogin>}
 */
export async function redeem(tools, url, state, basePath) {
  const { request, loginError } = tools;
  if (!state) throw loginError('state_missing');
  const transaction = takeTransaction(state, loginError);
  const { user, return_to } = await request(`${basePath}/exchange`, 'POST', { url, transaction });
  return { user, returnTo: return_to };
}

/** A CSP without 'wasm-unsafe-eval' fails here. @param {Tools['loginError']} loginError */
async function loadCore(loginError) {
  try {
    const { loadAuthorization } = await import('../bindings/wasm/browser.js');
    return await loadAuthorization((code, details) => loginError(code, details?.cause));
  } catch (cause) {
    throw loginError('wasm_unavailable', cause);
  }
}
