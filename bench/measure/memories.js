/** Sees every instance that is made from now on, for their linear memories. Before the package is called, not loaded. */
export function watchMemories() {
  const Original = WebAssembly.Instance;
  /** @type {WeakRef<WebAssembly.Memory>[]} */
  let memories = [];
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
    forget: () => void (memories = []),
    /** Bytes. */
    largest: () => Math.max(0, ...memories.map((memory) => memory.deref()?.buffer.byteLength ?? 0)),
  };
}
