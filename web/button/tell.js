import { addressOf } from '../request.js';

/**
 * Says in the console what a person who builds the page needs: what was asked, and what came back.
 *
 * @param {import('../error.js').LoginError} error
 */
export function tellFailure({ code, cause }) {
  const { url, status, headers, message } = /** @type {any} */ (cause ?? {});
  const came = status ? `${url} answered ${status} ${headers.get('content-type') ?? ''}` : (message ?? '');
  console.info(`<tailchat-login> ${code}: ${came}`);
}

/**
 * A service worker or a fallback that answers every address with this page answers the login too, and nothing fails.
 *
 * @param {string} [basePath]
 */
export function tellFallback(basePath) {
  try {
    if (location.pathname !== `${addressOf(basePath)}/login`) return;
  } catch {
    return; // the session says what is wrong with it
  }
  console.info(
    `<tailchat-login> this page was served at ${location.pathname}, which is the worker's: leave it out of navigateFallback or its like`,
  );
}
