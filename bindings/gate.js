import { TailchatLoginError } from './errors/gate.js';
import { createCall } from './instance.js';
import * as LIMITS from './limits.js';
import { remedyOf } from './program.js';
import * as slots from './slots.js';
import { ERRORS } from './vocabulary.js';

/** What has the messages needs no second list: its order is that of the numbers. */
const CODES = /** @type {import('./vocabulary.js').ErrorCode[]} */ (Object.keys(ERRORS));

/** Most paths consist of such segments, which mean themselves: no call is needed to say so. */
const PLAIN = /^(?:\/[\w-][\w.-]*)+\/?$/;

/**
 * The gate's part of the core over one program, which `compile` gives when it is first needed.
 *
 * @param {() => import('./program.js').Program} compile
 * @param {import('./program.js').Condition} [condition] by which it was found
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
    /** Resolves once the rest can be used. */
    ready,

    /**
     * @param {string} path of a request, without its query
     * @returns {string} decoded
     * @throws {TailchatLoginError} `path_ambiguous` where it may be read differently
     */
    requestPath: (path) =>
      path.length <= LIMITS.request_path_bytes && PLAIN.test(path)
        ? path
        : (call(slots.request_path, [], { path }).path ?? ''),
  });
}

/** @typedef {ReturnType<typeof bindGate>} GateCore */
