// Mutants of the redemption: once per login, only of checked values, and only for the browser that began the login.
const flow = ['flow'];
const client = ['client/client'];
const onLogin = ['on_login'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'global-transaction-across-an-await',
    edits: [
      {
        find: 'export async function redeem({',
        replace: 'let current;\nexport async function redeem({',
      },
      {
        find: '  const { state, nonce, code_verifier } = transaction;',
        replace: '  const { state, nonce, code_verifier } = transaction;\n  current = checked;',
      },
      {
        find: 'const ask = () => askTailchat(context, checked, { request, env });',
        replace:
          'const ask = () => new Promise((go) => setTimeout(go, 20)).then(() => askTailchat(context, current, { request, env }));',
      },
    ],
    kill: ['together'],
    why: 'One isolate serves many users at once; one after the other nothing shows',
  },
  {
    name: 'global-user-across-an-await',
    edits: [
      {
        find: "import { open, seal } from '../sealed/seal.js';",
        replace: "import { open, seal } from '../sealed/seal.js';\nlet current;",
      },
      {
        find: '  const sealed_at = seconds(now);',
        replace: '  current = account;\n  await null;\n  const sealed_at = seconds(now);',
      },
      {
        find: 'iat: sealed_at, ...account }',
        replace: 'iat: sealed_at, ...current }',
      },
    ],
    kill: ['together'],
    why: 'One isolate serves many users at once',
  },
  {
    name: 'global-cookies-across-an-await',
    edits: [
      {
        find: "import { open, seal } from '../sealed/seal.js';",
        replace: "import { open, seal } from '../sealed/seal.js';\nlet current;",
      },
      {
        find: "await open(seals, 'session', value,",
        replace: "await open(seals, 'session', ((current = value), await null, current),",
      },
    ],
    kill: ['together'],
    why: 'One isolate serves many users at once',
  },
  {
    name: 'global-tokens-across-an-await',
    edits: [
      {
        find: '  const checkedTokens = new WeakSet();',
        replace: '  const checkedTokens = new WeakSet();\n  let current;',
      },
      {
        find: '    checkedTokens.add(tokens);\n    return tokens;',
        replace: '    checkedTokens.add(tokens);\n    current = tokens;\n    return tokens;',
      },
      {
        find: '    const form = `access_token=',
        in: 'createRedemption',
        replace: '    tokens = current;\n    const form = `access_token=',
      },
    ],
    kill: ['together'],
    why: 'One isolate serves many users at once',
  },
  {
    name: 'state-compared-after-redeeming',
    edits: [
      {
        find: 'const callback = core.callback({\n      url: completeUrl(url, settings.redirect_uri),',
        replace: `const asked = new URL(url);
    const state = asked.searchParams.get('state');
    asked.searchParams.set('state', transaction.state);
    const fits = state === transaction.state;
    const callback = core.callback({
      url: asked.href,`,
      },
      {
        find: 'checkedCallbacks.set(checked, callback);',
        replace: 'if (fits) fitting.add(checked);\n    checkedCallbacks.set(checked, callback);',
      },
      {
        find: '  const exchanged = new WeakSet();',
        replace: '  const exchanged = new WeakSet();\n  const fitting = new WeakSet();',
      },
      {
        find: 'const { issuer, client_id, nonce } = callback;',
        replace: `if (!fitting.has(checked)) throw new TailchatLoginError('state_mismatch');
    const { issuer, client_id, nonce } = callback;`,
      },
    ],
    kill: ['exchange'],
    why: 'RFC 6749 10.12: until the state fits, the code is not ours to redeem',
  },
  {
    name: 'decoded-taken-for-checked',
    find: 'const callback = checkedCallbacks.get(checked);',
    replace: 'const callback = checkedCallbacks.get(checked) ?? checked ?? undefined;',
    kill: client,
    why: 'A token request is made of a checked callback alone',
  },
  {
    name: 'tokens-of-the-caller-taken',
    find: "if (!checkedTokens.has(tokens)) throw new TailchatLoginError('transaction_invalid');",
    replace: '',
    kill: client,
    why: 'The user is asked for with checked tokens alone',
  },
  {
    name: 'checked-callback-exchanged-twice',
    find: "if (exchanged.has(checked)) throw new TailchatLoginError('transaction_finished');",
    replace: '',
    kill: client,
    why: 'RFC 6749 4.1.2: a code used twice revokes the tokens of its first use',
  },
  {
    name: 'exchanged-noted-after-the-answer',
    edits: [
      { find: '    exchanged.add(checked);\n', replace: '' },
      {
        find: '    checkedTokens.add(tokens);\n',
        replace: '    checkedTokens.add(tokens);\n    exchanged.add(checked);\n',
      },
    ],
    kill: client,
    why: 'Marked as taken before redeeming',
  },
  {
    name: 'single-flight-removed',
    find: 'flights.run(key, now, () => {',
    replace: '((work) => work())(async () => {',
    kill: flow,
    only: 'many times at once',
    why: 'A double submit redeems once',
  },
  {
    name: 'taken-not-noted',
    find: 'taken.set(shorten(key), true); // before redeeming, not after',
    replace: '',
    kill: ['single_flight'],
    why: 'A transaction is taken for as long as it lives, not for as long as its result is kept',
  },
  {
    name: 'failure-not-shared',
    find: '(error) => land({ error: withoutCause(error) }),',
    replace: `() => {
        started.until_ms = 0;
        taken.age(Infinity, 1);
      },`,
    kill: ['single_flight'],
    why: 'No second try with the code after a failure',
  },
  {
    name: 'results-unbounded',
    find: 'most: LIMITS.shared_results,',
    replace: '',
    kill: ['single_flight'],
    why: 'limit shared_results',
  },
  {
    name: 'results-of-any-size',
    find: 'weigh(key) + landed',
    replace: 'weigh(key) + 0 * landed',
    kill: ['limits/memory', 'limits'],
    why: 'limit shared_results_bytes: one account with long texts must not end the worker',
  },
  {
    name: 'errors-shared-with-their-cause',
    find: 'return error instanceof TailchatLoginError ? new TailchatLoginError(error.code) : error;',
    replace: 'return error;',
    kill: ['single_flight'],
    why: 'What caused an error may be of any size',
  },
  {
    name: 'weight-of-texts-ignored',
    find: 'return TEXT_BYTES + value.length *',
    replace: 'return TEXT_BYTES + 0 *',
    kill: ['limits/memory'],
    why: 'limits in bytes',
  },
  {
    name: 'generations-without-bytes',
    find: 'young.entries.size >= half || young.bytes + bytes > mostBytes / 2',
    replace: 'young.entries.size >= half',
    kill: ['generations'],
    why: 'limits in bytes',
  },
  {
    name: 'result-kept-for-ever',
    find: 'if (flight !== undefined && flight.until_ms > time) return share(flight);',
    replace: 'if (flight !== undefined) return share(flight);',
    kill: ['single_flight'],
    why: 'limit shared_result_seconds',
  },
  {
    name: 'results-of-hours-ago-held',
    find: 'flights.age(time, SHARED_MILLISECONDS);',
    replace: '',
    kill: ['single_flight'],
    why: 'What is over is nobody’s, and takes room',
  },
  {
    name: 'flight-dropped-to-make-room',
    find: 'if (mustStay(entry.value)) add(young, key, entry);',
    replace: '',
    kill: ['single_flight', 'generations'],
    why: 'A second request would find its transaction taken and no result',
  },
  {
    name: 'result-shared-by-state-alone',
    find: '[code_verifier, state, nonce, seals.binding]',
    replace: '[state, seals.binding]',
    kill: ['exchange'],
    why: 'Who saw a state in an address shares no session',
  },
  {
    name: 'login-dies-with-its-first-client',
    find: 'waitUntil(ctx, settled);',
    replace: '',
    kill: flow,
    only: 'first client went away',
    why: 'The code is spent whether or not this client waits',
  },
  {
    name: 'done-marker-left-out',
    find: 'const ours = done === undefined ? [session] : [session, done.line];',
    replace: 'const ours = [session];',
    kill: flow,
    only: 'that has ended makes no session|whose callback is reloaded',
    why: 'RFC 6749 10.12: a transaction is used once, in any isolate that sees the cookie',
  },
  {
    name: 'transaction-not-consumed-by-a-failure',
    find: 'return fail(session, { return_to, cookies: [done] });',
    replace: 'return fail(session, { return_to });',
    kill: flow,
    only: 'wrong client secret',
    why: 'The code was sent: it is not sent again',
  },
  {
    name: 'transaction-not-consumed-by-an-error-answer',
    find: 'fail(error, { return_to, cookies: [done] });\n}',
    replace: 'fail(error, { return_to });\n}',
    kill: flow,
    only: 'by an error answer',
    why: 'RFC 6749 4.1.2.1: an error answer ends its login',
  },
  {
    name: 'done-marker-of-another-login',
    find: ' || claims.id !== id',
    replace: '',
    kill: flow,
    only: 'done-marker of another',
    why: 'A marker under another name ends a login that is under way',
  },
  {
    name: 'done-marker-leads-on-without-a-session',
    find: 'if (session !== undefined || anonymous) return redirect(return_to);',
    replace: 'return redirect(return_to);',
    kill: flow,
    only: 'that has ended makes no session',
    why: 'A finished login gives no session, and says so',
  },
  {
    name: 'forged-callback-ends-the-login',
    find: 'if (!AUTHORIZATION_ERRORS.has(error.code)) return fail(error, { return_to });',
    replace: '',
    kill: flow,
    only: 'touches neither the session nor the login',
    why: 'What is forged fails before anything is spent',
  },
  {
    name: 'any-login-may-end-anonymous',
    find: 'const anonymous = silent && PROMPT_NONE_ERRORS.has(error.code);',
    replace: 'const anonymous = PROMPT_NONE_ERRORS.has(error.code);',
    kill: flow,
    only: 'a usual login fails with it',
    why: 'OpenID Connect Core 3.1.2.6: for prompt=none alone',
  },
  {
    name: 'two-states-in-the-callback',
    find: "if (states.length > 1) throw new TailchatLoginError('parameter_repeated');",
    replace: '',
    kill: flow,
    only: 'with a foreign state before its own',
    why: 'RFC 6749 3.1',
  },
  {
    name: 'refused-by-the-site-and-let-in',
    find: "if (answer === false) throw new TailchatLoginError('login_refused');",
    replace: 'if (answer === false) return undefined;',
    kill: onLogin,
    why: "onLogin: the site's own word on a login",
  },
  {
    name: 'on-login-failed-and-let-in',
    find: "throw new TailchatLoginError('on_login_failed', { cause, thrownBy: 'onLogin' });",
    replace: 'return undefined;',
    kill: onLogin,
    why: 'What could not be asked is no consent',
  },
  {
    name: 'on-login-without-its-request',
    find: 'signal, ...asked })',
    replace: 'signal })',
    kill: onLogin,
    only: 'gets the request that finished the login',
    why: 'An account is linked by the cookies of this request',
  },
  {
    name: 'on-login-for-each-who-waits',
    edits: [
      {
        find: 'return fit(log, user, await admit(onLogin, user, deadline, asked));',
        replace: 'return fit(log, user);',
      },
      {
        find: 'export async function redeem({',
        replace: "import { admit } from './on_login.js';\nexport async function redeem({",
      },
      {
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
    find: 'answer = await race(Promise.resolve(',
    replace: 'answer = await ((work) => work)(Promise.resolve(',
    kill: onLogin,
    only: 'never comes back',
    why: 'One deadline for the whole login',
  },
  {
    name: 'session-claims-of-any-size',
    find: 'if (encoder.encode(text).byteLength <= LIMITS.session_claims_bytes) claims',
    replace: 'claims',
    kill: onLogin,
    only: 'too much',
    why: 'limit session_claims_bytes',
  },
  {
    name: 'session-claims-shown-to-the-page',
    find: 'respondJson(200, found.user,',
    replace: 'respondJson(200, found.account,',
    kill: onLogin,
    only: 'not shown to the page',
    why: "The site's claims are its own",
  },
  {
    name: 'session-claims-lost-when-it-slides',
    find: 'fitAccount(account, LIMITS.renewed_account_bytes)',
    replace: 'fitAccount(/** @type {any} */ (session.user), LIMITS.renewed_account_bytes)',
    kill: ['renewal'],
    only: 'lives on when the old key goes',
    why: 'Claims stand for the whole session',
  },
];
