// The core reads JSON with nlohmann, and everything else with JSON.parse. Both must accept the same texts with the
// same values, except for the limits in src/json.hpp: repeated keys, depth, members, inexact numbers, and half a
// surrogate pair.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from '../../bindings/wasm/inline.js';
import { LIMITS } from '../../bindings/vocabulary.js';
import { createRandom } from '../support/random.js';

const CASES = 30_000;
const SUB = 'u1';
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],:]|true|false|null/gsu;

const VALUES = [
  ...[
    '1',
    '-0',
    '0.5',
    '1e3',
    '-12.5E-2',
    '1E+2',
    '1e22',
    '1e23',
    '0e44',
    '0.1',
    '1e400',
    '1e-400',
    '01',
    '+1',
  ],
  ...[
    '1.',
    '.5',
    '-',
    '9007199254740993',
    '18446744073709551616',
    '1.10000000000000000001',
    'NaN',
    'Infinity',
  ],
  ...[
    '""',
    '"a"',
    '"\\u00e9"',
    '"\\ud83d\\ude00"',
    '"\\ud83d"',
    '"\\udc00"',
    '"\\u0000"',
    '"\\/"',
    '"\\x"',
    '"\t"',
  ],
  ...[
    '"é"',
    '"😀"',
    '"\ufeff"',
    '"\u2028"',
    '"\u007f"',
    '"\\u00"',
    '"',
    "'a'",
    'true',
    'null',
    'nul',
    'True',
    '',
  ],
  ...[
    '[]',
    '{}',
    '[1,[2,{"a":[]}]]',
    '[1,]',
    '{"a":1,}',
    '{"a":1,"a":2}',
    '[[[[[[[[1]]]]]]]]',
    '[[[[[[1]]]]]]',
  ],
  ...[`[${'1,'.repeat(63)}1]`, `[${'1,'.repeat(64)}1]`],
];
const NAMES = ['"nickname"', '"discriminator"', '"x"', '""', '"\\u0078"', '"a\\ud800"', '"y"', 'x', '"z"'];
const SPACES = [
  '',
  '',
  '',
  '',
  ' ',
  '\n\t\r',
  '\u00a0',
  '\f',
  '\u000b',
  '\u2028',
  '\ufeff',
  '/**/',
  '\u0000',
];
const PIECES = [
  ...SPACES,
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '0',
  '1',
  'e',
  '.',
  '-',
  '\ud83d',
  'é',
  'n',
  '\\u',
];

/** @param {import('../support/random.js').Random} random */
function makeText({ pick, below }) {
  const space = () => (below(8) === 0 ? pick(SPACES) : '');
  const member = () => [space(), pick(NAMES), space(), ':', space(), pick(VALUES), space()].join('');
  const members = [`"sub":"${SUB}"`, ...Array.from({ length: below(4) }, member)];
  const text = `${space()}{${members.join(',')}}${space()}`;
  if (below(2) === 0) return text;
  const at = below(text.length + 1);
  return text.slice(0, at) + pick(PIECES) + text.slice(at + below(3));
}

/** @param {string} text */
function parse(text) {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The rule of src/text.hpp. @param {string} text */
function isExact(text) {
  if (/^-?\d+$/.test(text) && BigInt(text) >= -(2n ** 63n) && BigInt(text) < 2n ** 64n) return true;
  const [, whole, fraction = '', exponent = '0'] = /** @type {string[]} */ (
    /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text)
  );
  const power = Number(exponent) - fraction.length;
  return (
    BigInt(whole + fraction) <= 2n ** 53n &&
    fraction.length <= 22 &&
    Math.abs(power) <= 22 &&
    Math.abs(Number(exponent)) <= 44
  );
}

/** Why the core refuses a text that JSON.parse accepts. @param {string} text */
function limitOf(text) {
  /** @type {{ names: Set<string>, entries: number, isObject: boolean }[]} */
  const open = [];
  const tokens = text.match(TOKENS) ?? [];
  for (const [index, token] of tokens.entries()) {
    const inside = open.at(-1);
    if (token === '}' || token === ']') open.pop();
    if (/^[}\],:]$/.test(token)) continue;
    const isKey = inside?.isObject && tokens[index + 1] === ':';
    if (inside && (isKey || !inside.isObject) && ++inside.entries > LIMITS.json_members) return 'members';
    if (token === '{' || token === '[') {
      open.push({ names: new Set(), entries: 0, isObject: token === '{' });
      if (open.length > LIMITS.json_depth) return 'depth';
    }
    if (token.startsWith('"') && !JSON.parse(token).isWellFormed()) return 'half a character';
    if (isKey && inside.names.size === inside.names.add(JSON.parse(token)).size) return 'a key twice';
    if (/^[-\d]/.test(token) && !isExact(token)) return 'a number that is not exact';
  }
  return undefined;
}

/** Applies the core's rules for the members of a user to the result of JSON.parse. @param {any} value */
function userOf(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'userinfo_response_invalid';
  if (typeof value.sub !== 'string') return 'userinfo_response_invalid';
  if (value.sub !== SUB) return 'userinfo_sub_mismatch';
  for (const name of ['nickname', 'discriminator', 'avatar'])
    if (!['string', 'undefined'].includes(typeof (value[name] ?? undefined)))
      return 'userinfo_response_invalid';
  const kept = Object.entries({
    sub: value.sub,
    nickname: value.nickname,
    discriminator: value.discriminator,
  });
  return Object.fromEntries(kept.filter(([, text]) => typeof text === 'string'));
}

/** @param {string} text */
function readByCore(text) {
  const body = new TextEncoder().encode(text);
  const api_url = 'https://chat.example';
  try {
    return core.userinfo({ status: 200, content_type: 'application/json', body, sub: SUB, api_url });
  } catch (error) {
    return /** @type {any} */ (error).code;
  }
}

test(`of ${CASES} mutated texts the core accepts those that JSON.parse does, with the same values`, (t) => {
  const random = createRandom(7);
  /** @type {Record<string, number>} */
  const counts = { accepted: 0, refused: 0 };
  for (let i = 0; i < CASES; i++) {
    const text = makeText(random).toWellFormed();
    const parsed = parse(text);
    const limit = parsed && limitOf(text);
    const expected = parsed && !limit ? userOf(parsed.value) : 'userinfo_response_invalid';
    assert.deepEqual(readByCore(text), expected, JSON.stringify(text));
    const kind = limit ?? (parsed ? 'accepted' : 'refused');
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  t.diagnostic(JSON.stringify(counts));
  for (const kind of ['accepted', 'refused']) assert.ok(counts[kind] > CASES / 20, kind);
  for (const kind of ['members', 'depth', 'half a character', 'a key twice', 'a number that is not exact'])
    assert.ok(counts[kind] > 0, kind);
});

const NUMBERS = [
  '0',
  '1',
  '3600',
  '-0',
  '0.5',
  '12.75',
  '1e3',
  '36E+2',
  '3600e-1',
  '1.5e1',
  '4294967295',
  '4294967296',
];

test('a number is the one that JSON.parse reads', () => {
  const now = 1700000000;
  const base = { issuer: 'https://chat.example', client_id: 'c', nonce: 'n', now };
  const base64url = (/** @type {unknown} */ value) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: base.issuer, sub: SUB, aud: 'c', exp: now + 60, iat: now, nonce: 'n' };
  const id_token = `${base64url({ alg: 'RS256' })}.${base64url(claims)}.c2ln`;
  for (const number of NUMBERS) {
    const text = `{"access_token":"a","token_type":"Bearer","id_token":"${id_token}","expires_in":${number}}`;
    const body = new TextEncoder().encode(text);
    const { expires_in } = core.token({ ...base, status: 200, content_type: 'application/json', body });
    const expected = JSON.parse(number) < 2 ** 32 ? Math.trunc(JSON.parse(number)) + 0 : undefined;
    assert.equal(expires_in, expected, number);
  }
});
