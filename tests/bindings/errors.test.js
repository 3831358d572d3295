// Checks the errors that an entry adds: only bundles with that entry have their texts, and the code that throws them has
// loaded the texts.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorOf, TailchatLoginError as Early } from '../../bindings/error.js';
import * as lists from '../../bindings/errors.js';
import { ERRORS } from '../../bindings/vocabulary.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** @type {Record<string, Record<string, object>>} */
const { LOGIN_ERRORS, PAGE_ERRORS, ...entries } = lists;

const sources = ['worker', 'bindings'].flatMap((room) =>
  readdirSync(root + room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name: `${room}/${name}`, text: readFileSync(`${root}${room}/${name}`, 'utf8') })),
);

test('an error has its text in one list, and ERRORS has them all', () => {
  const codes = Object.values({ LOGIN_ERRORS, PAGE_ERRORS, ...entries }).flatMap(Object.keys);
  assert.deepEqual(codes.sort(), Object.keys(ERRORS).sort());
});

test('what throws an error of an entry loads the texts of that entry', () => {
  for (const [list, errors] of Object.entries(entries)) {
    const part = `errors/${list.replace('_ERRORS', '').toLowerCase()}.js'`;
    const throwers = sources.filter(({ text }) =>
      [...text.matchAll(/new TailchatLoginError\(\s*'(\w+)'/g)].some(([, code]) =>
        Object.hasOwn(errors, code),
      ),
    );
    assert.ok(throwers.length > 0, list);
    for (const { name, text } of throwers)
      assert.ok(text.includes(part), `${name} must import bindings/${part}`);
  }
});

test('a login knows the texts of its own errors, and those of an entry once it is loaded', async () => {
  assert.deepEqual(errorOf('state_missing'), ERRORS.state_missing);
  assert.equal(errorOf('toString'), undefined);
  assert.equal(errorOf('store_unavailable'), undefined);
  const { status, message } = new Early('store_unavailable');
  assert.deepEqual({ status, message }, { status: 500, message: 'store_unavailable' }, 'made by a site');
  const { TailchatLoginError } = await import('../../bindings/errors/store.js');
  assert.equal(new TailchatLoginError('store_unavailable').status, 503);
});
