// Mutants of the boundary to the WebAssembly: no data of a call remains for the next, and an instance that trapped is
// dropped.
const kill = ['instance'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'trapped-instance-kept',
    find: '    current = undefined; // until the call has returned without a trap\n',
    replace: '    current = opened;\n',
    kill,
    why: 'A trapped instance is undefined and often still answers (WebAssembly core specification 4.2)',
  },
  {
    name: 'wipe-not-called',
    find: '      opened.exports.wipe();\n',
    replace: '',
    kill,
    why: 'One isolate serves many users: no request stays in linear memory',
  },
  {
    name: 'wipe-after-success-only',
    find: '      opened.exports.wipe();\n',
    replace: '      if (code === 0) opened.exports.wipe();\n',
    kill,
    why: 'A refused callback has a code in it as well',
  },
  {
    name: 'views-before-growth',
    find: 'if (opened.bytes.buffer === buffer) return;',
    replace: 'if (opened.bytes.length >= 0) return;',
    kill,
    why: 'Growing detaches the views (WebAssembly JavaScript interface 5.3)',
  },
  {
    name: 'grown-instance-kept',
    find: 'if (opened.bytes.length <= KEPT_MEMORY_BYTES) current = opened;',
    replace: 'current = opened;',
    kill,
    why: 'Memory never shrinks: one large input would hold it for ever',
  },
  {
    name: 'slots-in-another-order',
    find: "results: ['url', 'state', 'nonce', 'code_verifier', 'return_to'],",
    replace: "results: ['url', 'state', 'code_verifier', 'nonce', 'return_to'],",
    kill: ['vectors'],
    why: 'bindings/abi/slots.hpp: both sides have one order',
  },
  {
    name: 'an-instance-for-each-call',
    find: 'if (opened.bytes.length <= KEPT_MEMORY_BYTES) current = opened;',
    replace: '',
    kill,
    only: 'one instance serves all calls',
    why: 'One instance serves all calls',
  },
  {
    name: 'code-of-the-core-ignored',
    find: 'if (code !== 0)\n',
    replace: 'if (code < 0)\n',
    kill: ['vectors'],
    why: 'Each error of the core is thrown',
  },
  {
    name: 'arena-not-zeroed',
    find: '  std::memset(&__heap_base, 0, used);\n',
    replace: '',
    wasm: true,
    kill,
    why: 'Secrets are zeroed after each call',
  },
  {
    name: 'stack-not-zeroed',
    find: '  std::memset(low, 0, static_cast<std::size_t>(top - low));\n',
    replace: '  static_cast<void>(low), static_cast<void>(top);\n',
    wasm: true,
    kill,
    why: 'Short texts live on the stack',
  },
  {
    name: 'frame-not-cleared',
    find: '  tailchat::abi::shared_frame = {};\n',
    replace: '',
    wasm: true,
    kill: ['vectors'],
    why: 'An argument that is absent must not be the one of the call before',
  },
  {
    name: 'allocation-wraps-around',
    find: 'if (size > SIZE_MAX - start - page_bytes) __builtin_trap();',
    replace: '',
    wasm: true,
    kill,
    why: 'A size near 2^32 must not become a small sum',
  },
];
