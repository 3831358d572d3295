/** Tailchat's ids are MongoDB's ObjectIds, always spelled like this. */
const ID = /^[0-9a-f]{24}$/;

/** @param {unknown} value @returns {value is string} */
export const isId = (value) => typeof value === 'string' && ID.test(value);
