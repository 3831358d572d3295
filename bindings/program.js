/**
 * The source of instances: a module, or its translation to JavaScript if the runtime compiles no WebAssembly.
 *
 * @typedef {WebAssembly.Module | Translation} Program
 * @typedef {{ readonly instantiate: () => import('./instance.js').Exports }} Translation
 */

/**
 * Creates an instance with its own memory.
 *
 * @param {Program} program
 * @returns {import('./instance.js').Exports}
 */
export function instantiate(program) {
  const exports = /** @type {import('./instance.js').Exports} */ (
    'instantiate' in program ? program.instantiate() : new WebAssembly.Instance(program, {}).exports
  );
  exports._initialize();
  return exports;
}

/** The advice if a program cannot be loaded, by the condition of package.json that was selected. */
const REMEDIES = Object.freeze({
  default:
    'this runtime compiles no WebAssembly from bytes: await ready() of tailchat-login first, or have the bundler resolve tailchat-login with the condition workerd or edge-light',
  workerd:
    'the condition workerd of tailchat-login was taken, and the bundler gave no WebAssembly.Module for its .wasm file: have it import those as modules, as wrangler does, or leave the condition out',
  'edge-light':
    'the condition edge-light of tailchat-login was taken, and the bundler gave no WebAssembly.Module for its .wasm?module file: have it import those as modules, as Next does, or leave the condition out',
});

/** @typedef {keyof typeof REMEDIES} Condition */

/** @param {Condition} condition */
export const remedyOf = (condition) => `the WebAssembly could not be loaded: ${REMEDIES[condition]}`;
