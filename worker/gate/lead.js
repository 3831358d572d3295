import { core as loginCore, ready } from 'tailchat-login/core';
import { setCookie } from '../http/cookies.js';
import { destinationOf } from '../http/guards.js';
import { redirect } from '../http/responses.js';
import { leadsToRoute } from '../http/site.js';
import { createGenerations } from '../lib/generations.js';
import { isScript } from '../routes/require.js';

/**
 * The session slides by a Set-Cookie line on the answer to a proxy. Some proxies drop it. Where somebody comes again whose
 * session has been renewed before and was not, a navigation is led once through a route of ours, which the browser itself
 * asks.
 *
 * @typedef {import('./place.js').Place} Place
 */

/** Requests that were under way when the first line was given are no sign. */
const PATIENCE_MILLISECONDS = 10_000;
/** Who was led through is not led again so soon: if his browser keeps no cookie, that would be for ever. */
const LED_SECONDS = 60;
const REMEMBERED = 10_000;

/** @param {() => number} now milliseconds */
export function createRenewals(now) {
  /** When a line was first given that may not have arrived; 0 once it has. @type {ReturnType<typeof createGenerations<number>>} */
  const given = createGenerations({ most: REMEMBERED });
  return {
    /**
     * @param {string} key of a user at a host
     * @param {boolean} isDue whether there is a line to give
     * @returns {boolean} whether the last line has not arrived
     */
    note(key, isDue) {
      if (!isDue && given.size() === 0) return false;
      const before = given.get(key) ?? 0;
      if (before === 0 ? isDue : !isDue) given.set(key, isDue ? now() : 0);
      return isDue && before !== 0 && now() - before >= PATIENCE_MILLISECONDS;
    },
  };
}

/** @param {Place} place */
const markOf = ({ origin }) => `${origin.startsWith('https:') ? '__Host-' : ''}tailchat_renewed`;

/**
 * @param {Request} inner as the program gets it
 * @param {Place} place
 * @param {string} uri
 */
export async function mayBeLed(inner, place, uri) {
  if (inner.method !== 'GET' || isScript(inner) || destinationOf(inner) !== 'page') return false;
  if ((inner.headers.get('cookie') ?? '').includes(`${markOf(place)}=`)) return false;
  // Nobody may end on another page for a renewal: an address may be too long for the way back.
  const back = await judgeReturnTo(uri);
  return (back !== '/' || uri === '/') && !leadsToRoute(place, back);
}

/** @param {Place} place @param {string} uri */
export const leadToRenew = ({ origin, routes }, uri) =>
  redirect(`${origin}${routes}/renew?${new URLSearchParams({ return_to: uri })}`);

/**
 * `GET renew?return_to=/path`: renews the session and leads back.
 *
 * @type {import('./create.js').Answer}
 */
export async function renew({ login }, request, env, { place }) {
  const { origin, prefix } = place;
  const asked = new URL(request.url).searchParams.get('return_to') ?? '';
  const judged = await judgeReturnTo(asked);
  const { headers } = await login.session(request, env);
  const secure = origin.startsWith('https:');
  const mark = setCookie({ secure }, markOf(place), '1', LED_SECONDS);
  return redirect(leadsToRoute(place, judged) ? `${prefix}/` : judged, [...headers.getSetCookie(), mark]);
}

/** @param {string} text @returns {Promise<string>} */
async function judgeReturnTo(text) {
  await ready();
  return loginCore.returnTo(text);
}
