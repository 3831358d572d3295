// One redemption for one login, of what was checked, for who began it.
const flow = ['tests/worker/routes/flow.test.js'];
const client = ['tests/worker/client/client.test.js'];
const onLogin = ['tests/worker/login/on_login.test.js'];
const callback = 'worker/routes/callback.js';
const flight = 'worker/login/single_flight.js';

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'global-transaction-across-an-await',
    edits: [
      {
        file: 'worker/login/redeem.js',
        find: "import { startDeadline } from '../lib/deadline.js';",
        replace: "import { startDeadline } from '../lib/deadline.js';\nlet current;",
      },
      {
        file: 'worker/login/redeem.js',
        find: '  const { state, nonce, code_verifier } = transaction;',
        replace: '  const { state, nonce, code_verifier } = transaction;\n  current = checked;',
      },
      {
        file: 'worker/login/redeem.js',
        find: 'return redeemOnce(context, key, checked, nameAgent(context, request));',
        replace:
          'return new Promise((go) => setTimeout(go, 20)).then(() => redeemOnce(context, key, current));',
      },
    ],
    kill: ['tests/mutants/together.test.js'],
    why: 'One isolate serves many users at once; one after the other nothing shows',
  },
  {
    name: 'global-user-across-an-await',
    edits: [
      {
        file: 'worker/session/session.js',
        find: "import { open, seal } from '../sealed/seal.js';",
        replace: "import { open, seal } from '../sealed/seal.js';\nlet current;",
      },
      {
        file: 'worker/session/session.js',
        find: '  const sealed_at = seconds(now);',
        replace: '  current = account;\n  await null;\n  const sealed_at = seconds(now);',
      },
      {
        file: 'worker/session/session.js',
        find: 'iat: sealed_at, ...account }',
        replace: 'iat: sealed_at, ...current }',
      },
    ],
    kill: ['tests/mutants/together.test.js'],
    why: 'One isolate serves many users at once',
  },
  {
    name: 'global-cookies-across-an-await',
    edits: [
      {
        file: 'worker/session/session.js',
        find: "import { open, seal } from '../sealed/seal.js';",
        replace: "import { open, seal } from '../sealed/seal.js';\nlet current;",
      },
      {
        file: 'worker/session/session.js',
        find: "await open(seals, 'session', value,",
        replace: "await open(seals, 'session', ((current = value), await null, current),",
      },
    ],
    kill: ['tests/mutants/together.test.js'],
    why: 'One isolate serves many users at once',
  },
  {
    name: 'global-tokens-across-an-await',
    edits: [
      {
        file: 'worker/client/steps.js',
        find: '  const checkedTokens = new WeakSet();',
        replace: '  const checkedTokens = new WeakSet();\n  let current;',
      },
      {
        file: 'worker/client/steps.js',
        find: '    checkedTokens.add(tokens);\n    return tokens;',
        replace: '    checkedTokens.add(tokens);\n    current = tokens;\n    return tokens;',
      },
      {
        file: 'worker/client/steps.js',
        find: '    const form = `access_token=',
        replace: '    tokens = current;\n    const form = `access_token=',
      },
    ],
    kill: ['tests/mutants/together.test.js'],
    why: 'One isolate serves many users at once',
  },
  {
    name: 'state-compared-after-redeeming',
    edits: [
      {
        file: 'worker/client/steps.js',
        find: 'const callback = core.callback({\n      url: completeUrl(url, settings.redirect_uri),',
        replace: `const asked = new URL(url);
    const state = asked.searchParams.get('state');
    asked.searchParams.set('state', transaction.state);
    const fits = state === transaction.state;
    const callback = core.callback({
      url: asked.href,`,
      },
      {
        file: 'worker/client/steps.js',
        find: 'checkedCallbacks.set(checked, callback);',
        replace: 'if (fits) fitting.add(checked);\n    checkedCallbacks.set(checked, callback);',
      },
      {
        file: 'worker/client/steps.js',
        find: '  const exchanged = new WeakSet();',
        replace: '  const exchanged = new WeakSet();\n  const fitting = new WeakSet();',
      },
      {
        file: 'worker/client/steps.js',
        find: 'const { issuer, client_id, nonce } = callback;',
        replace: `if (!fitting.has(checked)) throw new TailchatLoginError('state_mismatch');
    const { issuer, client_id, nonce } = callback;`,
      },
    ],
    kill: ['tests/worker/routes/exchange.test.js'],
    why: 'RFC 6749 10.12: until the state fits, the code is not ours to redeem',
  },
  {
    name: 'decoded-taken-for-checked',
    file: 'worker/client/steps.js',
    find: 'const callback = checkedCallbacks.get(checked);',
    replace: 'const callback = checkedCallbacks.get(checked) ?? checked ?? undefined;',
    kill: client,
    why: 'A token request is made of a checked callback alone',
  },
  {
    name: 'tokens-of-the-caller-taken',
    file: 'worker/client/steps.js',
    find: "if (!checkedTokens.has(tokens)) throw new TailchatLoginError('transaction_invalid');",
    replace: '',
    kill: client,
    why: 'The user is asked for with checked tokens alone',
  },
  {
    name: 'checked-callback-exchanged-twice',
    file: 'worker/client/steps.js',
    find: "if (exchanged.has(checked)) throw new TailchatLoginError('transaction_finished');",
    replace: '',
    kill: client,
    why: 'RFC 6749 4.1.2: a code used twice revokes the tokens of its first use',
  },
  {
    name: 'exchanged-noted-after-the-answer',
    edits: [
      { file: 'worker/client/steps.js', find: '    exchanged.add(checked);\n', replace: '' },
      {
        file: 'worker/client/steps.js',
        find: '    checkedTokens.add(tokens);\n',
        replace: '    checkedTokens.add(tokens);\n    exchanged.add(checked);\n',
      },
    ],
    kill: client,
    why: 'Marked as taken before redeeming',
  },
  {
    name: 'single-flight-removed',
    file: 'worker/login/redeem.js',
    find: 'flights.run(key, now, () => {',
    replace: '((work) => work())(async () => {',
    kill: flow,
    only: 'many times at once',
    why: 'A double submit redeems once',
  },
  {
    name: 'taken-not-noted',
    file: flight,
    find: 'taken.set(shorten(key), time + LIMITS.taken_seconds * 1000); // before redeeming, not after',
    replace: '',
    kill: ['tests/worker/login/single_flight.test.js'],
    why: 'A transaction is taken for as long as it lives, not for as long as its result is kept',
  },
  {
    name: 'failure-not-shared',
    file: flight,
    find: '(error) => land({ error: withoutCause(error) }, ERROR_BYTES),',
    replace: `() => {
        started.until = 0;
        taken.set(key, 0);
      },`,
    kill: ['tests/worker/login/single_flight.test.js'],
    why: 'No second try with the code after a failure',
  },
  {
    name: 'results-unbounded',
    file: flight,
    find: 'const most = LIMITS.shared_results;',
    replace: 'const most = Infinity;',
    kill: ['tests/worker/login/single_flight.test.js'],
    why: 'limit shared_results',
  },
  {
    name: 'results-of-any-size',
    file: flight,
    find: 'flights.grow(key, bytes)',
    replace: 'flights.grow(key, 0 * bytes)',
    kill: ['tests/limits/memory.test.js', 'tests/limits/limits.test.js'],
    why: 'limit shared_results_bytes: one account with long texts must not end the worker',
  },
  {
    name: 'errors-shared-with-their-cause',
    file: flight,
    find: 'return error instanceof TailchatLoginError ? new TailchatLoginError(error.code) : error;',
    replace: 'return error;',
    kill: ['tests/worker/login/single_flight.test.js'],
    why: 'What caused an error may be of any size',
  },
  {
    name: 'weight-of-texts-ignored',
    file: 'worker/lib/weigh.js',
    find: 'return TEXT_BYTES + value.length *',
    replace: 'return TEXT_BYTES + 0 *',
    kill: ['tests/limits/memory.test.js'],
    why: 'limits in bytes',
  },
  {
    name: 'aging-map-without-bytes',
    file: 'worker/lib/aging_map.js',
    find: '(entries.size > most || bytes > mostBytes)',
    replace: 'entries.size > most',
    kill: ['tests/worker/lib/aging_map.test.js'],
    why: 'limits in bytes',
  },
  {
    name: 'result-kept-for-ever',
    file: flight,
    find: 'flights.sweep(({ until }) => until <= time);',
    replace: '',
    kill: ['tests/worker/login/single_flight.test.js'],
    why: 'limit shared_result_seconds',
  },
  {
    name: 'result-shared-by-state-alone',
    file: 'worker/login/redeem.js',
    find: '[seals.binding, state, nonce, code_verifier]',
    replace: '[seals.binding, state]',
    kill: ['tests/worker/routes/exchange.test.js'],
    why: 'Who saw a state in an address shares no session',
  },
  {
    name: 'login-dies-with-its-first-client',
    file: 'worker/login/redeem.js',
    find: 'waitUntil(ctx, settled);',
    replace: '',
    kill: flow,
    only: 'first client went away',
    why: 'The code is spent whether or not this client waits',
  },
  {
    name: 'done-marker-left-out',
    file: callback,
    find: 'return redirect(return_to, [session, done, ...',
    replace: 'return redirect(return_to, [session, ...',
    kill: flow,
    only: 'that has ended makes no session|whose callback is reloaded',
    why: 'RFC 6749 10.12: a transaction is used once, in any isolate that sees the cookie',
  },
  {
    name: 'transaction-not-consumed-by-a-failure',
    file: callback,
    find: 'return fail(session, { return_to, cookies: [done] });',
    replace: 'return fail(session, { return_to });',
    kill: flow,
    only: 'wrong client secret',
    why: 'The code was sent: it is not sent again',
  },
  {
    name: 'transaction-not-consumed-by-an-error-answer',
    file: callback,
    find: 'fail(error, { return_to, cookies: [done] });\n}',
    replace: 'fail(error, { return_to });\n}',
    kill: flow,
    only: 'by an error answer',
    why: 'RFC 6749 4.1.2.1: an error answer ends its login',
  },
  {
    name: 'done-marker-of-another-login',
    file: 'worker/login/transaction.js',
    find: ' || claims.id !== id',
    replace: '',
    kill: flow,
    only: 'done-marker of another',
    why: 'A marker under another name ends a login that is under way',
  },
  {
    name: 'done-marker-leads-on-without-a-session',
    file: callback,
    find: 'if (session !== undefined || anonymous) return redirect(return_to);',
    replace: 'return redirect(return_to);',
    kill: flow,
    only: 'that has ended makes no session',
    why: 'A finished login gives no session, and says so',
  },
  {
    name: 'forged-callback-ends-the-login',
    file: callback,
    find: 'if (!ENDED.has(error.code)) return fail(error, { return_to });',
    replace: '',
    kill: flow,
    only: 'touches neither the session nor the login',
    why: 'What is forged fails before anything is spent',
  },
  {
    name: 'any-login-may-end-anonymous',
    file: callback,
    find: 'const anonymous = silent && ANONYMOUS.has(error.code);',
    replace: 'const anonymous = ANONYMOUS.has(error.code);',
    kill: flow,
    only: 'a usual login fails with it',
    why: 'OpenID Connect Core 3.1.2.6: for prompt=none alone',
  },
  {
    name: 'two-states-in-the-callback',
    file: callback,
    find: "if (states.length > 1) throw new TailchatLoginError('parameter_repeated');",
    replace: '',
    kill: flow,
    only: 'with a foreign state before its own',
    why: 'RFC 6749 3.1',
  },
  {
    name: 'refused-by-the-site-and-let-in',
    file: 'worker/login/on_login.js',
    find: "if (answer === false) throw new TailchatLoginError('login_refused');",
    replace: 'if (answer === false) return undefined;',
    kill: onLogin,
    why: "onLogin: the site's own word on a login",
  },
  {
    name: 'on-login-failed-and-let-in',
    file: 'worker/login/on_login.js',
    find: "throw new TailchatLoginError('on_login_failed', { cause, thrownBy: 'onLogin' });",
    replace: 'return undefined;',
    kill: onLogin,
    why: 'What could not be asked is no consent',
  },
  {
    name: 'on-login-for-each-who-waits',
    edits: [
      {
        file: 'worker/login/redeem_claimed.js',
        find: 'return fit(log, user, await admit(onLogin, user, deadline));',
        replace: 'return fit(log, user);',
      },
      {
        file: 'worker/login/redeem.js',
        find: "import { startDeadline } from '../lib/deadline.js';",
        replace:
          "import { admit } from './on_login.js';\nimport { startDeadline } from '../lib/deadline.js';",
      },
      {
        file: 'worker/login/redeem.js',
        find: '  if (first) return { first, ...(await result) };',
        replace: `  const own = startDeadline(config.deadline);
  const { user, began_at } = await result;
  const claims = config.onLogin && (await admit(config.onLogin, user, own));
  own.end();
  if (claims) return { user, account: { ...user, claims }, began_at, first };
  if (first) return { first, ...(await result) };`,
      },
    ],
    kill: onLogin,
    only: 'once for each redeemed login',
    why: 'An account is made once',
  },
  {
    name: 'on-login-without-end',
    file: 'worker/login/on_login.js',
    find: 'answer = await race(Promise.resolve(',
    replace: 'answer = await ((work) => work)(Promise.resolve(',
    kill: onLogin,
    only: 'never comes back',
    why: 'One deadline for the whole login',
  },
  {
    name: 'session-claims-of-any-size',
    file: 'worker/login/on_login.js',
    find: 'if (encoder.encode(text).byteLength <= LIMITS.session_claims_bytes) claims',
    replace: 'claims',
    kill: onLogin,
    only: 'too much',
    why: 'limit session_claims_bytes',
  },
  {
    name: 'session-claims-shown-to-the-page',
    file: 'worker/routes/me.js',
    find: 'respondJson(200, session.user,',
    replace: 'respondJson(200, session.account,',
    kill: onLogin,
    only: 'not shown to the page',
    why: "The site's claims are its own",
  },
  {
    name: 'session-claims-lost-when-it-slides',
    file: 'worker/session/renewal.js',
    find: 'fitAccount(account, LIMITS.renewed_account_bytes)',
    replace: 'fitAccount(/** @type {any} */ (session.user), LIMITS.renewed_account_bytes)',
    kill: ['tests/worker/session/renewal.test.js'],
    only: 'lives on when the old key goes',
    why: 'Claims stand for the whole session',
  },
];
