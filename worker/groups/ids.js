/** Ids of Tailchat are those of MongoDB, always in this spelling. */
const ID = /^[0-9a-f]{24}$/;

/** @param {unknown} value @returns {value is string} */
export const isId = (value) => typeof value === 'string' && ID.test(value);
