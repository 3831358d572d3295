import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(import.meta.resolve('tailchat-login/core.wasm'));
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {});
const { memory, _initialize, frame, allocate, wipe, return_to } = /** @type {any} */ (exports);
_initialize(); // once for each instance

const text = new TextEncoder().encode('/a b');
const at = allocate(text.length);
new Uint8Array(memory.buffer).set(text, at);
// A slot is an address and a length. The argument slots come first, then those of the results.
const ARGUMENTS = 10;
new Uint32Array(memory.buffer, frame()).set([at, text.length]);
const code = return_to(); // 0, or the number of an error: its place in ERRORS, from 1
const [address, length] = new Uint32Array(memory.buffer, frame() + 8 * ARGUMENTS);
console.log(code, new TextDecoder().decode(new Uint8Array(memory.buffer, address, length)));
wipe(); // nothing of the call stays in memory
