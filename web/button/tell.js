import { addressOf } from '../request.js';

/**
 * Tells the developer of the page in the console what the page requested and what it received.
 *
 * @param {import('../error.js').LoginError} error
 */
export function tellFailure({ code, cause }) {
  const { url, status, headers, message } = /** @type {any} */ (cause ?? {});
  const came = status ? `${url} answered ${status} ${headers.get('content-type') ?? ''}` : (message ?? '');
  console.info(`<tailchat-login> ${code}: ${came}`);
}

/**
 * A service worker or a fallback may answer every address with this page, also the login. Then no request fails.
 *
 * @param {string} [basePath]
 */
export function tellFallback(basePath) {
  try {
    if (location.pathname !== `${addressOf(basePath)}/login`) return;
  } catch {
    return; // the session request reports the fault
  }
  console.info(
    `<tailchat-login> this page was served at ${location.pathname}, which is the worker's: leave it out of navigateFallback or its like`,
  );
}
