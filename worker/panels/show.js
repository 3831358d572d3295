import { destinationOf } from '../http/guards.js';
import { toPublic } from '../http/site.js';
import { fit } from './fit.js';
import { panelPage } from './pages.js';
import { isOut } from './stay_out.js';

/**
 * Changes an answer for panels: the listed origins may frame it. In a frame, the page that asks for a login becomes the page
 * of the panel, and no link replaces the whole window of Tailchat.
 *
 * @param {import('./place.js').Place} place
 */
export const createShow =
  (place) => async (/** @type {Request} */ request, /** @type {Response} */ response) => {
    const { headers, status } = response;
    const policy = headers.get('content-security-policy');
    if (policy !== null)
      headers.set('content-security-policy', policy.replace(/frame-ancestors [^;]*/, place.frameAncestors));
    const isPage = headers.get('content-type')?.startsWith('text/html') && destinationOf(request) === 'frame';
    if (!isPage) return response;
    if (status === 401 && request.method === 'GET') return askIn(place, request, response);
    const html = (await response.text()).replace(
      /href="(.)([^"]*)"\starget="_top"/g,
      (_, first, rest) => `href="${first}${rest}" target="${first === '/' ? '_self' : '_blank'}"`,
    );
    return new Response(html, { status, headers });
  };

/** @param {import('./place.js').Place} place @param {Request} request @param {Response} refused */
function askIn(place, request, { headers }) {
  const { pathname, search } = new URL(request.url);
  const return_to = toPublic(place.context.site, pathname) + search;
  const mode = isOut(place, request) ? 'asked' : 'ask';
  const response = panelPage(place, request, { return_to, mode, status: 401 });
  for (const line of headers.getSetCookie()) response.headers.append('set-cookie', line);
  fit(place, request, response);
  return response;
}
