import { findUnsound } from './callbacks.js';
import { AppError } from './tailchat.js';
import { member } from '../texts/index.js';

const say = member.app;

/** @typedef {ReturnType<typeof import('./tailchat.js').createTailchat>} Tailchat */

/** @param {Tailchat} tailchat @param {string} appId */
export async function findApp(tailchat, appId) {
  const found = (await tailchat.listApps()).find((one) => one.appId === appId);
  if (found !== undefined) return found;
  throw new AppError(say.missing);
}

/** Reads the app again, because Tailchat gives the same answer if it changed nothing. @param {Tailchat} tailchat @param {string} appId @param {string[]} callbacks */
export async function mustHave(tailchat, appId, callbacks) {
  const found = await findApp(tailchat, appId);
  if (callbacks.every((url) => found.redirectUrls.includes(url))) return found;
  throw new AppError(say.notKept(appId));
}

/**
 * Switches OAuth on and adds missing callback addresses. It removes nothing: only the author of an entry that disables the
 * app knows the right value.
 *
 * @param {Tailchat} tailchat
 * @param {string} appId
 * @param {string[]} callbacks
 * @returns {Promise<{ oauth: boolean, added: string[], unsound: string[] }>} what was changed, and what is left to do
 */
export async function repairApp(tailchat, appId, callbacks) {
  const { capability, redirectUrls } = await findApp(tailchat, appId);
  const unsound = findUnsound(redirectUrls);
  const added = unsound.length > 0 ? [] : callbacks.filter((url) => !redirectUrls.includes(url));
  const oauth = !capability.includes('oauth');
  // Each call replaces the whole list.
  if (oauth) await tailchat.setCapability(appId, [...capability, 'oauth']);
  if (added.length > 0) await tailchat.setCallbacks(appId, [...redirectUrls, ...added]);
  const found = await mustHave(tailchat, appId, added);
  if (!found.capability.includes('oauth')) throw new AppError(say.oauthOff(appId));
  return { oauth, added, unsound };
}
