import { decodeHex } from '../hex.js';

/**
 * The program of a module whose bytes are in the script. Where the runtime compiles none, as workerd, and Node without
 * its just-in-time compiler, `ready` takes the translation in its place: bundlers that leave a .wasm file behind have
 * taken the bytes there.
 *
 * @param {string} hex
 * @param {() => Promise<import('../program.js').Translation>} translate
 */
export function createProgram(hex, translate) {
  /** @type {import('../program.js').Program | undefined} */
  let program;

  /** @returns {import('../program.js').Program} */
  function compile() {
    program ??= new WebAssembly.Module(decodeHex(hex));
    return program;
  }

  return {
    compile,
    /** Whoever asks imports it for himself: workerd lets no request wait for another one's promise. */
    async ready() {
      try {
        compile();
      } catch {
        program = await translate();
      }
    },
  };
}
