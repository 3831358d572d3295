/**
 * Prepares another person's text for a terminal. It removes characters that move the cursor, change colours or reverse the
 * direction of a line.
 *
 * @param {string} text
 * @param {number} [most] characters
 */
export const showName = (text, most = 100) =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd').slice(0, most);
