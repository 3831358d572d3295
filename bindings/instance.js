const ARGUMENT_SLOTS = 12;
const RESULT_SLOTS = 8;
const WORDS_PER_SLOT = 2; // address and size, 32 bits each

/** Memory never shrinks: an instance that an unusual input made this large is let go. */
const KEPT_MEMORY_BYTES = 1 << 20;

const encoder = new TextEncoder();
// A byte order mark at the start of a nickname is a character like any other.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * What the C++ side exports. @see bindings/abi/frame.hpp
 * @typedef {{
 *   memory: WebAssembly.Memory,
 *   _initialize(): void,
 *   frame(): number,
 *   allocate(size: number): number,
 *   wipe(): void,
 * } & Record<string, (...numbers: number[]) => number>} Exports
 */

/** @typedef {string | Uint8Array | undefined} Argument */

/**
 * @callback Call
 * @param {string} operation the export's name
 * @param {number[]} numbers its parameters
 * @param {Argument[]} texts for the argument slots; absent = undefined
 * @returns {(string | undefined)[]} the result slots; absent = undefined
 */

/**
 * Makes the error of a code. The page has a smaller one than the server, without the messages.
 * @callback Fail
 * @param {import('./vocabulary.js').ErrorCode} code
 * @param {{ cause?: unknown, received?: string }} [details]
 * @returns {Error}
 */

/**
 * Copies the texts into the instance's memory and names them in the argument slots.
 * @param {Exports} exports @param {Argument[]} texts
 */
function writeArguments(exports, texts) {
  let bound = 0; // UTF-8 takes at most three bytes for a UTF-16 unit
  for (const text of texts) if (text !== undefined) bound += text.length * (typeof text === 'string' ? 3 : 1);
  let address = exports.allocate(bound);
  // The views come after the allocation, which may have grown the memory.
  const bytes = new Uint8Array(exports.memory.buffer);
  const slots = new Uint32Array(exports.memory.buffer, exports.frame(), ARGUMENT_SLOTS * WORDS_PER_SLOT);
  texts.forEach((text, index) => {
    if (text === undefined) return;
    let size = text.length;
    if (typeof text === 'string') size = encoder.encodeInto(text, bytes.subarray(address)).written;
    else bytes.set(text, address);
    slots[WORDS_PER_SLOT * index] = address;
    slots[WORDS_PER_SLOT * index + 1] = size;
    address += size;
  });
}

/** @param {Exports} exports */
function readResults(exports) {
  const { buffer } = exports.memory;
  const start = exports.frame() + ARGUMENT_SLOTS * WORDS_PER_SLOT * 4;
  const slots = new Uint32Array(buffer, start, RESULT_SLOTS * WORDS_PER_SLOT);
  /** @type {(string | undefined)[]} */
  const results = [];
  for (let index = 0; index < RESULT_SLOTS; index++) {
    const address = slots[WORDS_PER_SLOT * index];
    const size = slots[WORDS_PER_SLOT * index + 1];
    results.push(address === 0 ? undefined : decoder.decode(new Uint8Array(buffer, address, size)));
  }
  return results;
}

/**
 * The function that calls into the module. The module is compiled and instantiated at the first
 * call. Calls are synchronous and leave nothing behind in memory. An instance that trapped is
 * undefined and often still answers, so it is never called again: the next call gets a fresh one.
 * @param {() => WebAssembly.Module} compile
 * @param {Fail} fail
 * @param {ReadonlyArray<import('./vocabulary.js').ErrorCode>} codes in the order of their numbers, from 1
 * @returns {Call}
 */
export function createCall(compile, fail, codes) {
  /** @type {WebAssembly.Module | undefined} */
  let module;
  /** @type {Exports | undefined} */
  let current;

  function instantiate() {
    module ??= compile();
    const exports = /** @type {Exports} */ (
      /** @type {unknown} */ (new WebAssembly.Instance(module, {}).exports)
    );
    exports._initialize();
    return exports;
  }

  return function call(operation, numbers, texts) {
    const exports = current ?? instantiate();
    current = undefined; // until the call has come back without a trap
    let code, results;
    try {
      writeArguments(exports, texts);
      code = exports[operation](...numbers);
      results = readResults(exports);
      exports.wipe();
    } catch (cause) {
      throw fail('internal_error', { cause });
    }
    if (exports.memory.buffer.byteLength <= KEPT_MEMORY_BYTES) current = exports;
    // With an issuer mismatch comes the issuer that was received, where it is harmless to log.
    if (code !== 0) throw fail(codes[code - 1] ?? 'internal_error', { received: results[0] || undefined });
    return results;
  };
}
