// The core writes a return_to into the Location header. A browser must resolve it on our own origin to the same
// path, also if the browser or our code extracts the path and resolves it again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from '../../bindings/wasm/inline.js';
import { createRandom } from '../support/random.js';

/** `RETURN_TO_CASES=1000000` tries that many. SECURITY.md has the result. */
const CASES = Number(process.env.RETURN_TO_CASES ?? 10_000);
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
  ...[
    '|',
    '^',
    '[',
    ']',
    ';',
    '&',
    '=',
    'é',
    '／',
    '＼',
    '。',
    '\u2044',
    '\ud800',
    '\u202e',
    '文档',
    '😀',
    '\u0085',
    '%2F',
    '%25',
    '%25%32e',
    '%5c..',
    '..%2f',
  ],
];

/** The address without the escapes that a browser adds. @param {string} text */
const unescaped = (text) =>
  text.replaceAll(/%(22|27|3C|3E|5B|5D|5E|60|7B|7C|7D)/g, (escape) => decodeURIComponent(escape));

/** The members of URL do not show an empty query or an empty fragment. @param {string} text */
const withoutEmptyParts = (text) => text.replace(/^([^#]*)#$/, '$1').replace(/^([^?#]*)\?(?=#|$)/, '$1');

/** Escapes like a browser, and "\\" and "%" like the core. @param {string} text */
const escaped = (text) =>
  text
    .toWellFormed()
    .replaceAll(/[^\x21-\x7e]+|["\\]/g, encodeURIComponent)
    .replaceAll(/%(?![\da-f]{2})/gi, '%25');

/** Decodes each escape to one character, because escapes need not be UTF-8. @param {string} text */
const decodeOnce = (text) =>
  text.replaceAll(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

/** @param {string} text the requested address @param {string} emitted */
function assertOnOurOrigin(text, emitted) {
  assert.match(emitted, /^\/(?!\/)[\x21-\x7e]*$/);
  assert.equal(emitted, escaped(text));
  const [path] = emitted.split(/[?#]/);
  const url = new URL(emitted, ORIGIN);
  assert.equal(url.origin, ORIGIN, text);
  assert.equal(url.username + url.password, '', text);
  assert.equal(unescaped(url.pathname), unescaped(path), text);
  assert.equal(unescaped(url.pathname + url.search + url.hash), unescaped(withoutEmptyParts(emitted)), text);
  for (const again of [url.pathname, decodeOnce(path), url.pathname + url.search, decodeOnce(emitted)])
    assert.equal(new URL(new URL(again, ORIGIN).pathname, ORIGIN).origin, ORIGIN, `${text}, read again`);
  assert.equal(core.returnTo(emitted), emitted, 'accepted again');
}

test(`of ${CASES} paths, what is accepted stays on our origin with the same path`, (t) => {
  const { pick, below } = createRandom(2);
  const counts = { accepted: 0, escaped: 0, refused: 0, refused_but_on_our_origin: 0 };
  for (let i = 0; i < CASES; i++) {
    const text = (below(4) === 0 ? '' : '/') + Array.from({ length: below(5) }, () => pick(PIECES)).join('');
    const emitted = core.returnTo(text);
    if (emitted !== '/' || text === '/') {
      counts.accepted++;
      if (emitted !== text) counts.escaped++;
      assertOnOurOrigin(text, emitted);
    } else {
      counts.refused++;
      if (URL.canParse(text, ORIGIN) && new URL(text, ORIGIN).origin === ORIGIN)
        counts.refused_but_on_our_origin++;
    }
  }
  t.diagnostic(JSON.stringify(counts));
  assert.ok(
    counts.accepted > CASES / 20 &&
      counts.escaped > CASES / 20 &&
      counts.refused_but_on_our_origin > CASES / 20,
  );
});
