import { clearMark, hasMark, setMark } from './marks.js';

/**
 * After a logout the session at Tailchat still exists, so a silent login would log the person in again. While this mark
 * exists, a login in the panel needs a click. A session that expired or was revoked sets no mark.
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
