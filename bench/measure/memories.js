/** Watches the linear memory of every instance that is created from now on. Call it before the package is used. */
export function watchMemories() {
  const Original = WebAssembly.Instance;
  /** @type {WeakRef<WebAssembly.Memory>[]} */
  const memories = [];
  WebAssembly.Instance = /** @type {any} */ (
    class extends Original {
      /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} [imports] */
      constructor(module, imports) {
        super(module, imports);
        const { memory } = this.exports;
        if (memory instanceof WebAssembly.Memory) memories.push(new WeakRef(memory));
      }
    }
  );
  return {
    /** Bytes. */
    largest: () => Math.max(0, ...memories.map((memory) => memory.deref()?.buffer.byteLength ?? 0)),
  };
}
