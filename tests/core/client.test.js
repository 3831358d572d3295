// `begin` checks a client once and knows it again by its five texts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bindCore } from '../../bindings/core.js';

const module = new WebAssembly.Module(readFileSync(new URL('../../dist/core.wasm', import.meta.url)));
const first = {
  api_url: 'https://chat.example',
  client_id: 'tc_1&state=x',
  redirect_uri: 'https://app.example/auth/callback?a=b',
  scope: 'openid',
  issuer: 'https://issuer.example',
};
const request = { random: Uint8Array.from({ length: 96 }, (_, i) => i), now: 1, return_to: '/a' };

/** What a core gives that has seen no other client. @param {any} client */
const fresh = (client) => bindCore(() => module).begin({ ...client, ...request });

/** @type {[string, any][]} */
const others = [
  ['api_url', { ...first, api_url: 'https://chat.example/' }],
  ['client_id', { ...first, client_id: 'tc_2' }],
  ['redirect_uri', { ...first, redirect_uri: 'https://app.example/b' }],
  ['scope', { ...first, scope: 'openid email' }],
  ['scope, now absent', { ...first, scope: undefined }],
  ['issuer', { ...first, issuer: 'https://chat.example' }],
  ['issuer, now absent', { ...first, issuer: undefined }],
];

test('a client that is known makes the same request as one that is new', () => {
  const core = bindCore(() => module);
  for (let i = 0; i < 3; i++) assert.deepEqual(core.begin({ ...first, ...request }), fresh(first));
});

for (const [what, other] of others)
  test(`a client with another ${what} is another client`, () => {
    const core = bindCore(() => module);
    for (const client of [first, other, first, first, other])
      assert.deepEqual(core.begin({ ...client, ...request }), fresh(client));
  });

test('a client that is not valid is refused after a valid one, and does not take its place', () => {
  const core = bindCore(() => module);
  core.begin({ ...first, ...request });
  for (const [wrong, code] of /** @type {[any, string][]} */ ([
    [{ api_url: 'http://chat.example' }, 'api_url_invalid'],
    [{ client_id: '' }, 'client_id_invalid'],
    [{ redirect_uri: 'https://app.example/#' }, 'redirect_uri_invalid'],
    [{ scope: 'email' }, 'scope_invalid'],
    [{ issuer: 'x' }, 'issuer_invalid'],
    [{ api_url: undefined }, 'api_url_invalid'],
  ])) {
    assert.throws(() => core.begin({ ...first, ...request, ...wrong }), { code });
    assert.throws(() => core.begin({ ...first, ...request, ...wrong }), { code });
    assert.deepEqual(core.begin({ ...first, ...request }), fresh(first));
  }
});

test('the options of a request are judged for a known client as for a new one', () => {
  const core = bindCore(() => module);
  core.begin({ ...first, ...request });
  for (const [wrong, code] of /** @type {[any, string][]} */ ([
    [{ prompt: 'x' }, 'prompt_invalid'],
    [{ login_hint: '' }, 'login_hint_invalid'],
    [{ extra_parameters: 'state=x' }, 'extra_parameters_invalid'],
    [{ random: new Uint8Array(95) }, 'random_invalid'],
  ]))
    assert.throws(() => core.begin({ ...first, ...request, ...wrong }), { code });
});
