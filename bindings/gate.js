import { TailchatLoginError } from './errors/gate.js';
import { createCall } from './instance.js';
import * as LIMITS from './limits.js';
import { remedyOf } from './program.js';
import * as slots from './slots.js';
import { ERRORS } from './vocabulary.js';

/** The codes in the order of their numbers. This list has the messages too, so no second list is needed. */
const CODES = /** @type {import('./vocabulary.js').ErrorCode[]} */ (Object.keys(ERRORS));

/** Most paths have only such segments, which decode to themselves, so they need no call. */
const PLAIN = /^(?:\/[\w-][\w.-]*)+\/?$/;

/**
 * The operations of the core for the gate. The first use gets the program from `compile`.
 *
 * @param {() => import('./program.js').Program} compile
 * @param {import('./program.js').Condition} [condition] the package condition that selected the program
 * @param {() => Promise<void>} [ready]
 */
export function bindGate(compile, condition = 'default', ready = async () => {}) {
  /** @type {import('./instance.js').Fail} */
  const fail = (code, details) =>
    new TailchatLoginError(
      code,
      code === 'wasm_unavailable' ? { ...details, message: remedyOf(condition) } : details,
    );
  const call = createCall(compile, fail, CODES);
  return Object.freeze({
    /** Resolves once the operations can be used. */
    ready,

    /**
     * @param {string} path of a request, without its query
     * @returns {string} decoded
     * @throws {TailchatLoginError} `path_ambiguous` if two readers may read it differently
     */
    requestPath: (path) =>
      path.length <= LIMITS.request_path_bytes && PLAIN.test(path)
        ? path
        : (call(slots.request_path, [], { path }).path ?? ''),
  });
}

/** @typedef {ReturnType<typeof bindGate>} GateCore */
