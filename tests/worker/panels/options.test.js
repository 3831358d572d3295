// Checks the options of createPanels: only exact origins, and no text that a browser would read as more than one origin.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createPanels, isSameOrigin, readPanelsEnv } from 'tailchat-login/panels';
import { createLogin, readEnv } from 'tailchat-login/worker';
import { APP, BASE_URL, KEY } from '../../support/example.js';

const invalid = (/** @type {RegExp} */ message) => ({ code: 'configuration_invalid', message });
const list = (/** @type {number} */ length) => Array.from({ length }, (_, at) => `https://c${at}.example`);

describe('embeddedIn', () => {
  test('takes origins in a list or a text, each once', () => {
    for (const embeddedIn of [
      ['https://chat.example', 'http://localhost:11000', 'http://127.0.0.1:8080', 'https://chat.example'],
      'https://chat.example,http://localhost:11000/,http://127.0.0.1:8080',
    ]) {
      const panels = createPanels({ embeddedIn });
      assert.deepEqual(panels.embeddedIn, [
        'https://chat.example',
        'http://localhost:11000',
        'http://127.0.0.1:8080',
      ]);
      assert.equal(
        panels.frameAncestors,
        "frame-ancestors 'self' https://chat.example http://localhost:11000 http://127.0.0.1:8080",
      );
      assert.ok(Object.isFrozen(panels) && Object.isFrozen(panels.embeddedIn));
    }
  });

  test('takes none, for popups alone, and 32 at most', () => {
    assert.equal(createPanels({ embeddedIn: [] }).frameAncestors, "frame-ancestors 'self'");
    assert.equal(createPanels({ embeddedIn: list(32) }).embeddedIn.length, 32);
    assert.throws(() => createPanels({ embeddedIn: list(33) }), invalid(/^embeddedIn must be at most 32/));
  });

  for (const wrong of [
    '*',
    'https://*.example',
    'https://*',
    'https:',
    'http://chat.example',
    'http://192.168.1.2',
    'http://[::1]:80',
    'https://[::1]',
    'https://chat.example/path',
    'https://chat.example?x',
    'https://user@chat.example',
    "https://a;script-src'x'.example",
    "https://a'self'.example",
    'https://chat.example https://evil.example',
    'chat.example',
    'null',
    'file:///x',
    'data:text/html,x',
    '',
  ])
    test(`refuses ${JSON.stringify(wrong)}, and names the option alone`, () => {
      const refused = invalid(/^embeddedIn must be [^*]*$/);
      assert.throws(() => createPanels({ embeddedIn: [wrong] }), refused);
    });

  test('refuses what is no list, a missing one, and options that it does not know', () => {
    for (const embeddedIn of [null, 7, {}, [undefined], [['https://chat.example;']]])
      assert.throws(() => createPanels(/** @type {any} */ ({ embeddedIn })), invalid(/embeddedIn must be/));
    assert.throws(() => createPanels(/** @type {any} */ ({})), invalid(/embeddedIn is missing/));
    const unknown = /** @type {any} */ ({ embeddedIn: [], embedIn: [] });
    assert.throws(() => createPanels(unknown), invalid(/embedIn is not known/));
  });

  test('comes from the environment, and the message names the variable', () => {
    const env = { TAILCHAT_EMBEDDED_IN: 'https://chat.example,https://other.example:8443' };
    assert.deepEqual(createPanels(readPanelsEnv(env)).embeddedIn, [
      'https://chat.example',
      'https://other.example:8443',
    ]);
    assert.throws(() => readPanelsEnv({}), invalid(/^TAILCHAT_EMBEDDED_IN is missing/));
    assert.throws(() => readPanelsEnv({ TAILCHAT_EMBEDDED_IN: '"x"' }), invalid(/without quotes/));
    assert.throws(
      () => readPanelsEnv({ TAILCHAT_EMBEDDED_IN: 'http://chat.example' }),
      invalid(/^TAILCHAT_EMBEDDED_IN must be/),
    );
  });

  test('is given to createLogin as createPanels makes it, and not by hand', () => {
    const options = readEnv({
      TAILCHAT_API_URL: 'https://chat.example',
      TAILCHAT_CLIENT_ID: APP.appId,
      TAILCHAT_CLIENT_SECRET: APP.appSecret,
      TAILCHAT_SESSION_KEYS: KEY,
      TAILCHAT_BASE_URL: BASE_URL,
    });
    const panels = /** @type {any} */ ({ embeddedIn: ['https://chat.example'] });
    assert.throws(() => createLogin({ ...options, panels }), {
      code: 'configuration_invalid',
      option: 'panels',
    });
  });
});

test('isSameOrigin believes Sec-Fetch-Site, or else Origin, and nobody who says neither', () => {
  const OWN = 'https://app.example';
  /** @type {[Record<string, string>, boolean][]} */
  const cases = [
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-site', origin: OWN }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: OWN }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: OWN }, true],
    [{ origin: `${OWN}/` }, false],
    [{ origin: 'http://app.example' }, false],
    [{ origin: 'null' }, false],
    [{}, false],
  ];
  for (const [headers, expected] of cases)
    assert.equal(isSameOrigin({ headers: new Headers(headers) }, OWN), expected, JSON.stringify(headers));
});
