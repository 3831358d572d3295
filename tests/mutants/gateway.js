// Mutants of the address after a logout, and of the requirements on a gateway in front of Tailchat.
/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'logout-keeps-the-cache',
    find: `response.headers.set('clear-site-data', '"cache"')`,
    replace: 'void response',
    kill: ['logout'],
    only: 'Clear-Site-Data',
    why: 'Back would show who was logged in',
  },
  {
    name: 'tailchat-logout-by-a-picture',
    find: "mode !== 'navigate' || isPrefetch(request)",
    replace: 'false',
    kill: ['tailchat_logout'],
    only: 'two paths',
    why: 'Another site’s picture would log people out',
  },
  {
    name: 'tailchat-switch-leads-to-any-referer',
    find: "host !== undefined && host === headers.get('host')",
    replace: 'host !== undefined',
    kill: ['tailchat_logout'],
    only: 'two paths',
    why: 'An open redirect on Tailchat’s own host',
  },
];
