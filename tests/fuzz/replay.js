// Every input of a folder, run through its target natively and the same calls through the wasm: both must answer
// alike. The native program is tests/fuzz/replay.cpp.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { createCall } from '../../bindings/instance.js';
import { bindGroups, readResults } from '../../bindings/groups.js';
import * as slots from '../../bindings/slots.js';
import { ERRORS } from '../../bindings/vocabulary.js';

export const TARGETS = /** @type {const} */ ([
  'callback_url',
  'api_address',
  'return_to',
  'token_json',
  'id_token',
  'userinfo',
  'api_answers',
  'request_path',
  'abi_frames',
]);

/** In the order of their numbers. */
const ERROR_CODES = /** @type {(keyof typeof ERRORS)[]} */ (Object.keys(ERRORS));

/**
 * A line of the native program. Texts are in hex, null where absent; numbers are the bits of a double.
 * @typedef {{ operation: string, numbers: string[], arguments: (string | null)[], code: number, results: (string | null)[] }} NativeCall
 * @typedef {{ code: string, results: (string | undefined)[] }} Outcome
 */

/** @param {string} hex */
const bytesOf = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @param {{ file: string, calls: NativeCall[] }} line @param {NativeCall} call @returns {Outcome} */
const nativeOutcome = (line, call) => ({
  code: call.code === 0 ? 'none' : (ERROR_CODES[call.code - 1] ?? `${line.file}: ${call.code}`),
  results: call.results.map((hex) => (hex === null ? undefined : decoder.decode(bytesOf(hex)))),
});

const groupsModule = new WebAssembly.Module(readFileSync(new URL('../../dist/groups.wasm', import.meta.url)));
const groupsCore = bindGroups(() => groupsModule);

/** An answer in pieces. @param {NativeCall} native @returns {Outcome} */
function streamOutcome({ operation, numbers, arguments: [ids, text] }) {
  const [piece, keepOthers] = numbers.map((hex) => Buffer.from(hex, 'hex').readDoubleBE());
  const named = decoder.decode(bytesOf(ids ?? '')).match(/.{24}/g) ?? [];
  const body = bytesOf(text ?? '');
  const reader =
    operation === 'groups' ? groupsCore.readGroups(named, keepOthers === 1) : groupsCore.readUsers(named);
  try {
    for (let at = 0; at < body.length; at += piece) reader.feed(body.subarray(at, at + piece));
    return { code: 'none', results: [JSON.stringify(reader.end())] };
  } catch (error) {
    return {
      code: /** @type {any} */ (error).code,
      results: [operation === 'groups' ? reader.suspect() : undefined],
    };
  }
}

/** What the native reader gave, as the bindings would hand it on. @param {NativeCall} native @returns {Outcome} */
function nativeStream({ operation, code, results }) {
  if (code !== 0)
    return {
      code: ERROR_CODES[code - 1],
      results: [results[0] === null ? undefined : decoder.decode(bytesOf(results[0]))],
    };
  const texts = results.map((hex) => bytesOf(hex ?? ''));
  const read =
    operation === 'groups'
      ? readResults({ directory: texts[0], members: texts[1], role_numbers: texts[2] })
      : decoder.decode(texts[0]);
  return { code: 'none', results: [JSON.stringify(read)] };
}

/** @param {import('../../bindings/instance.js').Call} call @param {NativeCall} native @returns {Outcome} */
function wasmOutcome(call, native) {
  const numbers = native.numbers.map((hex) => Buffer.from(hex, 'hex').readDoubleBE());
  const operation = /** @type {Record<string, any>} */ (slots)[native.operation];
  const names = /** @type {string[]} */ (operation.arguments);
  const texts = Object.fromEntries(
    names.map((name, i) => {
      const hex = native.arguments[i] ?? null;
      return [name, hex === null ? undefined : bytesOf(hex)];
    }),
  );
  try {
    const results = /** @type {Record<string, string>} */ (call(operation, numbers, texts));
    return { code: 'none', results: native.results.map((_, i) => results[operation.results[i]]) };
  } catch (error) {
    const { code, received } = /** @type {any} */ (error);
    return { code, results: [received] };
  }
}

/** A failure leaves its first result alone, and bindings/instance.js takes an empty one for none. @param {Outcome} outcome */
const comparable = ({ code, results }) =>
  code === 'none' ? { code, results } : { code, received: results[0] || undefined };

/** A module of the core behind bindings/instance.js, texts as bytes. @param {'core' | 'gate'} [name] */
export function wasmCall(name = 'core') {
  const module = new WebAssembly.Module(readFileSync(new URL(`../../dist/${name}.wasm`, import.meta.url)));
  return createCall(
    () => module,
    (code, details) => Object.assign(new Error(code), { code, received: details?.received }),
    ERROR_CODES,
  );
}

/**
 * @param {string} program the native replay program
 * @param {string} target
 * @param {string[]} folders
 * @param {import('../../bindings/instance.js').Call} [call]
 * @returns {Promise<{ files: number, calls: number, accepted: number, differences: string[] }>}
 */
export async function compare(
  program,
  target,
  folders,
  call = wasmCall(target === 'request_path' ? 'gate' : 'core'),
) {
  const child = spawn(program, [target, ...folders], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => (said = (said + chunk).slice(-4000)));
  const ended = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const counts = { files: 0, calls: 0, accepted: 0, differences: /** @type {string[]} */ ([]) };
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text);
    counts.files++;
    for (const native of line.calls) {
      counts.calls++;
      const isStream = ['groups', 'users'].includes(native.operation);
      const expected = comparable(isStream ? nativeStream(native) : nativeOutcome(line, native));
      const actual = comparable(isStream ? streamOutcome(native) : wasmOutcome(call, native));
      if (expected.code === 'none') counts.accepted++;
      if (!isDeepStrictEqual(actual, expected))
        counts.differences.push(
          `${line.file}: ${native.operation}: native ${expected.code}, wasm ${actual.code}`,
        );
    }
  }
  const code = await ended;
  if (code !== 0) throw new Error(`${program} ${target} ended with ${code}:\n${said}`);
  return counts;
}
