import { clearMark, hasMark, setMark } from './marks.js';

/**
 * Tailchat still knows who has logged out here, so a panel that asks silently would log that person in again. While the
 * mark is there, a login in the panel needs a click. An expired or a revoked session leaves none: nobody has logged out then.
 *
 * @typedef {import('./place.js').Place} Place
 */

const OUT_SECONDS = 30 * 86_400;

/** @param {Place} place */
export const setOut = (place) => setMark(place, 'out', '1', OUT_SECONDS);

/** @param {Place} place @param {Request} request */
export const isOut = (place, request) => hasMark(place, request, 'out');

/** @param {Place} place @param {Request} request @returns {string[]} Set-Cookie lines */
export const clearOut = (place, request) => clearMark(place, request, 'out');
