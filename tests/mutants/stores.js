// Sessions in a store.
const sessions = ['tests/store/sessions.test.js'];
const redemption = ['tests/store/redemption.test.js'];
const faults = ['tests/store/faults.test.js'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'store-claim-after-redeeming',
    edits: [
      {
        file: 'worker/redeem_once.js',
        find: '  if (!(await claim(context, key))) return awaitOutcome(context, key);\n',
        replace: '',
      },
      {
        file: 'worker/redeem_once.js',
        find: '    const id = makeId();',
        replace:
          '    if (!(await claim(context, key))) return await awaitOutcome(context, key);\n    const id = makeId();',
      },
    ],
    kill: redemption,
    why: 'RFC 6749 4.1.2: a code that comes twice takes the tokens of its first use with it',
  },
  {
    name: 'store-not-before-ignored',
    file: 'worker/stored_session.js',
    find: 'if (made_at <= (await readNotBefore(store, await userKey(context, user.sub)))) return undefined;',
    replace: 'await readNotBefore(store, await userKey(context, user.sub));',
    kill: sessions,
    why: 'A revoked user is nobody at the next request',
  },
  {
    name: 'store-error-is-nobody',
    file: 'worker/session.js',
    find: 'await visitStore(context, (store) => findSession(context, store, id));',
    replace: 'await visitStore(context, (store) => findSession(context, store, id)).catch(() => undefined);',
    kill: faults,
    why: 'A store that is down says of nobody that he is logged out',
  },
  {
    name: 'store-id-undigested',
    file: 'worker/stored_session.js',
    find: "return digestBase64url(JSON.stringify([seals.binding, 'session', id]));",
    replace: 'return id;',
    kill: sessions,
    why: 'Who reads the store makes no cookie of it',
  },
  {
    name: 'store-session-not-bound-to-its-place',
    file: 'worker/stored_session.js',
    find: 'if (opened.claims.id !== id) return undefined;',
    replace: '',
    kill: sessions,
    why: 'Who writes to the store makes no session',
  },
  {
    name: 'store-errors-pass',
    file: 'worker/store.js',
    find: "throw new TailchatLoginError('store_unavailable', { cause });",
    replace: 'throw cause;',
    kill: faults,
    why: "A store's error must not pass for one of ours",
  },
  {
    name: 'store-session-left-at-logout',
    file: 'worker/routes/logout.js',
    find: 'await endSession(context, ours);',
    replace: 'await null;',
    kill: sessions,
    why: 'ASVS 5 7.4.1: a logout ends the session',
  },
];
