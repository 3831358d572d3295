// The row "id_token: alg none or confusion, aud array, azp, at_hash, exp, iat, nbf, nonce, sub type
// and length" of the threat table, and the part about time of "clock". OpenID Connect Core 3.1.3.7.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LIMITS } from '../../bindings/vocabulary.js';
import { MARK, withIdToken, withJson } from '../support/answers.js';
import { alice, assertRefused, CLIENT_ID, CLIENT_SECRET, read, startScene } from '../support/scene.js';
import { compact, encodePart, es256, halfHash, hs256, unsigned } from '../support/tokens.js';

/** @typedef {import('../support/provider.js').Script} Script */

const LEEWAY = LIMITS.clock_leeway_seconds;
const now = () => Math.floor(Date.now() / 1000);

/** @param {(claims: any, parts: any) => void} change */
const claims = (change) => withIdToken((parts) => void change(parts.claims, parts));
/** @param {(header: any) => void} change */
const header = (change, signer = undefined) => withIdToken((parts) => void change(parts.header), signer);
/** @param {(claims: string) => string} change the claims as text, for faults that no object can have */
const claimsText = (change) => withIdToken((parts) => ({ claims: change(JSON.stringify(parts.claims)) }));
/** @param {(text: string) => string} change */
const headerText = (change) => withIdToken((parts) => ({ header: change(JSON.stringify(parts.header)) }));
/** @param {unknown} id_token */
const instead = (id_token) => withJson((answer) => ({ ...answer, id_token }));
/** @param {number} depth */
const nest = (depth) => '['.repeat(depth) + ']'.repeat(depth);

const ALG = 'id_token_alg_invalid';
const MALFORMED = 'id_token_malformed';
const AUD = 'id_token_aud_mismatch';
const EXP = 'id_token_exp_invalid';
const IAT = 'id_token_iat_invalid';
const NONCE = 'id_token_nonce_mismatch';
const SUB = 'id_token_sub_invalid';

/** @type {[string, Script, string][]} */
const REFUSED = [
  ['has alg none and keeps its signature', header((all) => (all.alg = 'none')), ALG],
  ['has alg none and no signature', header((all) => (all.alg = 'none'), unsigned), ALG],
  ['has alg NonE', header((all) => (all.alg = 'NonE'), unsigned), ALG],
  ['has an empty alg', header((all) => (all.alg = ''), unsigned), ALG],
  ['has alg null', header((all) => (all.alg = null)), ALG],
  ['has a list as alg', header((all) => (all.alg = ['RS256'])), ALG],
  ['has no alg', header((all) => delete all.alg), ALG],
  ['has alg rs256 in small letters', header((all) => (all.alg = 'rs256')), ALG],
  ['has alg RS256 and a space', header((all) => (all.alg = 'RS256 ')), ALG],
  ['has alg RS512', header((all) => (all.alg = 'RS512')), ALG],
  ['has alg PS256', header((all) => (all.alg = 'PS256')), ALG],
  ['has alg EdDSA', header((all) => (all.alg = 'EdDSA')), ALG],
  ['is an ES256 one', header((all) => (all.alg = 'ES256'), es256), ALG],
  [
    'is an HS256 one under the client secret',
    header((all) => (all.alg = 'HS256'), hs256(CLIENT_SECRET)),
    ALG,
  ],
  ['is RS256 without a signature', withIdToken(() => {}, unsigned), ALG],
  ['has a crit header', header((all) => (all.crit = ['exp'])), MALFORMED],
  ['is a JWE by its typ', header((all) => (all.typ = 'JWE')), MALFORMED],
  ['is an access token by its typ', header((all) => (all.typ = 'at+jwt')), MALFORMED],
  ['has a number as typ', header((all) => (all.typ = 1)), MALFORMED],
  ['says alg twice', headerText((text) => text.replace('{', '{"alg":"none",')), MALFORMED],
  ['has a header that is a list', withIdToken(() => ({ header: '["RS256"]' })), MALFORMED],
  ['has a header that is no JSON', withIdToken(() => ({ header: MARK })), MALFORMED],
  ['has claims that are a list', withIdToken(() => ({ claims: '[]' })), MALFORMED],
  ['has claims that are null', withIdToken(() => ({ claims: 'null' })), MALFORMED],
  ['has claims after a byte order mark', claimsText((text) => `\ufeff${text}`), MALFORMED],
  ['has claims with a comment', claimsText((text) => text.replace('{', '{/* */')), MALFORMED],
  ['has text after its claims', claimsText((text) => `${text}{}`), MALFORMED],
  ['says iss twice, the good one last', claimsText((text) => text.replace('{', '{"iss":"x",')), MALFORMED],
  [
    'says nonce twice, by an escape',
    claimsText((text) => text.replace('{', '{"no\\u006ece":"x",')),
    MALFORMED,
  ],
  [
    'is nested too deep',
    claimsText((text) => text.replace('{', `{"x":${nest(LIMITS.json_depth)},`)),
    MALFORMED,
  ],
  ['has one claim too many', claims((all) => addMembers(all, LIMITS.json_members + 1)), MALFORMED],
  [
    'has a lone surrogate byte sequence in its claims',
    withIdToken(({ token }) => splice(token, 1, Buffer.from([0x7b, 0xed, 0xa0, 0x80, 0x7d]))),
    MALFORMED,
  ],
  ['has two parts', withIdToken(({ token }) => token.split('.').slice(0, 2).join('.')), MALFORMED],
  ['has four parts', withIdToken(({ token }) => `${token}.AAAA`), MALFORMED],
  ['has five parts, as a JWE', withIdToken(({ token }) => `${token}.AAAA.AAAA`), MALFORMED],
  ['has padding', withIdToken(({ token }) => token.replace('.', '=.')), MALFORMED],
  ['is base64 and not base64url', withIdToken(({ token }) => `${token.slice(0, -4)}+/+/`), MALFORMED],
  ['has a space at its end', withIdToken(({ token }) => `${token} `), MALFORMED],
  ['has a line end in it', withIdToken(({ token }) => token.replace('.', '.\r\n')), MALFORMED],
  ['has a second spelling of its signature', withIdToken(({ token }) => respell(token)), MALFORMED],
  ['is empty', instead(''), MALFORMED],
  ['is two dots', instead('..'), MALFORMED],
  ['is an object', instead({ header: {}, payload: {} }), MALFORMED],
  ['is a list', instead(['a.b.c']), MALFORMED],
  ['is null', instead(null), MALFORMED],
  ['is a text of the other side', instead(MARK), MALFORMED],
  ['is over the limit', withIdToken((parts) => lengthen(parts, LIMITS.token_bytes + 1)), MALFORMED],
  ['is absent', withJson(({ id_token, ...answer }) => answer), 'id_token_missing'],

  ['has the issuer with a slash', claims((all) => (all.iss += '/')), 'id_token_iss_mismatch'],
  ['has the issuer in capitals', claims((all) => (all.iss = all.iss.toUpperCase())), 'id_token_iss_mismatch'],
  ['has the issuer as a list', claims((all) => (all.iss = [all.iss])), 'id_token_iss_mismatch'],
  ['has the issuer and a NUL', claims((all) => (all.iss += '\0')), 'id_token_iss_mismatch'],
  ['has no issuer', claims((all) => delete all.iss), 'id_token_iss_mismatch'],
  [
    'has the issuer of another Tailchat',
    claims((all) => (all.iss = 'https://evil.example')),
    'id_token_iss_mismatch',
  ],

  ['is for another client', claims((all) => (all.aud = MARK)), AUD],
  ['is for us and another', claims((all) => (all.aud = [CLIENT_ID, 'other'])), AUD],
  ['is for another and us', claims((all) => (all.aud = ['other', CLIENT_ID])), AUD],
  ['is for us twice', claims((all) => (all.aud = [CLIENT_ID, CLIENT_ID])), AUD],
  [
    'is for us and another, with us as azp',
    claims((all) => Object.assign(all, { aud: [CLIENT_ID, 'x'], azp: CLIENT_ID })),
    AUD,
  ],
  ['is for nobody', claims((all) => (all.aud = [])), AUD],
  ['has a list in a list as aud', claims((all) => (all.aud = [[CLIENT_ID]])), AUD],
  ['has an object as aud', claims((all) => (all.aud = { 0: CLIENT_ID })), AUD],
  ['has a number beside us as aud', claims((all) => (all.aud = [CLIENT_ID, 1])), AUD],
  ['has our id in capitals as aud', claims((all) => (all.aud = CLIENT_ID.toUpperCase())), AUD],
  ['has the beginning of our id as aud', claims((all) => (all.aud = CLIENT_ID.slice(0, -1))), AUD],
  ['has another client as azp', claims((all) => (all.azp = 'other')), 'id_token_azp_mismatch'],
  ['has null as azp', claims((all) => (all.azp = null)), 'id_token_azp_mismatch'],
  ['has a list as azp', claims((all) => (all.azp = [CLIENT_ID])), 'id_token_azp_mismatch'],

  ['has expired before the leeway', claims((all) => (all.exp = now() - LEEWAY - 1)), EXP],
  ['has text as exp', claims((all) => (all.exp = String(all.exp))), EXP],
  ['has null as exp', claims((all) => (all.exp = null)), EXP],
  ['has exp 0', claims((all) => (all.exp = 0)), EXP],
  ['has a negative exp', claims((all) => (all.exp = -all.exp)), EXP],
  ['has no exp', claims((all) => delete all.exp), EXP],
  [
    'has an exp that no double holds',
    claimsText((text) => text.replace(/"exp":\d+/, '"exp":1e999')),
    MALFORMED,
  ],
  ['is from the future', claims((all) => (all.iat = now() + LEEWAY + 30)), IAT],
  [
    'is older than may be',
    claims((all) => (all.iat = now() - LIMITS.id_token_age_seconds - LEEWAY - 1)),
    IAT,
  ],
  ['has iat in milliseconds', claims((all) => (all.iat *= 1000)), IAT],
  ['has text as iat', claims((all) => (all.iat = String(all.iat))), IAT],
  ['has no iat', claims((all) => delete all.iat), IAT],
  ['is valid only later', claims((all) => (all.nbf = now() + LEEWAY + 30)), 'id_token_nbf_invalid'],
  ['has text as nbf', claims((all) => (all.nbf = '0')), 'id_token_nbf_invalid'],

  ['has no nonce', claims((all) => delete all.nonce), NONCE],
  ['has an empty nonce', claims((all) => (all.nonce = '')), NONCE],
  ['has null as nonce', claims((all) => (all.nonce = null)), NONCE],
  ['has a list as nonce', claims((all) => (all.nonce = [all.nonce])), NONCE],
  ['has a nonce with another last letter', claims((all) => (all.nonce = change(all.nonce, 42))), NONCE],
  ['has a nonce with another first letter', claims((all) => (all.nonce = change(all.nonce, 0))), NONCE],
  ['has the beginning of the nonce', claims((all) => (all.nonce = all.nonce.slice(0, -1))), NONCE],
  ['has the nonce and more', claims((all) => (all.nonce += 'A')), NONCE],

  [
    'has the at_hash of another token',
    claims((all) => (all.at_hash = halfHash('other'))),
    'id_token_at_hash_mismatch',
  ],
  [
    'has the whole hash as at_hash',
    claims((all) => (all.at_hash += all.at_hash)),
    'id_token_at_hash_mismatch',
  ],
  ['has an empty at_hash', claims((all) => (all.at_hash = '')), 'id_token_at_hash_mismatch'],
  ['has null as at_hash', claims((all) => (all.at_hash = null)), 'id_token_at_hash_mismatch'],

  ['has no sub', claims((all) => delete all.sub), SUB],
  ['has an empty sub', claims((all) => (all.sub = '')), SUB],
  ['has a number as sub', claims((all) => (all.sub = 1)), SUB],
  ['has a list as sub', claims((all) => (all.sub = [all.sub])), SUB],
  ['has a sub over the limit', claims((all) => (all.sub = 'a'.repeat(LIMITS.sub_bytes + 1))), SUB],
  ['has a sub with a line end', claims((all) => (all.sub = `a\r\nset-cookie: ${MARK}`)), SUB],
  ['has a sub that is not ASCII', claims((all) => (all.sub = 'u\u0455er')), SUB],
];

/** @type {[string, Script][]} */
const ACCEPTED = [
  ['is for us as a list of one', claims((all) => (all.aud = [CLIENT_ID]))],
  ['has us as azp', claims((all) => (all.azp = CLIENT_ID))],
  ['has no at_hash', claims((all) => delete all.at_hash)],
  ['has no typ', header((all) => delete all.typ)],
  ['has a claim that nobody asked for', claims((all) => (all.admin = { yes: [true] }))],
  ['has expired within the leeway', claims((all) => (all.exp = now() - LEEWAY + 30))],
  ['is a little ahead of our clock', claims((all) => (all.iat = now() + LEEWAY - 30))],
  ['is as long as may be', withIdToken((parts) => lengthen(parts, LIMITS.token_bytes))],
];

describe('an id_token (row: id_token)', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  for (const [what, script, code] of REFUSED) {
    test(`that ${what} is refused with ${code}`, async () => {
      const visitor = scene.visit();
      scene.provider.script('token', script);
      const outcome = await read(await visitor.enter());
      await assertRefused(scene, visitor, outcome, { code, token: 1, me: 0 });
    });
  }

  for (const [what, script] of ACCEPTED) {
    test(`that ${what} is taken`, async () => {
      const visitor = scene.visit();
      scene.provider.script('token', script);
      await visitor.enter();
      assert.equal((await visitor.me()).sub, alice._id);
    });
  }

  // Row "clock": the leeway is the same in both directions, and `now` comes from the configuration.
  for (const [seconds, code] of [
    [-LEEWAY - 30, 'id_token_iat_invalid'],
    [3600 + LEEWAY + 30, 'id_token_exp_invalid'],
  ]) {
    test(`is refused with ${code} by a worker whose clock is ${seconds} s off (row: clock)`, async () => {
      const visitor = scene.visit();
      // The same wrong clock begins and finishes the login, so only the id_token shows the fault.
      scene.clock.ahead = Number(seconds) * 1000;
      const outcome = await read(await visitor.enter());
      assert.equal(outcome.code, code);
      scene.clock.ahead = 0;
      await assertRefused(scene, visitor, outcome, { code: String(code), token: 1, me: 0 });
    });
  }
});

/** @param {any} claims @param {number} count */
function addMembers(claims, count) {
  for (let i = Object.keys(claims).length; i < count; i += 1) claims[`c${i}`] = 0;
}

/** @param {string} text @param {number} at */
function change(text, at) {
  return `${text.slice(0, at)}${text[at] === 'A' ? 'E' : 'A'}${text.slice(at + 1)}`;
}

/** Replaces one part of a token. @param {string} token @param {number} at @param {Buffer} bytes */
function splice(token, at, bytes) {
  const parts = token.split('.');
  parts[at] = bytes.toString('base64url');
  return parts.join('.');
}

/** Sets one of the four unused bits in the last character of 256 bytes. @param {string} token */
function respell(token) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + letters[letters.indexOf(token.at(-1) ?? '') + 1];
}

/** A token of exactly that many bytes. @param {any} parts @param {number} bytes */
function lengthen({ header, claims }, bytes) {
  const signature = 342; // 256 bytes
  // Three bytes are four characters, so the claims alone cannot give every length.
  for (const kid of ['k', 'kk', 'kkk']) {
    /** @param {number} size */
    const build = (size) => [
      { ...header, kid },
      { ...claims, pad: 'a'.repeat(size) },
    ];
    const measure = (/** @type {number} */ size) =>
      build(size).reduce((sum, part) => sum + encodePart(part).length + 1, signature);
    const size = Math.floor(((bytes - measure(0)) * 3) / 4);
    const fitting = [size, size + 1, size + 2].find((candidate) => measure(candidate) === bytes);
    if (fitting === undefined) continue;
    const [first, second] = build(fitting);
    return compact(first, second);
  }
  throw new Error('no such length');
}
