import * as LIMITS from '../../bindings/limits.js';
import { createAllowance, logFailure, logNote, toLoginError } from '../observe/log.js';

/**
 * Limits the lines in the log. A note appears once. A failure appears again if its code changes, or after a minute.
 *
 * @param {((line: string) => void) | undefined} log
 * @param {() => number} now milliseconds
 */
export function createNotes(log, now) {
  /** @type {Set<string>} */
  const told = new Set();
  /** The failures that last, by what failed. @type {Map<string, { code: string, mayTell: () => boolean }>} */
  const failures = new Map();

  return {
    /** @param {string} note */
    once(note) {
      if (told.has(note)) return;
      if (told.size >= LIMITS.groups) told.clear();
      told.add(note);
      logNote(log, `groups: ${note}`);
    },

    /**
     * @param {string} what
     * @param {unknown} cause
     * @param {string} [hint]
     */
    failure(what, cause, hint) {
      const error = toLoginError(cause);
      const before = failures.get(what);
      const known =
        before?.code === error.code ? before : { code: error.code, mayTell: createAllowance(now, 1) };
      failures.set(what, known);
      if (!known.mayTell()) return;
      logFailure(log, what, error);
      if (hint !== undefined) logNote(log, hint);
    },

    /** @param {string} what the request that succeeded */
    success(what) {
      if (failures.delete(what)) logNote(log, `${what}: Tailchat answers again`);
    },
  };
}

/** @typedef {ReturnType<typeof createNotes>} Notes */
