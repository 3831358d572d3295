// What instances of the core are made of.
const kill = ['bindings/translated'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'refused-bytes-have-no-translation',
    find: 'program = await translate();',
    replace: '',
    kill,
    only: 'a login begins where',
    why: 'Bundlers of Nitro, Next and Hono leave a .wasm file behind, and workerd compiles no bytes',
  },
  {
    name: 'runtime-without-web-crypto-starts',
    find: "typeof globalThis.crypto?.subtle === 'object',",
    replace: 'true,',
    kill: ['lib/runtime'],
    why: 'Node 18 is told at the start, not by a failed login',
  },
];
