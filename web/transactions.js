/**
 * The logins that this tab has under way, in sessionStorage. Each state has its own entry, so that several logins do not
 * overwrite each other. An entry is used once.
 */

/** @typedef {{ state: string, created_at: number }} Transaction */
/** @typedef {typeof import('./error.js').loginError} LoginErrorOf */

const PREFIX = 'tailchat-login:';

/** These two repeat LIMITS.transaction_cookies and LIMITS.transaction_seconds; a test compares them. */
export const KEPT_TRANSACTIONS = 16;
export const TRANSACTION_SECONDS = 3600;

/**
 * Stores a new transaction. Of the older ones it keeps those that can still finish, up to the limit.
 *
 * @param {Transaction} transaction
 * @param {LoginErrorOf} loginError
 */
export function keepTransaction(transaction, loginError) {
  withStorage(loginError, (storage) => {
    const alive = Object.keys(storage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => ({ key, at: read(storage, key)?.created_at ?? 0 }))
      .sort((a, b) => b.at - a.at);
    alive.forEach(({ key, at }, index) => {
      const expired = at + TRANSACTION_SECONDS < transaction.created_at;
      if (expired || index >= KEPT_TRANSACTIONS - 1) storage.removeItem(key);
    });
    storage.setItem(PREFIX + transaction.state, JSON.stringify(transaction));
  });
}

/**
 * Removes the transaction of a state from the storage, before anything else happens: whatever follows, it is not used again
 * (RFC 6749 10.12).
 *
 * @param {string} state
 * @param {LoginErrorOf} loginError
 * @returns {Transaction}
 */
export function takeTransaction(state, loginError) {
  const transaction = withStorage(loginError, (storage) => {
    const found = read(storage, PREFIX + state);
    storage.removeItem(PREFIX + state);
    return found;
  });
  if (!transaction) throw loginError('transaction_missing');
  return transaction;
}

/**
 * @param {Storage} storage
 * @param {string} key
 * @returns {Transaction | undefined} undefined also if the entry is not a JSON object
 */
function read(storage, key) {
  const text = storage.getItem(key);
  try {
    return JSON.parse(text ?? '') ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reading `sessionStorage` throws if the user blocks site data, and writing throws if it is full.
 *
 * @template T
 * @param {LoginErrorOf} loginError
 * @param {(storage: Storage) => T} use
 * @returns {T}
 */
function withStorage(loginError, use) {
  try {
    return use(sessionStorage);
  } catch (cause) {
    throw loginError('storage_unavailable', cause);
  }
}
