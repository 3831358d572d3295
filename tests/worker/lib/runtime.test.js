// A runtime that lacks a needed function fails at the start, with a message.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogin } from 'tailchat-login/worker';

/** @param {object} holder @param {string} name @param {() => void} body */
function without(holder, name, body) {
  const kept = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(holder, name));
  Reflect.deleteProperty(holder, name);
  try {
    body();
  } finally {
    Object.defineProperty(holder, name, kept);
  }
}

test('Node 18, which has no crypto, is told to be Node 20', () => {
  without(globalThis, 'crypto', () =>
    assert.throws(() => createLogin(), {
      code: 'configuration_invalid',
      message: /Node must be 20 or newer/,
    }),
  );
});

test("Cloudflare's URL of before 2022-10-31 is told the oldest date", () => {
  without(URL, 'canParse', () =>
    assert.throws(() => createLogin(), { code: 'configuration_invalid', message: /2022-10-31 or later/ }),
  );
});
