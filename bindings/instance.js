import { instantiate } from './program.js';
import { ARGUMENT_SLOTS, failure } from './slots.js';

const SLOT_WORDS = 2; // address and size, 32 bits each

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
 * An export, and what stands in its slots. @see slots.js
 * @typedef {Readonly<{ name: string, arguments: ReadonlyArray<string>, results: ReadonlyArray<string> }>} Operation
 */

/**
 * `numbers` are the export's parameters, `texts` go into the argument slots, and the texts of the result slots come back.
 * @typedef {<O extends Operation>(operation: O, numbers: number[], texts: Record<O['arguments'][number], Argument>)
 *   => Record<O['results'][number], string | undefined>} Call
 */

/**
 * Makes the error of a code. The page has a smaller one than the server, without the messages.
 * @callback Fail
 * @param {import('./vocabulary.js').ErrorCode} code
 * @param {{ cause?: unknown, received?: string }} [details]
 * @returns {Error}
 */

/**
 * An instance, the place of its frame in `words`, and views of its memory.
 * @typedef {{ exports: Exports, frame: number, bytes: Uint8Array, words: Uint32Array }} Opened
 */

/** Memory that has grown has a new buffer. @param {Opened} opened */
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
 * Copies the texts into the instance's memory and names them in the argument slots.
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
  // Texts are ASCII, but for a login_hint or a hostile one: all of them are then copied at once.
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
  // As long as it has characters for bytes, a piece of the text is the text of that piece.
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
 * The function that calls into the program, which is compiled and instantiated at the first
 * call. Calls are synchronous and leave nothing behind in memory. An instance that trapped is
 * undefined and often still answers, so it is never called again: the next call gets a fresh one.
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

  /** What fails here is no module, or one that the runtime refuses. */
  function start() {
    try {
      return open((program ??= compile()));
    } catch (cause) {
      throw fail('wasm_unavailable', { cause });
    }
  }

  return function call(operation, numbers, texts) {
    const opened = current ?? start();
    current = undefined; // until the call has come back without a trap
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
    // With an issuer mismatch comes the issuer that was received, where it is harmless to log.
    if (code !== 0)
      throw fail(codes[code - 1] ?? 'internal_error', { received: results.received || undefined });
    return /** @type {any} */ (results);
  };
}
