/** Some libraries refuse a user without an address. Nobody ever receives mail under this name (RFC 2606 2). */
export const PLACEHOLDER_DOMAIN = 'users.invalid';

/**
 * An address that stands for a user, and that two users never share: libraries compare addresses in small letters.
 *
 * @param {string} sub
 */
export function placeholderEmail(sub) {
  const isPlain = /^[0-9a-z]{1,64}$/.test(sub);
  const name = isPlain ? sub : `x-${Array.from(sub, (letter) => letter.charCodeAt(0).toString(16)).join('')}`;
  return `${name}@${PLACEHOLDER_DOMAIN}`;
}
