/**
 * Whether Tailchat's login service takes an entry of an app's list of callback addresses. One that it does not take
 * disables the whole app, at the next login.
 *
 * @param {string} entry
 */
export function isSound(entry) {
  if (!/^https?:\/\/[^/?#]/i.test(entry) || /[#\s]/.test(entry) || !URL.canParse(entry)) return false;
  return /^https?:$/.test(new URL(entry).protocol);
}

/** @param {string[]} entries */
export const findUnsound = (entries) =>
  entries.filter((entry) => typeof entry !== 'string' || !isSound(entry));

/** What a site of this address needs. @param {string} baseUrl @param {string} [basePath] */
export const callbackOf = (baseUrl, basePath = '/auth') =>
  `${baseUrl.replace(/\/+$/, '')}${basePath}/callback`;
