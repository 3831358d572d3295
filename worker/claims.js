/**
 * What was sealed with our key came from us, but maybe from another version of us. Claims that do
 * not have the shape of today's are no session and no login, rather than a half one.
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

/**
 * @param {Record<string, unknown>} claims
 * @param {Shape} shape
 */
export function hasShape(claims, shape) {
  return Object.entries(shape).every(([name, fits]) => fits(claims[name]));
}
