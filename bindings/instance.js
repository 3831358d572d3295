import { instantiate } from './program.js';
import { ARGUMENT_SLOTS, failure } from './slots.js';

const SLOT_WORDS = 2; // address and size, 32 bits each

/** Memory never shrinks, so an instance is dropped after an unusual input has made it this large. */
const KEPT_MEMORY_BYTES = 1 << 20;

const encoder = new TextEncoder();
// A byte order mark at the start of a nickname is an ordinary character.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The exports of the C++ side. @see bindings/abi/frame.hpp
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
 * An export, and the names of its slots. @see slots.js
 * @typedef {Readonly<{ name: string, arguments: ReadonlyArray<string>, results: ReadonlyArray<string> }>} Operation
 */

/**
 * `numbers` are the export's parameters. `texts` go into the argument slots. The call returns the texts of the result
 * slots.
 * @typedef {<O extends Operation>(operation: O, numbers: number[], texts: Record<O['arguments'][number], Argument>)
 *   => Record<O['results'][number], string | undefined>} Call
 */

/**
 * Creates the error for a code. The page has a smaller version than the server, without the messages.
 * @callback Fail
 * @param {import('./vocabulary.js').ErrorCode} code
 * @param {{ cause?: unknown, received?: string }} [details]
 * @returns {Error}
 */

/**
 * An instance, the index of its frame in `words`, and views of its memory.
 * @typedef {{ exports: Exports, frame: number, bytes: Uint8Array, words: Uint32Array }} Opened
 */

/** When the memory grows, it gets a new buffer. @param {Opened} opened */
function renewViews(opened) {
  const { buffer } = opened.exports.memory;
  if (opened.bytes.buffer === buffer) return;
  opened.bytes = new Uint8Array(buffer);
  opened.words = new Uint32Array(buffer);
}

/** @param {import('./program.js').Program} program @returns {Opened} */
function open(program) {
  const exports = instantiate(program);
  const { buffer } = exports.memory;
  const frame = exports.frame() / Uint32Array.BYTES_PER_ELEMENT;
  return { exports, frame, bytes: new Uint8Array(buffer), words: new Uint32Array(buffer) };
}

/**
 * Copies the texts into the instance's memory and enters them in the argument slots.
 * @param {Opened} opened @param {Argument[]} texts
 */
function writeArguments(opened, texts) {
  let joined = '';
  let binarySize = 0;
  for (const text of texts) {
    if (typeof text === 'string') joined += text;
    else if (text !== undefined) binarySize += text.length;
  }
  const bound = 3 * joined.length; // UTF-8 takes at most three bytes for a UTF-16 unit
  let address = opened.exports.allocate(bound + binarySize);
  let binaryAddress = address + bound;
  renewViews(opened);
  const { bytes, words, frame } = opened;
  // All texts except a login_hint or a hostile text are ASCII. Then one call copies all of them.
  const isAscii = encoder.encodeInto(joined, bytes.subarray(address)).written === joined.length;
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index];
    if (text === undefined) continue;
    const slot = frame + SLOT_WORDS * index;
    let size = text.length;
    if (typeof text === 'string') {
      if (!isAscii) size = encoder.encodeInto(text, bytes.subarray(address)).written;
      words[slot] = address;
      address += size;
    } else {
      bytes.set(text, binaryAddress);
      words[slot] = binaryAddress;
      binaryAddress += size;
    }
    words[slot + 1] = size;
  }
}

/** @param {Opened} opened @param {ReadonlyArray<string>} names of the result slots, in their order */
function readResults(opened, names) {
  renewViews(opened);
  const { bytes, words } = opened;
  const start = opened.frame + SLOT_WORDS * ARGUMENT_SLOTS;
  const end = start + SLOT_WORDS * names.length;
  let low = bytes.length;
  let high = 0;
  for (let slot = start; slot < end; slot += SLOT_WORDS) {
    if (words[slot] === 0) continue;
    low = Math.min(low, words[slot]);
    high = Math.max(high, words[slot] + words[slot + 1]);
  }
  /** @type {Record<string, string | undefined>} */
  const results = {};
  if (high === 0) return results;
  // If every byte is one character, a slice of the decoded text equals the decoded slice.
  const text = decoder.decode(bytes.subarray(low, high));
  const isWhole = text.length === high - low;
  names.forEach((name, index) => {
    const address = words[start + SLOT_WORDS * index];
    if (address === 0) return;
    const after = address + words[start + SLOT_WORDS * index + 1];
    results[name] = isWhole
      ? text.slice(address - low, after - low)
      : decoder.decode(bytes.subarray(address, after));
  });
  return results;
}

/**
 * Returns the function that calls the program. The first call compiles and instantiates it. Calls are synchronous and
 * leave no data in memory. An instance that trapped is in an undefined state, although it often still answers. It is
 * never called again, and the next call creates a new one.
 * @param {() => import('./program.js').Program} compile
 * @param {Fail} fail
 * @param {ReadonlyArray<import('./vocabulary.js').ErrorCode>} codes in the order of their numbers, from 1
 * @returns {Call}
 */
export function createCall(compile, fail, codes) {
  /** @type {import('./program.js').Program | undefined} */
  let program;
  /** @type {Opened | undefined} */
  let current;

  /** This fails if the module is invalid, or if the runtime refuses it. */
  function start() {
    try {
      return open((program ??= compile()));
    } catch (cause) {
      throw fail('wasm_unavailable', { cause });
    }
  }

  return function call(operation, numbers, texts) {
    const opened = current ?? start();
    current = undefined; // until the call has returned without a trap
    let code, results;
    try {
      writeArguments(
        opened,
        operation.arguments.map((name) => texts[/** @type {keyof typeof texts} */ (name)]),
      );
      code = opened.exports[operation.name](numbers[0], numbers[1], numbers[2]);
      results = readResults(opened, (code === 0 ? operation : failure).results);
      opened.exports.wipe();
    } catch (cause) {
      throw fail('internal_error', { cause });
    }
    if (opened.bytes.length <= KEPT_MEMORY_BYTES) current = opened;
    // An issuer mismatch returns the received issuer if it is harmless to log.
    if (code !== 0)
      throw fail(codes[code - 1] ?? 'internal_error', { received: results.received || undefined });
    return /** @type {any} */ (results);
  };
}
