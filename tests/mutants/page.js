// The login that a page starts itself.
const finish = ['tests/web/finish.test.js'];
const start = ['tests/web/start.test.js'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'page-transaction-removed-after-the-post',
    file: 'web/page.js',
    find: `  const transaction = takeTransaction(state);
  const { user, return_to } = await request(\`\${basePath}/exchange\`, 'POST', { url, transaction });`,
    replace: `  const key = 'tailchat-login:' + state;
  const kept = sessionStorage.getItem(key);
  const transaction = takeTransaction(state);
  sessionStorage.setItem(key, kept);
  const { user, return_to } = await request(\`\${basePath}/exchange\`, 'POST', { url, transaction });
  sessionStorage.removeItem(key);`,
    kill: finish,
    why: 'RFC 6749 10.12: used once, whatever happens then',
  },
  {
    name: 'page-transaction-not-removed',
    file: 'web/transactions.js',
    find: '    storage.removeItem(PREFIX + state);\n    return found;',
    replace: '    return found;',
    kill: ['tests/web/transactions.test.js'],
    why: 'RFC 6749 10.12: used once',
  },
  {
    name: 'page-transactions-overwrite-each-other',
    edits: [
      {
        file: 'web/transactions.js',
        find: 'storage.setItem(PREFIX + transaction.state,',
        replace: "storage.setItem(PREFIX + 'one',",
      },
      {
        file: 'web/transactions.js',
        find: 'read(storage, PREFIX + state);',
        replace: "read(storage, PREFIX + 'one');",
      },
    ],
    kill: ['tests/web/transactions.test.js'],
    why: 'Any state would take the transaction of any login',
  },
  {
    name: 'page-transactions-without-number',
    file: 'web/transactions.js',
    find: 'expired || index >= KEPT_TRANSACTIONS - 1',
    replace: 'expired',
    kill: ['tests/web/transactions.test.js'],
    why: 'limit transaction_cookies: verifiers do not pile up',
  },
  {
    name: 'code-left-in-the-address-bar',
    file: 'web/index.js',
    find: "history.replaceState(history.state, '', url);",
    replace: '',
    kill: finish,
    why: 'RFC 9700 4.2: history, Referer, other scripts',
  },
  {
    name: 'code-taken-from-the-address-bar-late',
    file: 'web/index.js',
    find: "  history.replaceState(history.state, '', url);\n",
    replace: "  queueMicrotask(() => history.replaceState(history.state, '', url));\n",
    kill: finish,
    why: 'RFC 9700 4.2: before anything else happens',
  },
  {
    name: 'finish-redeems-again',
    file: 'web/index.js',
    find: 'if (!last || last.state !== state) {',
    replace: 'if (state !== undefined) {',
    kill: finish,
    why: 'StrictMode calls effects twice',
  },
  {
    name: 'finish-forgets',
    file: 'web/index.js',
    find: 'if (!ours) return last?.result ?? Promise.resolve(null);',
    replace: 'if (!ours) return Promise.resolve(null);',
    kill: finish,
    why: 'The second call of StrictMode sees a clean address bar',
  },
  {
    name: 'logout-remembers-the-login',
    file: 'web/index.js',
    find: '  last = undefined;\n',
    replace: '',
    kill: finish,
    why: 'After a logout nobody is logged in',
  },
  {
    name: 'verifier-in-the-address',
    file: 'web/page.js',
    find: 'location.assign(url);',
    replace: 'location.assign(`${url}&code_verifier=${transaction.code_verifier}`);',
    kill: start,
    why: 'RFC 7636 7.1: the verifier stays here until the code comes back',
  },
  {
    name: 'page-goes-before-it-keeps',
    file: 'web/page.js',
    find: '  keepTransaction(transaction);\n  location.assign(url);',
    replace: '  location.assign(url);\n  keepTransaction(transaction);',
    kill: ['tests/mutants/page.test.js'],
    why: 'A login whose transaction cannot be kept must not start',
  },
  {
    name: 'page-of-another-origin',
    file: 'web/page.js',
    find: "if (new URL(redirectUri).origin !== location.origin) throw loginError('redirect_uri_invalid');",
    replace: '',
    kill: start,
    why: 'The callback would find no transaction there',
  },
  {
    name: 'page-sends-without-the-header',
    file: 'web/request.js',
    find: "'X-Tailchat-Login': '1', ",
    replace: '',
    kill: finish,
    why: 'RFC 9700 4.7',
  },
  {
    name: 'page-follows-redirects',
    file: 'web/request.js',
    find: "redirect: 'error',",
    replace: '',
    kill: ['tests/web/worker-started.test.js'],
    why: 'RFC 9700 4.12: code and verifier go to the worker and nowhere else',
  },
  {
    name: 'text-of-others-as-a-code',
    file: 'web/request.js',
    find: "const known = typeof code === 'string' && /^[a-z_]{3,40}$/.test(code);",
    replace: "const known = typeof code === 'string';",
    kill: ['tests/web/worker-started.test.js'],
    why: 'An error code may end up in a page',
  },
  {
    name: 'page-reaches-the-worker',
    file: 'web/page.js',
    find: "import { request } from './request.js';",
    replace: "import { request } from './request.js';\nimport '../worker/options.js';",
    kill: ['tests/web/imports.test.js'],
    why: 'The client secret is named in worker/ alone',
  },
];
