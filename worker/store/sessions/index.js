import { endStored, openStored } from './cookie.js';
import { guardStore } from './guarded_store.js';
import { listSessions, noteSession } from './list.js';
import { redeemClaimed } from './redeem.js';
import { revokeUser } from './revocation.js';
import { nameSession, revokeSession } from './stored.js';

/** @type {import('../../session/session.js').StoredSessions} */
const SESSIONS = Object.freeze({
  isStore,
  guard: guardStore,
  redeem: redeemClaimed,
  open: openStored,
  end: endStored,
  name: nameSession,
  note: noteSession,
  list: listSessions,
  revoke: revokeSession,
  revokeUser,
});

/**
 * A store without `claim` must set it to null, so that nobody leaves it out by mistake.
 *
 * @param {unknown} value
 * @returns {value is import('../../../types/store.js').Store}
 */
export function isStore(value) {
  if (typeof value !== 'object' || value === null) return false;
  const { get, put, delete: remove, claim, swap = null } = /** @type {any} */ (value);
  const isFunction = (/** @type {unknown} */ given) => typeof given === 'function';
  return (
    [get, put, remove].every(isFunction) && [claim, swap].every((one) => one === null || isFunction(one))
  );
}

/**
 * @param {import('../../../types/store.js').Store} store
 * @returns {import('../../../types/store.js').SessionStore}
 */
export const withSessions = (store) => Object.freeze({ ...store, sessions: SESSIONS });
