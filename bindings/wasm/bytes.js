import { decodeHex } from '../hex.js';

/**
 * Node 20 has no fromHex. There Buffer takes a tenth of the time of a loop that is not compiled yet. Deno has both, and takes
 * ten times as long for Buffer, because it first loads the code of it.
 *
 * @param {string} hex
 */
const decode = (hex) =>
  'fromHex' in Uint8Array ? decodeHex(hex) : (globalThis.Buffer?.from(hex, 'hex') ?? decodeHex(hex));

/**
 * The program of a module whose bytes are in the script. Some runtimes do not compile them: workerd, where such a bundle
 * arrives if the bundler cannot import a .wasm file, and Node without its just-in-time compiler. There `ready` loads the
 * translation to JavaScript instead.
 *
 * @param {string} hex
 * @param {() => Promise<import('../program.js').Translation>} translate
 */
export function createProgram(hex, translate) {
  /** @type {import('../program.js').Program | undefined} */
  let program;

  /** @returns {import('../program.js').Program} */
  function compile() {
    program ??= new WebAssembly.Module(decode(hex));
    return program;
  }

  return {
    compile,
    /** Each caller imports the translation itself, because in workerd no request may await the promise of another. */
    async ready() {
      try {
        compile();
      } catch {
        program = await translate();
      }
    },
  };
}
