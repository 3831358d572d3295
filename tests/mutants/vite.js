// Mutants of the login in Vite's servers.
const kill = ['vite/vite'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'vite-prefix-shows-the-secret',
    find: ".find((one) => 'TAILCHAT_CLIENT_SECRET'.startsWith(one))",
    replace: ".find((one) => one === 'TAILCHAT_CLIENT_SECRET')",
    kill,
    only: 'an envPrefix that would show the secret',
    why: 'RFC 6749 2.1: what is in a page is no secret',
  },
  {
    name: 'vite-stand-in-in-place-of-tailchat',
    find: 'asked ?? (url === undefined || url === mockUrl(MOCK_APP.port))',
    replace: 'asked ?? true',
    kill,
    only: 'with the address of another Tailchat',
    why: 'a Tailchat that is named is the one that is asked',
  },
];
