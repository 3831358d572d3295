// Mutants of the verification of signatures.
const keys = ['key_set'];
const signature = ['signature'];
const login = ['verify/login'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'signature-by-any-algorithm',
    find: "algorithms: ['RS256'],",
    replace: '',
    kill: signature,
    only: 'is RS256 and nothing else',
    why: 'RFC 8725 3.1: a fixed alg table',
  },
  {
    name: 'signature-not-verified',
    find: 'const { payload } = await jwtVerify(id_token, findKey, {',
    replace: `const payload = JSON.parse(atob(id_token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    void (findKey, {`,
    kill: signature,
    only: 'signed by another key|with any byte of its signature',
    why: 'RFC 7515 5.2',
  },
  {
    name: 'keys-from-the-token',
    find: 'return await deadline.race(verify(id_token));',
    replace: `const { jku } = JSON.parse(atob(id_token.split('.')[0].replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof jku === 'string') await fetch(jku);
    return await deadline.race(verify(id_token));`,
    kill: signature,
    only: 'that brings its own key',
    why: 'RFC 8725 3.10: no address of the token is asked',
  },
  {
    name: 'keys-without-a-cool-down',
    find: 'loading === undefined && now() < asked_at_ms + LIMITS.jwks_cooldown_seconds * 1000',
    replace: 'false',
    kill: keys,
    only: 'only after the cool-down',
    why: 'limit jwks_cooldown_seconds: who makes up a kid makes us ask',
  },
  {
    name: 'keys-kept-for-ever',
    find: 'known !== undefined && now() < known.until_ms ?',
    replace: 'known !== undefined ?',
    kill: keys,
    only: 'are kept for their life',
    why: 'limit jwks_seconds',
  },
  {
    name: 'keys-asked-for-by-each',
    find: 'if (loading !== undefined && now() < loading.until_ms) return loading.keys;',
    replace: '',
    kill: keys,
    only: 'once for all who wait',
    why: 'One request under way',
  },
  {
    name: 'keys-without-a-cap',
    find: 'const limit = LIMITS.jwks_bytes;',
    replace: 'const limit = 10 * LIMITS.jwks_bytes;',
    kill: ['bounds'],
    why: 'limit jwks_bytes',
  },
  {
    name: 'published-key-taken-in-silence',
    find: '      warnOnce(jwks.keys);\n',
    replace: '',
    kill: login,
    only: 'warns once',
    why: 'Anyone can sign with the published development key',
  },
  {
    name: 'verifier-that-says-no-ignored',
    find: "if (verified === false) throw new TailchatLoginError('id_token_signature_invalid');",
    replace: 'void verified;',
    kill: login,
    only: 'says no by',
    why: 'A verifier may say no by false',
  },
  {
    name: 'signature-verified-after-userinfo',
    find: '    await verifySignature(settings.verifyIdToken, tokens.id_token, deadline);\n',
    replace: '    verifySignature(settings.verifyIdToken, tokens.id_token, deadline).catch(() => {});\n',
    kill: login,
    only: 'refuses|says no by',
    why: 'OpenID Connect Core 3.1.3.7: /open/me is not asked with a token that is not checked',
  },
];
