// Mutants of the source of the core's instances.
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
    name: 'core-compiled-for-a-session',
    find: 'options.internalUrl !== undefined || !isPlain(request)',
    replace: 'true',
    kill: ['no_core'],
    why: 'The first request of an isolate mostly has a session, and no login to begin',
  },
  {
    name: 'client-plain-with-any-port',
    find: '(?::[1-9]\\d{3})?',
    replace: '(?::\\d+)?',
    kill: ['client/plain'],
    why: 'What the core refuses must be refused at the start',
  },
  {
    name: 'runtime-without-web-crypto-starts',
    find: "typeof globalThis.crypto?.subtle === 'object',",
    replace: 'true,',
    kill: ['lib/runtime'],
    why: 'Node 18 is told at the start, not by a failed login',
  },
];
