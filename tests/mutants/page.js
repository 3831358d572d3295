// Mutants of the login that a page starts itself.
const finish = ['finish'];
const start = ['start'];
const addresses = ['request'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'page-transaction-removed-after-the-post',
    find: `  const transaction = takeTransaction(state, loginError);
  const { user, return_to } = await request(\`\${basePath}/exchange\`, 'POST', { url, transaction });`,
    replace: `  const key = 'tailchat-login:' + state;
  const kept = sessionStorage.getItem(key);
  const transaction = takeTransaction(state, loginError);
  sessionStorage.setItem(key, kept);
  const { user, return_to } = await request(\`\${basePath}/exchange\`, 'POST', { url, transaction });
  sessionStorage.removeItem(key);`,
    kill: finish,
    why: 'RFC 6749 10.12: used once, whatever happens then',
  },
  {
    name: 'page-transaction-not-removed',
    find: '    storage.removeItem(PREFIX + state);\n    return found;',
    replace: '    return found;',
    kill: ['transactions'],
    why: 'RFC 6749 10.12: used once',
  },
  {
    name: 'page-transactions-overwrite-each-other',
    edits: [
      {
        find: 'storage.setItem(PREFIX + transaction.state,',
        replace: "storage.setItem(PREFIX + 'one',",
      },
      {
        find: 'read(storage, PREFIX + state);',
        replace: "read(storage, PREFIX + 'one');",
      },
    ],
    kill: ['transactions'],
    why: 'Any state would take the transaction of any login',
  },
  {
    name: 'page-transactions-without-number',
    find: 'expired || index >= KEPT_TRANSACTIONS - 1',
    replace: 'expired',
    kill: ['transactions'],
    why: 'limit transaction_cookies: verifiers do not pile up',
  },
  {
    name: 'code-left-in-the-address-bar',
    find: "history.replaceState(history.state, '', url);",
    replace: '',
    kill: finish,
    why: 'RFC 9700 4.2: history, Referer, other scripts',
  },
  {
    name: 'code-taken-from-the-address-bar-late',
    find: "  history.replaceState(history.state, '', url);\n",
    replace: "  queueMicrotask(() => history.replaceState(history.state, '', url));\n",
    kill: finish,
    why: 'RFC 9700 4.2: before anything else happens',
  },
  {
    name: 'finish-redeems-again',
    find: 'if (!last || last.state !== state) {',
    replace: 'if (state !== undefined) {',
    kill: finish,
    why: 'StrictMode calls effects twice',
  },
  {
    name: 'finish-forgets',
    find: 'if (!ours) return last?.result ?? Promise.resolve(null);',
    replace: 'if (!ours) return Promise.resolve(null);',
    kill: finish,
    why: 'The second call of StrictMode sees a clean address bar',
  },
  {
    name: 'logout-remembers-the-login',
    find: '  last = undefined;\n',
    replace: '',
    kill: finish,
    why: 'After a logout nobody is logged in',
  },
  {
    name: 'verifier-in-the-address',
    find: 'location.assign(url);',
    replace: 'location.assign(`${url}&code_verifier=${transaction.code_verifier}`);',
    kill: start,
    why: 'RFC 7636 7.1: the verifier stays here until the code comes back',
  },
  {
    name: 'page-goes-before-it-keeps',
    find: '  keepTransaction(transaction, loginError);\n  location.assign(url);',
    replace: '  location.assign(url);\n  keepTransaction(transaction, loginError);',
    kill: ['start'],
    why: 'A login whose transaction cannot be kept must not start',
  },
  {
    name: 'page-of-another-origin',
    find: "if (new URL(redirectUri).origin !== location.origin) throw loginError('redirect_uri_invalid');",
    replace: '',
    kill: start,
    why: 'The callback would find no transaction there',
  },
  {
    name: 'page-sends-without-the-header',
    find: "[LOGIN_HEADER]: '1', ",
    replace: '',
    kill: finish,
    why: 'RFC 9700 4.7',
  },
  {
    name: 'page-follows-redirects',
    find: "redirect: 'error',",
    replace: '',
    kill: ['web/session'],
    why: 'RFC 9700 4.12: code and verifier go to the worker and nowhere else',
  },
  {
    name: 'text-of-others-as-a-code',
    find: "const known = typeof code === 'string' && /^[a-z_]{3,40}$/.test(code);",
    replace: "const known = typeof code === 'string';",
    kill: ['web/session'],
    why: 'An error code may end up in a page',
  },
  {
    name: 'page-reaches-the-worker',
    find: "import { keepTransaction, takeTransaction } from './transactions.js';",
    replace:
      "import { keepTransaction, takeTransaction } from './transactions.js';\nimport '../worker/config/options.js';",
    kill: ['imports'],
    why: 'The client secret is named in worker/ alone',
  },
  {
    name: 'base-path-of-any-scheme',
    find: "!/^https?:/.test(href) || (protocol !== 'https:' && !own)",
    replace: 'false',
    kill: addresses,
    only: 'refused',
    why: 'javascript: in an attribute would run',
  },
  {
    name: 'base-path-with-a-query',
    find: ' || /[@?#]/.test(href)',
    replace: '',
    kill: addresses,
    only: 'refused',
    why: 'The route’s name would become a part of the query',
  },
  {
    name: 'session-by-the-text-of-its-base-path',
    find: 'return addressOf(basePath);',
    replace: 'return basePath;',
    kill: addresses,
    only: 'one address',
    why: 'Two buttons would ask twice, and one would not see the other’s logout',
  },
  {
    name: 'path-of-another-origin',
    find: "(address.startsWith('http') ? location.origin : '')",
    replace: "''",
    kill: addresses,
    only: 'leads back',
    why: 'It would be the worker’s own page',
  },
  {
    name: 'logout-goes-anywhere',
    find: '!/^https?:/.test(logout_url)',
    replace: '!logout_url',
    kill: addresses,
    only: 'where the worker says',
    why: 'An answer that is no address is not opened',
  },
];
