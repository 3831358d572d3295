import { encodeBase64url } from '../sealed/base64url.js';
import { escape, makePage, STYLE_HASH } from '../http/error_page.js';
import { preferredLanguage } from '../http/negotiation.js';
import { respond } from '../http/responses.js';
import { readMark, setMark } from './marks.js';
import { END_HASH, END_SCRIPT, PANEL_HASH, PANEL_SCRIPT } from './scripts.js';
import { TEXTS } from './texts.js';

/**
 * The pages of panels: one that asks for a login, one for a browser that keeps no cookies there, and the popup's last one.
 *
 * @typedef {import('./place.js').Place} Place
 */

const SECRET_BYTES = 16;
const SECRET = /^[\w-]{22}$/;
/** The life of the mark in seconds: the page asks soon after it was shown, and again when the person comes back. */
const SHOWN_SECONDS = 86400;
/** The life of the mark in seconds. It prevents a second silent login right after the first. */
const ASKED_SECONDS = 60;

/** Two panels share the cookie, so the second one must not replace the secret of the first page. @param {Place} place @param {Request} request */
export function setShown(place, request) {
  const known = readMark(place, request, 'shown') ?? '';
  const made = () => encodeBase64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  const secret = SECRET.test(known) ? known : made();
  return { secret, cookies: setMark(place, 'shown', secret, SHOWN_SECONDS) };
}

/**
 * @param {Place} place
 * @param {Request} request
 * @param {{ return_to: string, mode: 'quiet' | 'ask' | 'asked', status: number, pressed?: boolean }} asked quiet: the page leads back
 *   whatever the result is; ask: the page first logs in silently; asked: a silent login found no user, or the person has
 *   logged out, so the page shows the button; pressed: the person has pressed a button
 */
export function panelPage(place, request, asked) {
  const { context, frameAncestors } = place;
  const { return_to, mode, status, pressed } = asked;
  const text = TEXTS[preferredLanguage(request)];
  const { routes } = context.site;
  const { secret: panel, cookies } = setShown(place, request);
  const query = new URLSearchParams({ return_to, prompt: 'none', panel });
  if (mode !== 'quiet') query.set('ask', '1');
  else if (pressed) query.set('asked', 'pressed');
  const begin = `${routes}/login?${query}`;
  const popup = `${routes}/login?popup=1`;
  const waits = mode === 'asked';
  const inside = waits
    ? `<p>${text.explain}</p><a id="login" class="again" href="${popup}" target="_blank">${text.login}</a>` +
      `<p id="blocked" hidden><a href="${popup}" target="_blank">${text.blocked}</a></p>`
    : `<noscript><a class="again" href="${popup}" target="_blank">${text.login}</a></noscript>`;
  const data = `data-begin="${escape(begin)}"${waits ? ` data-waits="${pressed ? 'pressed' : ''}"` : ''}`;
  const body = `${inside}<script ${data}>${PANEL_SCRIPT}</script>`;
  if (mode === 'quiet') cookies.push(...setMark(place, 'asked', '1', ASKED_SECONDS));
  return page(status, text, waits ? text.title : text.going, body, PANEL_HASH, frameAncestors, cookies);
}

/** @param {Place} place @param {Request} request @param {string} return_to judged */
export function lostPage({ twin, frameAncestors }, request, return_to) {
  const text = TEXTS[preferredLanguage(request)];
  const why = twin === undefined ? text.plain : text.lost;
  const body = `<p>${why}</p><a class="again" href="${escape(return_to)}" target="_blank">${text.open}</a>`;
  return page(200, text, text.title, body, undefined, frameAncestors);
}

/** @param {Request} request */
export function endPage(request) {
  const text = TEXTS[preferredLanguage(request)];
  const body = `<p>${text.close}</p><script>${END_SCRIPT}</script>`;
  return page(200, text, text.ended, body, END_HASH, "frame-ancestors 'none'");
}

/**
 * @param {number} status
 * @param {{ lang: string }} text
 * @param {string} title
 * @param {string} body
 * @param {string | undefined} script
 * @param {string} frameAncestors
 * @param {string[]} [cookies]
 */
function page(status, { lang }, title, body, script, frameAncestors, cookies) {
  const run = script === undefined ? '' : `script-src '${script}'; `;
  const policy = `default-src 'none'; ${run}style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'; ${frameAncestors}`;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return respond(status, makePage(lang, title, body), headers, cookies);
}
