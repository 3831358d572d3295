// Checks that all pages and elements of the product use the colours and corners of scripts/look.js.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CARD_RADIUS, DARK, LIGHT, RADIUS } from '../../scripts/look.js';
import { root } from '../../scripts/setup/process.js';

const PAGES = [
  'scripts/demo/page/demo.css',
  'templates/style/style.css',
  'templates/server/style.js',
  'testing/pages.js',
];

/** @param {string} file */
const read = (file) => readFileSync(join(root, file), 'utf8');

/** Expands `#fff` to `#ffffff`. @param {string} color */
const whole = (color) => (color.length === 4 ? color.replace(/[0-9a-f]/gi, '$&$&') : color).toLowerCase();

/** @param {string} text */
const colorsOf = (text) => (text.match(/#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/gi) ?? []).map(whole);

/** Whether a colour is blue enough to be an accent. @param {string} color */
function isBlue(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  return blue - Math.min(red, green) > 70;
}

for (const file of PAGES)
  test(`${file} has the product's accent and no other`, () => {
    const colors = colorsOf(read(file));
    assert.ok(colors.includes(LIGHT.accent));
    const others = colors.filter(
      (color) => isBlue(color) && ![LIGHT.accent, DARK.accent, '#324cc4', '#a6b6ff'].includes(color),
    );
    assert.deepEqual(others, []);
  });

for (const file of PAGES)
  test(`${file} has the product's page, card, text and corners, light and dark`, () => {
    const text = read(file);
    const colors = colorsOf(text);
    for (const look of [LIGHT, DARK])
      for (const part of /** @type {const} */ (['page', 'card', 'text', 'soft', 'accent', 'onAccent']))
        assert.ok(colors.includes(look[part]), `${part} ${look[part]}`);
    const corners = [...text.matchAll(/border-radius: ?([^;]+)/g)].map(([, value]) =>
      value.replace(/^\./, '0.'),
    );
    assert.deepEqual(
      corners.filter((one) => ![RADIUS, CARD_RADIUS, '50%'].includes(one)),
      [],
    );
  });

// A server in the templates has no bundler, so its style is a script, and begins with that of the page templates.
test('the templates for servers have the style of those for pages', () => {
  assert.ok(read('templates/server/style.js').includes(`= \`${read('templates/style/style.css')}`));
});

test('the button has the accent, and its corners', () => {
  const text = read('web/button/style.js');
  assert.match(text, new RegExp(`--tailchat-login-accent, ${LIGHT.accent}\\)`));
  assert.match(text, /--tailchat-login-radius, \.75em\)/);
});
