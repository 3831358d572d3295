import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { LIMITS } from '../../bindings/vocabulary.js';
import {
  KEPT_TRANSACTIONS,
  keepTransaction,
  takeTransaction,
  TRANSACTION_SECONDS,
} from '../../web/transactions.js';
import { loginError } from '../../web/error.js';
import { makeStorage } from './page.js';

/** @param {PropertyDescriptor} descriptor */
const defineStorage = (descriptor) =>
  Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, ...descriptor });

beforeEach(() => defineStorage({ value: makeStorage() }));

/** @param {string} state @param {number} created_at */
const made = (state, created_at) => ({ state, created_at });
const kept = () => Object.keys(sessionStorage).sort();

test('the limits are those of the vocabulary', () => {
  assert.equal(KEPT_TRANSACTIONS, LIMITS.transaction_cookies);
  assert.equal(TRANSACTION_SECONDS, LIMITS.transaction_seconds);
});

test('a transaction is taken once', () => {
  keepTransaction(made('one', 1000), loginError);
  assert.deepEqual(takeTransaction('one', loginError), made('one', 1000));
  assert.throws(() => takeTransaction('one', loginError), {
    name: 'TailchatLoginError',
    code: 'transaction_missing',
  });
});

test('logins under way at the same time do not touch each other', () => {
  keepTransaction(made('one', 1000), loginError);
  keepTransaction(made('two', 1000), loginError);
  assert.equal(takeTransaction('one', loginError).state, 'one');
  assert.equal(takeTransaction('two', loginError).state, 'two');
});

test('at most sixteen stay, and the oldest goes', () => {
  const times = Array.from({ length: KEPT_TRANSACTIONS + 1 }, (_, at) => at + 11);
  for (const at of [13, 11, 12, ...times.slice(3)]) keepTransaction(made(`s${at}`, 1000 + at), loginError);
  assert.deepEqual(
    kept(),
    times.slice(1).map((at) => `tailchat-login:s${at}`),
  );
});

test('an expired one goes with the next login, one that can still end stays', () => {
  keepTransaction(made('expired', 1000), loginError);
  keepTransaction(made('last second', 1001), loginError);
  keepTransaction(made('new', 1001 + TRANSACTION_SECONDS), loginError);
  assert.deepEqual(kept(), ['tailchat-login:last second', 'tailchat-login:new']);
});

test('entries that are not ours stay, broken ones of ours go', () => {
  sessionStorage.setItem('draft', 'text');
  sessionStorage.setItem('tailchat-login:broken', '{');
  sessionStorage.setItem('tailchat-login:null', 'null');
  assert.throws(() => takeTransaction('null', loginError), { code: 'transaction_missing' });
  keepTransaction(made('new', 1 + TRANSACTION_SECONDS), loginError);
  assert.deepEqual(kept(), ['draft', 'tailchat-login:new']);
});

test('a blocked or full storage has a code of its own', () => {
  const blocked = () => {
    throw new Error('The operation is insecure.');
  };
  defineStorage({ get: blocked });
  assert.throws(() => keepTransaction(made('one', 1000), loginError), { code: 'storage_unavailable' });
  assert.throws(() => takeTransaction('one', loginError), { code: 'storage_unavailable' });
  defineStorage({ value: Object.assign(Object.create({ getItem: () => null }), { setItem: blocked }) });
  assert.throws(() => keepTransaction(made('one', 1000), loginError), { code: 'storage_unavailable' });
});
