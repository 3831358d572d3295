/**
 * Other people's text at a terminal: without what would move its cursor, change its colours or turn its lines round.
 *
 * @param {string} text
 * @param {number} [most] characters
 */
export const showName = (text, most = 100) =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd').slice(0, most);
