import { placeholderEmail, PLACEHOLDER_DOMAIN } from '../lib/placeholder_email.js';

/** What any program takes as an address. Others are left out. RFC 5321 4.5.3.1 has the lengths. */
const ADDRESS = /^[\w.!#$%&'*+/=?^{|}~-]{1,64}@[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i;
const LONGEST_ADDRESS = 254;

/**
 * A user's address. Anybody may write any address into an account, so it counts only where Tailchat has verified it. The
 * domain of the placeholders receives no mail, so nobody has verified an address there.
 *
 * @param {string} sub
 * @param {{ email: boolean, placeholderEmail: boolean }} wanted
 * @param {Readonly<Record<string, unknown>>} [account] Tailchat's user
 * @returns {{ email: string, email_verified: boolean } | {}}
 */
export function readEmail(sub, wanted, account = {}) {
  const { email, emailVerified } = account;
  if (wanted.email && emailVerified === true && isAddress(email)) return { email, email_verified: true };
  if (wanted.placeholderEmail) return { email: placeholderEmail(sub), email_verified: false };
  return {};
}

/** @param {unknown} text @returns {text is string} */
const isAddress = (text) =>
  typeof text === 'string' &&
  text.length <= LONGEST_ADDRESS &&
  ADDRESS.test(text) &&
  !text.toLowerCase().endsWith(`@${PLACEHOLDER_DOMAIN}`);
