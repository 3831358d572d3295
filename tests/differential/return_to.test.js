// What the core accepts as return_to goes into a Location header as it is. A browser must resolve it on our own
// origin to the same path, also when it, or code of ours, takes the path out and resolves it again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from '../../bindings/wasm/inline.js';
import { createRandom } from './random.js';

const CASES = 10_000;
const ORIGIN = 'https://app.example';

const PIECES = [
  ...[
    '/',
    '/',
    '/',
    '//',
    '\\',
    '/\\',
    '.',
    '..',
    '/.',
    '/..',
    '%2e',
    '%2E%2e',
    '%2f',
    '%5c',
    '%5C%5c',
    '%252f',
    '%09',
  ],
  ...[
    '%0d%0a',
    '%00',
    '%',
    '%4',
    '%zz',
    '%c3%a9',
    '\t',
    '\r\n',
    ' ',
    '\u0000',
    '\u007f',
    '@',
    ':',
    'evil.example',
  ],
  ...[
    'https:',
    'javascript:',
    '?',
    '#',
    '?a=b',
    "?'",
    '#/..//x',
    'a',
    'b/c',
    '~',
    '*',
    "'",
    '"',
    '<',
    '>',
    '`',
    '{',
    '}',
  ],
  ...['|', '^', '[', ']', ';', '&', '=', 'é', '／', '＼', '。', '\u2044', '\ud800', '\u202e'],
];

/** Characters that a browser escapes and the core lets through; both spellings are the same path. @param {string} text */
const unescaped = (text) =>
  text.replaceAll(/%(22|27|3C|3E|5B|5D|5E|60|7B|7C|7D)/g, (escape) => decodeURIComponent(escape));

/** URL's members show neither an empty query nor an empty fragment. @param {string} text */
const withoutEmptyParts = (text) => text.replace(/^([^#]*)#$/, '$1').replace(/^([^?#]*)\?(?=#|$)/, '$1');

/** @param {string} text */
function assertOnOurOrigin(text) {
  const [path] = text.split(/[?#]/);
  const url = new URL(text, ORIGIN);
  assert.equal(url.origin, ORIGIN, text);
  assert.equal(url.username + url.password, '', text);
  assert.equal(unescaped(url.pathname), unescaped(path), text);
  assert.equal(unescaped(url.pathname + url.search + url.hash), unescaped(withoutEmptyParts(text)), text);
  for (const again of [url.pathname, decodeURIComponent(path), url.pathname + url.search])
    assert.equal(new URL(again, ORIGIN).origin, ORIGIN, `${text}, read again`);
}

test(`of ${CASES} paths, what is accepted stays on our origin with the same path`, (t) => {
  const { pick, below } = createRandom(2);
  const counts = { accepted: 0, refused: 0, refused_but_on_our_origin: 0 };
  for (let i = 0; i < CASES; i++) {
    const text = (below(4) === 0 ? '' : '/') + Array.from({ length: below(5) }, () => pick(PIECES)).join('');
    if (core.returnTo(text) === text) {
      counts.accepted++;
      assertOnOurOrigin(text);
    } else {
      counts.refused++;
      if (URL.canParse(text, ORIGIN) && new URL(text, ORIGIN).origin === ORIGIN)
        counts.refused_but_on_our_origin++;
    }
  }
  t.diagnostic(JSON.stringify(counts));
  assert.ok(counts.accepted > CASES / 20 && counts.refused_but_on_our_origin > CASES / 20);
});
