/**
 * Other people's text at a terminal: without what would move its cursor, change its colours or turn its lines round.
 *
 * @param {string} text
 */
export const showName = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd').slice(0, 100);
