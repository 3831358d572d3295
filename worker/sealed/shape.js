import { present } from '../../bindings/present.js';

/**
 * A value that is sealed with our key comes from this package, but perhaps from another version. Claims without the current
 * shape are refused, because half of them would not be a session or a login.
 *
 * @typedef {Record<string, (value: any) => boolean>} Shape
 */

/** @param {unknown} value */
export const isText = (value) => typeof value === 'string' && value !== '';

/** @param {unknown} value */
export const isOptionalText = (value) => value === undefined || typeof value === 'string';

/** @param {unknown} value */
export const isOptionalFlag = (value) => value === undefined || typeof value === 'boolean';

/** @param {unknown} value */
export const isOptionalObject = (value) =>
  value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value));

/** Seconds since 1970. @param {unknown} value */
export const isTime = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** @type {Shape} */
export const ACCOUNT = Object.freeze({
  sub: isText,
  nickname: isOptionalText,
  discriminator: isOptionalText,
  avatar: isOptionalText,
  claims: isOptionalObject,
});

/**
 * The members of a user and no others, from claims that have the shape; and the account with them. Both are frozen,
 * because many requests may receive them.
 *
 * @param {Record<string, any>} claims
 * @returns {{ user: import('../../types/user.js').User, account: import('../session/session.js').Account }}
 */
export function readAccount({ sub, nickname, discriminator, avatar, claims }) {
  const user = Object.freeze(present({ sub, nickname, discriminator, avatar }));
  return /** @type {any} */ ({ user, account: claims === undefined ? user : freeze({ ...user, claims }) });
}

/**
 * Freezes all levels.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
function freeze(value) {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

/**
 * @param {Record<string, unknown>} claims
 * @param {Shape} shape
 */
export function hasShape(claims, shape) {
  for (const name in shape) if (!shape[name](claims[name])) return false;
  return true;
}
