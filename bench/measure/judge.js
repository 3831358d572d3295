/**
 * One line of the result: a target, and the measured value.
 *
 * @typedef {object} Row
 * @property {string} what
 * @property {string} target
 * @property {string} measured
 * @property {boolean} met
 * @property {string} [why] explains a missed target by another measurement
 */

/** @param {number} value */
export const round = (value) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** @param {import('./rounds.js').Ratio} ratio */
export const showRatio = ({ median, low, high }) => `${round(median)} (${round(low)} to ${round(high)})`;

/** @param {string} what @param {number} most @param {string} than @param {import('./rounds.js').Ratio} ratio @returns {Row} */
export const judgeRatio = (what, most, than, ratio) => ({
  what,
  target: `<= ${most} x ${than}`,
  measured: showRatio(ratio),
  met: ratio.median <= most,
});
