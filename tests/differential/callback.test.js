// The core splits a callback's query itself. If it accepts a query, URLSearchParams must read the same parameters.
// If it misses a parameter, URLSearchParams must miss it too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from '../../bindings/wasm/inline.js';
import { createRandom } from '../support/random.js';

const CASES = 10_000;
const issuer = 'https://chat.example';
const client_id = 'c';
const client = core.configure({ api_url: issuer, client_id, redirect_uri: 'https://app.example/cb' });
const { transaction } = core.begin(client, { random: createRandom(3).bytes(96), now: 1_700_000_000 });

/** The same text in other spellings. @param {string} text */
const spellings = (text) => [
  text,
  encodeURIComponent(text),
  text.replace(/[a-z]/, (c) => `%${c.charCodeAt(0).toString(16)}`),
  text.replaceAll(/./g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
];
const pairs = (/** @type {string} */ name, /** @type {string[]} */ ...values) =>
  spellings(name).flatMap((key) => values.flatMap(spellings).map((value) => `${key}=${value}`));

const GOOD = [
  pairs('state', transaction.state),
  pairs('iss', issuer),
  pairs('code', 'abc', 'a b', "it's", 'a+b'),
];
const BAD = [
  ...pairs('state', 'x', ''),
  ...pairs('iss', 'https://evil.example', `${issuer}/`),
  ...pairs('code', '', 'd', 'é', '\u0000'),
  ...pairs('error', 'access_denied', 'x'),
];
const OTHERS = [
  ...[
    '',
    '',
    '&',
    '=',
    '==',
    'a',
    'a=',
    '=a',
    'a=b=c',
    'code',
    'state',
    'CODE=x',
    'code[]=x',
    'code%00=x',
    ' code=x',
  ],
  ...[
    '+code=x',
    'code+=x',
    '%20code=x',
    'xcode=y',
    'a;code=x',
    'a%26code=x',
    'a%3Dcode',
    'é=1',
    '%c3%a9=1',
    '%ff=%fe',
  ],
  ...[
    '%',
    '%4',
    'a=%zz',
    'a=%u0041',
    'a=\t',
    'a=\n',
    'a="',
    "a='",
    'a=[',
    'a=\\',
    'a={',
    'a=|',
    'a=?',
    'a=/',
    'a=:@',
  ],
];
const ENDS = ['', '', '', '', '', '#', '#code=x', '#&state=x', '#?iss=x'];
const BASES = [
  'https://app.example/cb?',
  'https://app.example/cb?',
  'https://app.example/cb?keep=1&',
  'https://app.example/cb',
];

/** @param {import('../support/random.js').Random} random */
function makeUrl({ pick, below }) {
  const query = GOOD.filter(() => below(12) > 0).map(pick);
  for (let count = below(3); count > 0; count--) query.push(pick(below(4) === 0 ? BAD : OTHERS));
  const shuffled = query.sort(() => below(3) - 1);
  return pick(below(40) === 0 ? BASES : BASES.slice(0, 3)) + shuffled.join('&') + pick(ENDS);
}

/** @param {string} url @returns {string} the code of the token request, or the error in angle brackets */
function read(url) {
  try {
    const { body } = core.callback({ url, transaction, issuer, client_id, now: 1_700_000_001 });
    return /** @type {string} */ (new URLSearchParams(body).get('code'));
  } catch (error) {
    return `<${/** @type {any} */ (error).code}>`;
  }
}

test(`of ${CASES} callback URLs, the core and URLSearchParams read the same parameters`, (t) => {
  const random = createRandom(4);
  /** @type {Record<string, number>} */
  const counts = {};
  for (let i = 0; i < CASES; i++) {
    const url = makeUrl(random);
    const outcome = read(url);
    const all = (/** @type {string} */ name) => new URL(url).searchParams.getAll(name);
    const outcomeName = outcome.startsWith('<') ? outcome : 'accepted';
    counts[outcomeName] = (counts[outcomeName] ?? 0) + 1;
    if (outcomeName === 'accepted') {
      assert.deepEqual(all('code'), [outcome], url);
      assert.deepEqual(all('state'), [transaction.state], url);
      assert.deepEqual(all('iss'), [issuer], url);
      assert.deepEqual(all('error'), [], url);
    }
    if (outcome === '<state_missing>') assert.deepEqual(all('state'), [], url);
    if (outcome === '<issuer_missing>') assert.deepEqual(all('iss'), [], url);
    if (outcome === '<code_missing>') assert.deepEqual([...all('code'), ...all('error')], [], url);
    if (outcome === '<parameter_repeated>')
      assert.ok(
        ['code', 'state', 'iss', 'error'].some((name) => all(name).length > 1),
        url,
      );
    else if (outcome !== '<callback_url_invalid>')
      for (const name of ['code', 'state', 'iss', 'error']) assert.ok(all(name).length <= 1, url);
  }
  t.diagnostic(JSON.stringify(counts));
  for (const outcome of ['accepted', '<callback_url_invalid>', '<parameter_repeated>', '<state_missing>'])
    assert.ok(counts[outcome] > 100, outcome);
});
