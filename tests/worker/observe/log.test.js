// Checks the allowed content of a log line about a failure.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TailchatLoginError } from '../../../bindings/error.js';
import { logFailure, toLoginError } from '../../../worker/observe/log.js';

/** @param {TailchatLoginError} error */
function lineOf(error) {
  /** @type {string[]} */
  const lines = [];
  logFailure((line) => lines.push(line), 'callback', error);
  return lines[0];
}

describe('the log', () => {
  test('has the code, and the code of a system error below it', () => {
    const system = Object.assign(new Error('to 10.0.0.1'), { code: 'ECONNRESET' });
    const cause = new TypeError('fetch failed', { cause: system });
    assert.equal(
      lineOf(new TailchatLoginError('upstream_unreachable', { cause })),
      'tailchat-login: callback failed: upstream_unreachable (Tailchat could not be reached, or the connection broke) cause=ECONNRESET',
    );
  });

  test('has no message, no stack and no text of others', () => {
    for (const cause of [
      new Error('SECRET'),
      Object.assign(new Error(), { code: 'SECRET value' }),
      Object.assign(new Error(), { name: 'SECRET name' }),
      'SECRET',
      { code: 'SECRET' },
      null,
    ]) {
      assert.doesNotMatch(lineOf(toLoginError(cause)), /SECRET/);
    }
  });

  test('names both issuers of a mismatch, or says that one cannot be shown', () => {
    const expected = 'https://a.example';
    assert.equal(
      lineOf(new TailchatLoginError('issuer_mismatch', { expected, received: 'https://b.example' })),
      "tailchat-login: callback failed: issuer_mismatch (the callback's iss is not the expected issuer) expected=https://a.example received=https://b.example",
    );
    assert.match(
      lineOf(new TailchatLoginError('issuer_mismatch', { expected })),
      /received=\(not printable\)$/,
    );
  });

  test('says nothing of what is no failure', () => {
    for (const code of /** @type {const} */ (['unauthenticated', 'not_found', 'method_not_allowed'])) {
      assert.equal(lineOf(new TailchatLoginError(code)), undefined);
    }
  });

  test('keeps an error of ours as it is', () => {
    const error = new TailchatLoginError('state_missing');
    assert.equal(toLoginError(error), error);
    assert.equal(toLoginError(new Error('x')).code, 'internal_error');
  });
});
