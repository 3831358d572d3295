// Requirements on a worker: secrets, time, memory, many users.

/** @type {import('../../scripts/vocabulary/requirements.js').Section[]} */
export default [
  {
    title: 'Secrets in logs and errors',
    rows: [
      {
        requirement: 'secrets in errors: no value in a configuration error',
        test: 'config',
        name: 'refuses what it does not know, by name, and shows no name that may be a value',
        mutants: ['option-of-any-name-in-the-error'],
      },
      {
        requirement: 'secrets in errors: a wrong secret is named, not told',
        test: 'config',
        name: 'refuses a wrong clientSecret at once, names it, and does not tell the value',
        mutants: ['value-in-a-configuration-error'],
      },

      {
        requirement: 'secrets in logs: a mismatch names no text',
        test: 'front_channel',
        name: 'with a line end behind its iss is refused with issuer_mismatch; nothing is spent, and the true one still works',
        mutants: ['any-text-of-the-issuer-in-the-log'],
      },
      {
        requirement: "secrets in the bundle: no prefix of Vite's shows the app's secret to the page",
        test: 'vite/vite',
        name: 'an envPrefix that would show the secret is refused:',
        mutants: ['vite-prefix-shows-the-secret'],
      },
      {
        requirement: 'secrets in the bundle: a page reaches no worker',
        test: 'imports',
        name: 'a page reaches web/, bindings/ and its own WebAssembly only: no worker, no testing kit, no node: module',
        mutants: ['page-reaches-the-worker'],
      },
    ],
  },
  {
    title: 'Timing',
    rows: [
      {
        requirement: 'timing: every letter of state counts',
        test: 'cross_site',
        name: 'exchange with each letter of its state changed: state_mismatch',
        mutants: ['state-not-compared'],
      },
    ],
  },
  {
    title: 'WebAssembly',
    rows: [
      {
        requirement: 'no core for a session',
        test: 'no_core',
        name: 'for a session, where the configuration is an object',
        mutants: ['core-compiled-for-a-session'],
      },
      {
        requirement: 'what starts without the core is what the core takes',
        test: 'client/plain',
        name: 'is one that the core takes: api_url',
        mutants: ['client-plain-with-any-port'],
      },
      {
        requirement: 'wasm: memory viewed after it may have grown',
        test: 'threats/login',
        name: 'among hostile ones give each their own user and path',
        mutants: ['views-before-growth'],
      },
      {
        requirement: 'a trapped instance is not called again',
        test: 'instance',
        name: 'an instance that trapped is never called again, and the next call succeeds',
        mutants: ['trapped-instance-kept'],
      },
      {
        requirement: 'nothing of a call stays in memory',
        test: 'instance',
        name: 'nothing of a call stays in memory, after success and after an error',
        mutants: ['wipe-not-called', 'wipe-after-success-only', 'arena-not-zeroed', 'stack-not-zeroed'],
      },
      {
        requirement: 'an allocation traps and does not wrap around',
        test: 'instance',
        name: 'an allocation that memory cannot hold traps instead of wrapping around',
        mutants: ['allocation-wraps-around'],
      },
      {
        requirement: 'memory that grew is let go',
        test: 'instance',
        name: 'memory that grew is viewed anew, and an instance grown beyond 1 MiB is let go',
        mutants: ['grown-instance-kept'],
      },
    ],
  },
  {
    title: 'Users at the same time',
    rows: [
      {
        requirement: 'each get their own session',
        test: 'together',
        name: 'each get their own session, and /me tells each of themselves',
        mutants: [
          'global-user-across-an-await',
          'global-transaction-across-an-await',
          'global-cookies-across-an-await',
        ],
      },
      {
        requirement: 'each step is of its own login',
        test: 'together',
        name: "each step of the client is of its own login, in whatever order the logins' steps come",
        mutants: ['global-tokens-across-an-await'],
      },
    ],
  },
  {
    title: 'Memory is bounded by number and by bytes',
    rows: [
      {
        requirement: 'results of logins',
        test: 'limits/memory',
        name: 'ten thousand logins of one account are kept in 16 MiB, with claims of one text',
        mutants: ['results-of-any-size', 'weight-of-texts-ignored'],
      },
      {
        requirement: 'results, in number',
        test: 'single_flight',
        name: 'holds a bounded number of results, and drops none that is under way',
        mutants: ['results-unbounded'],
      },
      {
        requirement: 'an error is kept without its cause',
        test: 'single_flight',
        name: 'shares an error of ours without what caused it, which may be of any size',
        mutants: ['errors-shared-with-their-cause'],
      },
      {
        requirement: 'opened cookies, in number',
        test: 'limits',
        name: 'holds for',
        mutants: ['opened-sessions-unbounded'],
      },
      {
        requirement: 'configurations, in number',
        test: 'limits',
        name: 'holds for',
        mutants: ['configurations-without-number'],
      },
      {
        requirement: 'what is over is forgotten',
        test: 'single_flight',
        name: 'forgets what is over',
        mutants: ['result-kept-for-ever'],
      },
      {
        requirement: 'every map, in bytes',
        test: 'generations',
        name: 'hold so many bytes, whatever one entry takes',
        mutants: ['generations-without-bytes'],
      },
    ],
  },
];
