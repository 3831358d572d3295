/**
 * Whether Tailchat's login service accepts an entry of an app's list of callback addresses. At the next login, a bad entry
 * disables the whole app.
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

/** The callback address of a site. @param {string} baseUrl @param {string} [basePath] */
export const callbackOf = (baseUrl, basePath = '/auth') =>
  `${baseUrl.replace(/\/+$/, '')}${basePath}/callback`;
