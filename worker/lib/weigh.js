/** The memory that V8 uses for an empty string, a number, an object and a member, rounded up. */
const TEXT_BYTES = 24;
const NUMBER_BYTES = 16;
const OBJECT_BYTES = 64;
const MEMBER_BYTES = 80;

/**
 * Estimates the memory of a JSON value in bytes, and rather overestimates it. A string takes one byte per character, or
 * two if one of its characters is not in Latin-1.
 *
 * @param {unknown} value
 * @returns {number}
 */
export function weigh(value) {
  if (typeof value === 'string') return TEXT_BYTES + value.length * (/[^\0-\xff]/.test(value) ? 2 : 1);
  if (typeof value !== 'object' || value === null) return NUMBER_BYTES;
  return Object.entries(value).reduce(
    (sum, [name, member]) => sum + MEMBER_BYTES + weigh(name) + weigh(member),
    OBJECT_BYTES,
  );
}
