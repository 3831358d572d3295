import { clearCookie, setCookie } from '../http/cookies.js';
import { hasCookie, readCookie } from './place.js';

/**
 * Small cookies of a panel, which contain no secrets: `shown` proves that a page of ours was shown in the frame, `asked` says
 * that a page has just asked silently, and `out` says that the person has logged out. Like the session, they belong to one
 * host and are partitioned. On http a browser may store only plain cookies, so there each mark is set in both kinds.
 *
 * @typedef {import('./place.js').Place} Place
 * @typedef {'shown' | 'asked' | 'out'} Mark
 */

/** @param {Place} place @param {Mark} mark @param {string} value @param {number} seconds @returns {string[]} Set-Cookie lines */
export const setMark = ({ jars, nameMark }, mark, value, seconds) =>
  jars.map((names) => setCookie(names, nameMark(names, mark), value, seconds));

/** @param {Place} place @param {Request} request @param {Mark} mark */
export function readMark({ jars, nameMark }, request, mark) {
  const values = jars.map((names) => readCookie(request, nameMark(names, mark)));
  return values.find((value) => value !== undefined);
}

/** @param {Place} place @param {Request} request @param {Mark} mark */
export const hasMark = ({ jars, nameMark }, request, mark) =>
  jars.some((names) => hasCookie(request, nameMark(names, mark)));

/** @param {Place} place @param {Request} request @param {Mark} mark @returns {string[]} Set-Cookie lines */
export const clearMark = ({ jars, nameMark }, request, mark) =>
  jars
    .filter((names) => hasCookie(request, nameMark(names, mark)))
    .map((names) => clearCookie(names, nameMark(names, mark)));
