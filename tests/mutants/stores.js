// Mutants of sessions in a store.
const sessions = ['sessions'];
const redemption = ['redemption'];
const faults = ['faults'];
const places = ['places'];
const revocation = ['revocation'];
const list = ['store/list'];
const late = ['store/late'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'store-claim-after-redeeming',
    edits: [
      {
        find: '  if (!(await claim(context, key))) return awaitOutcome(context, key);\n',
        replace: '',
      },
      {
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
    find: 'if (await isRevoked(context, store, user.sub, made_at_ms, generation)) return undefined;',
    replace: 'await isRevoked(context, store, user.sub, made_at_ms, generation);',
    kill: sessions,
    why: 'A revoked user is nobody at the next request',
  },
  {
    name: 'store-error-is-nobody',
    find: 'await visitStore(context, (store) => findSession(context, store, id));',
    replace: 'await visitStore(context, (store) => findSession(context, store, id)).catch(() => undefined);',
    kill: faults,
    why: 'A store that is down says of nobody that he is logged out',
  },
  {
    name: 'store-id-undigested',
    find: "return digestBase64url(JSON.stringify([seals.binding, 'session', id]));",
    replace: 'return id;',
    kill: sessions,
    why: 'Who reads the store makes no cookie of it',
  },
  {
    name: 'store-session-not-bound-to-its-place',
    find: 'return { keys, binding: `${binding} ${key}` };',
    replace: "return { keys, binding: `${binding} ${key.split(':', 1)[0]}` };",
    kill: places,
    why: 'Who writes to the store makes no session',
  },
  {
    name: 'store-errors-pass',
    find: "throw new TailchatLoginError('store_unavailable', { cause, at: 'store', thrownBy: 'store' });",
    replace: 'throw cause;',
    kill: faults,
    why: "A store's error must not pass for one of ours",
  },
  {
    name: 'store-session-left-at-logout',
    find: 'if (ours.session !== undefined) await context.stored?.end(context, ours.session);',
    replace: 'await null;',
    kill: sessions,
    why: 'ASVS 5 7.4.1: a logout ends the session',
  },
  {
    name: 'store-outcome-not-bound-to-its-place',
    edits: [
      {
        find: "await seal(sealsAt(context.seals, key), 'outcome'",
        replace: "await seal(context.seals, 'outcome'",
      },
      {
        find: 'const seals = sealsAt(context.seals, key);',
        replace: 'const { seals } = context;',
      },
    ],
    kill: places,
    why: "A copied outcome is another's login, and Tailchat is not even asked",
  },
  {
    name: 'store-session-made-when-tailchat-has-answered',
    find: 'await putSession(context, id, found.account, made_at_ms, agent);',
    replace: 'await putSession(context, id, asked.account, now(), agent);',
    kill: sessions,
    why: 'A user who is revoked during a login is revoked',
  },
  {
    name: 'store-idle-end-by-the-cookie-alone',
    find: 'Math.min(sealed.exp, sealed.iat + config.sessionSeconds)',
    replace: 'sealed.exp',
    kill: sessions,
    why: 'A shortened life is shorter for the sessions that there are',
  },
  {
    name: 'store-absolute-end-by-the-cookie-alone',
    find: 'expires_at: Math.min(expires_at, ends_at) }',
    replace: 'expires_at }',
    kill: sessions,
    why: 'A shortened life is shorter for the sessions that there are',
  },
  {
    name: 'user-key-of-all-apps',
    find: 'family === undefined ? seals.binding : {',
    replace: "family === undefined ? '' : {",
    kill: revocation,
    why: 'Revoking in one app ends no session of another',
  },
  {
    name: 'family-of-all-tailchats',
    find: '{ family, issuer: client.issuer }',
    replace: '{ family }',
    kill: revocation,
    why: 'A sub is unique in one Tailchat only',
  },
  {
    name: 'absent-user-key-means-never-revoked',
    find: 'if (text === undefined) return store.claim !== null;',
    replace: 'if (text === undefined) return false;',
    kill: revocation,
    why: 'A store that evicts brings nobody back',
  },
  {
    name: 'absent-user-key-means-nobody-on-kv',
    find: 'if (text === undefined) return store.claim !== null;',
    replace: 'if (text === undefined) return true;',
    kill: late,
    why: 'KV shows a new key a minute late',
  },
  {
    name: 'generation-not-compared',
    find: 'return made_at_ms <= not_before_ms || (store.claim !== null && made_under !== generation);',
    replace: 'return made_at_ms <= not_before_ms;',
    kill: revocation,
    why: 'A key that is made anew ends all that is older',
  },
  {
    name: 'not-before-not-compared',
    find: 'return made_at_ms <= not_before_ms || (store.claim !== null && made_under !== generation);',
    replace: 'return store.claim !== null && made_under !== generation;',
    kill: [...late, ...revocation],
    why: 'Without a claim the time alone revokes',
  },
  {
    name: 'login-puts-its-user-key',
    find: 'text = (await store.claim(key, KEY_SECONDS, made)) ? made : await store.get(key);',
    replace: 'await store.put(key, made, KEY_SECONDS);\n    text = made;',
    kill: revocation,
    why: 'A login overwrites no revocation',
  },
  {
    name: 'login-under-way-outlives-its-revocation',
    find: "if (made_at_ms <= not_before_ms) throw new TailchatLoginError('session_revoked');",
    replace: '',
    kill: revocation,
    why: 'On a store without a claim a clock that is ahead makes a loop of redirects',
  },
  {
    name: 'revocation-lowered-by-a-clock-behind',
    find: 'makeValue(Math.max(before, now))',
    replace: 'makeValue(now)',
    kill: revocation,
    why: 'A revocation never falls',
  },
  {
    name: 'revocation-of-this-term-only',
    find: '[AHEAD_SECONDS, 0, -TERM_SECONDS]',
    replace: '[AHEAD_SECONDS, 0]',
    kill: revocation,
    why: 'A session of 400 days was begun a term ago',
  },
  {
    name: 'agent-name-rejection-unhandled',
    find: "if (given instanceof Promise) given.then(() => note(new TypeError('agentName gave a promise')), note);",
    replace: '',
    kill: ['rejections'],
    why: 'An unhandled rejection ends a Node process',
  },
  {
    name: 'revocation-without-the-next-term',
    find: '[AHEAD_SECONDS, 0, -TERM_SECONDS]',
    replace: '[0, -TERM_SECONDS]',
    kill: revocation,
    why: 'An isolate whose clock is ahead has begun the next term',
  },
  {
    name: 'user-key-for-one-term',
    find: 'const KEY_SECONDS = 2 * TERM_SECONDS;',
    replace: 'const KEY_SECONDS = TERM_SECONDS;',
    kill: revocation,
    why: "A user's key outlives every session that it guards",
  },
  {
    name: 'swap-not-used',
    find: 'if (!claim || !swap) return store.put(key, value, ttl);',
    replace: 'return store.put(key, value, ttl);',
    kill: revocation,
    why: 'Of two revocations at the same moment the later time stands',
  },
  {
    name: 'session-just-put-not-looked-at',
    find: 'if (store.claim === null || (await findSession(context, store, id)) !== undefined) return;',
    replace: 'return;',
    kill: revocation,
    why: 'A session that is nobody at once leads in a circle',
  },
  {
    name: 'session-just-put-looked-for-on-kv',
    find: 'if (store.claim === null || (await findSession',
    replace: 'if ((await findSession',
    kill: late,
    why: 'KV shows a new key a minute late',
  },
  {
    name: 'kv-forgets-its-own-changes',
    find: 'const change = changes.get(key);',
    replace: 'const change = /** @type {any} */ (undefined);',
    kill: late,
    why: 'A fresh login is not lost where it was made',
  },
  {
    name: 'waits-without-a-clock',
    find: 'const shared = await deadline.race(result).finally(deadline.end);',
    replace: 'const shared = await result;\n  deadline.end();',
    kill: ['redeem'],
    why: 'In workerd a promise whose request has ended never settles',
  },
  {
    name: 'list-not-bound-to-its-place',
    edits: [
      {
        find: "open(sealsAt(context.seals, key), 'session_list'",
        replace: "open(context.seals, 'session_list'",
      },
      {
        find: "seal(sealsAt(seals, key), 'session_list'",
        replace: "seal(seals, 'session_list'",
      },
      // Two checks protect here, and each is enough: the sealed list names its place, and each session names its user.
      {
        find: 'if (found?.user.sub !== sub) return [];',
        replace: 'if (found === undefined) return [];',
      },
    ],
    kill: list,
    why: "Whoever writes to the store shows nobody another's sessions",
  },
  {
    name: 'list-shows-what-has-ended',
    find: 'if (found?.user.sub !== sub) return [];',
    replace: 'if (found === undefined) return [{ sid, beganAt: 0, seenAt: seen_at }];',
    kill: list,
    why: 'A revoked session is not shown',
  },
  {
    name: 'list-that-fails-stops-the-login',
    find: "    logFailure(config.log, 'session list', toLoginError(error), config.debug),\n",
    replace: '    Promise.reject(error),\n',
    kill: list,
    why: 'The list is for looking',
  },
];
