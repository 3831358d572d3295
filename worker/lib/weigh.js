/** The memory that V8 uses, rounded up, for: a text without its letters, a number, an object, a member. */
const TEXT_BYTES = 24;
const NUMBER_BYTES = 16;
const OBJECT_BYTES = 64;
const MEMBER_BYTES = 80;

/**
 * How many bytes of memory a JSON value takes, rather too many than too few. A text takes one byte per letter, or two if
 * one of its letters is not in Latin-1.
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
