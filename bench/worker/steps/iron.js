import { sealData, unsealData } from 'iron-session';

/** @param {string} password */
export const createSeals = (password) => ({
  /** @param {any} claims @param {number} ttl seconds */
  seal: (claims, ttl) => sealData(claims, { password, ttl }),
  /** @param {string} sealed */
  open: (sealed) => unsealData(sealed, { password, ttl: 86400 }),
});
