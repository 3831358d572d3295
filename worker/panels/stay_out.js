import { clearCookie, setCookie } from '../http/cookies.js';
import { hasCookie } from './place.js';

/**
 * Tailchat still knows who has logged out here, so a panel that asks silently would log that person in again. A cookie
 * says that the person has logged out. While it is there, a login in the panel needs a click. It is as the session is: of
 * one host, and partitioned. It holds no secret. An expired or a revoked session leaves none: nobody has logged out then.
 *
 * @typedef {import('./place.js').Place} Place
 */

const OUT_SECONDS = 30 * 86_400;

/** @param {Place} place */
export const setOut = ({ jar, out }) => setCookie(jar, out, '1', OUT_SECONDS);

/** @param {Place} place @param {Request} request */
export const isOut = ({ out }, request) => hasCookie(request, out);

/** @param {Place} place @param {Request} request @returns {string[]} Set-Cookie lines */
export const clearOut = (place, request) =>
  isOut(place, request) ? [clearCookie(place.jar, place.out)] : [];
