// Assembles a module with the given exports and empty functions (WebAssembly core specification, 5.5).
const FUNCTION = 0x60;
const I32 = 0x7f;
const END = 0x0b;
const KINDS = { function: 0, memory: 2 };

/** @param {number} value @returns {number[]} LEB128 */
const unsigned = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]);

/** @param {number[][]} entries */
const vector = (entries) => [...unsigned(entries.length), ...entries.flat()];

/** @param {number} id @param {number[]} content */
const section = (id, content) => [id, ...unsigned(content.length), ...content];

/** @param {string} name */
const text = (name) => [...unsigned(name.length), ...Buffer.from(name)];

/**
 * Every function has no parameters and returns 0. The memory has one page, like that of our core.
 *
 * @param {ReadonlyArray<WebAssembly.ModuleExportDescriptor>} exports
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function assembleEmpty(exports) {
  const functions = exports.filter(({ kind }) => kind === 'function');
  const exported = exports
    .filter(({ kind }) => kind in KINDS)
    .map(({ name, kind }) => {
      const index = kind === 'function' ? functions.findIndex((one) => one.name === name) : 0;
      return [...text(name), KINDS[/** @type {'function'} */ (kind)], ...unsigned(index)];
    });
  const body = [0, 0x41, 0, END]; // no locals; i32.const 0
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector([[FUNCTION, 0, 1, I32]])),
    ...section(3, vector(functions.map(() => [0]))),
    ...section(5, vector([[0, 1]])),
    ...section(7, vector(exported)),
    ...section(10, vector(functions.map(() => [...unsigned(body.length), ...body]))),
  ]);
}

/** The same module with a custom section of its own. @param {Uint8Array} module @param {number} mark */
export function withMark(module, mark) {
  const tail = section(0, text(`mark${mark}`));
  const marked = new Uint8Array(module.length + tail.length);
  marked.set(module);
  marked.set(tail, module.length);
  return marked;
}
