import { placeholderEmail, PLACEHOLDER_DOMAIN } from '../lib/placeholder_email.js';

/** Addresses that every program accepts. Others are left out. The lengths are from RFC 5321 4.5.3.1. */
const ADDRESS = /^[\w.!#$%&'*+/=?^{|}~-]{1,64}@[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i;
const LONGEST_ADDRESS = 254;

/**
 * The address of a user. A user can enter any address in Tailchat, so it counts only if Tailchat has verified it. The domain
 * of the placeholders receives no mail, so nobody can have verified an address there.
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
