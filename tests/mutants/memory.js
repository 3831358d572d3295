// The boundary to the WebAssembly: nothing of one call is there for the next, and what trapped is gone.
const file = 'bindings/instance.js';
const kill = ['tests/core/instance.test.js'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'trapped-instance-kept',
    file,
    find: '    current = undefined; // until the call has come back without a trap\n',
    replace: '    current = exports;\n',
    kill,
    why: 'A trapped instance is undefined and often still answers (WebAssembly core specification 4.2)',
  },
  {
    name: 'wipe-not-called',
    file,
    find: '      exports.wipe();\n',
    replace: '',
    kill,
    why: 'One isolate serves many users: no request stays in linear memory',
  },
  {
    name: 'wipe-after-success-only',
    file,
    find: '      exports.wipe();\n',
    replace: '      if (code === 0) exports.wipe();\n',
    kill,
    why: 'A refused callback has a code in it as well',
  },
  {
    name: 'views-before-growth',
    edits: [
      {
        file,
        find: '  let address = exports.allocate(bound);\n',
        replace:
          '  const bytes = new Uint8Array(exports.memory.buffer);\n  let address = exports.allocate(bound);\n',
      },
      {
        file,
        find: `may have grown the memory.
  const bytes = new Uint8Array(exports.memory.buffer);`,
        replace: 'may have grown the memory.',
      },
    ],
    kill,
    why: 'Growing detaches the views (WebAssembly JavaScript interface 5.3)',
  },
  {
    name: 'grown-instance-kept',
    file,
    find: 'if (exports.memory.buffer.byteLength <= KEPT_MEMORY_BYTES) current = exports;',
    replace: 'current = exports;',
    kill,
    why: 'Memory never shrinks: one large input would hold it for ever',
  },
  {
    name: 'an-instance-for-each-call',
    file,
    find: 'if (exports.memory.buffer.byteLength <= KEPT_MEMORY_BYTES) current = exports;',
    replace: '',
    kill,
    why: 'One instance serves all calls',
  },
  {
    name: 'code-of-the-core-ignored',
    file,
    find: 'if (code !== 0) throw',
    replace: 'if (code < 0) throw',
    kill: ['tests/core/vectors.test.js'],
    why: 'Each error of the core is thrown',
  },
  {
    name: 'arena-not-zeroed',
    file: 'bindings/wasm/arena.cpp',
    find: '  std::memset(&__heap_base, 0, used);\n',
    replace: '',
    wasm: true,
    kill,
    why: 'Secrets are zeroed after each call',
  },
  {
    name: 'stack-not-zeroed',
    file: 'bindings/wasm/arena.cpp',
    find: '  std::memset(low, 0, static_cast<std::size_t>(top - low));\n',
    replace: '  static_cast<void>(low), static_cast<void>(top);\n',
    wasm: true,
    kill,
    why: 'Short texts live on the stack',
  },
  {
    name: 'frame-not-cleared',
    file: 'bindings/wasm/arena.cpp',
    find: '  tailchat::abi::shared_frame = {};\n',
    replace: '',
    wasm: true,
    kill: ['tests/core/vectors.test.js'],
    why: 'An argument that is absent must not be the one of the call before',
  },
  {
    name: 'allocation-wraps-around',
    file: 'bindings/wasm/arena.cpp',
    find: 'if (size > SIZE_MAX - start - page_bytes) __builtin_trap();',
    replace: '',
    wasm: true,
    kill,
    why: 'A size near 2^32 must not become a small sum',
  },
];
