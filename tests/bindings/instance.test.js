import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bindCore } from '../../bindings/core.js';
import { TailchatLoginError } from '../../bindings/error.js';
import { createCall } from '../../bindings/instance.js';
import { return_to } from '../../bindings/slots.js';
import { run } from '../support/vectors.js';

const bytes = readFileSync(new URL('../../dist/core.wasm', import.meta.url));
const module = new WebAssembly.Module(bytes);

const client = {
  api_url: 'https://chat.example',
  client_id: 'tc_1',
  redirect_uri: 'https://app.example/auth/callback',
};

/** Calls the function with a list that receives every instance created from now on. @param {(instances: any[]) => void} body */
function withInstances(body) {
  const { Instance } = WebAssembly;
  /** @type {any[]} */
  const instances = [];
  WebAssembly.Instance = /** @type {any} */ (
    class extends Instance {
      constructor(/** @type {WebAssembly.Module} */ compiled, /** @type {WebAssembly.Imports} */ imports) {
        super(compiled, imports);
        instances.push(this);
      }
    }
  );
  try {
    body(instances);
  } finally {
    WebAssembly.Instance = Instance;
  }
}

test('both modules import nothing and export only the operations', () => {
  const own = ['_initialize', 'allocate', 'begin', 'configure', 'frame', 'memory', 'return_to', 'wipe'];
  const browser = new WebAssembly.Module(readFileSync(new URL('../../dist/browser.wasm', import.meta.url)));
  for (const [compiled, names] of /** @type {[WebAssembly.Module, string[]][]} */ ([
    [module, [...own, 'callback', 'token', 'userinfo']],
    [browser, own],
  ])) {
    assert.deepEqual(WebAssembly.Module.imports(compiled), []);
    assert.deepEqual(
      WebAssembly.Module.exports(compiled)
        .map(({ name }) => name)
        .sort(),
      names.sort(),
    );
  }
});

test('nothing is compiled before the first call, and one instance serves all calls', () => {
  withInstances((instances) => {
    let compiled = 0;
    const core = bindCore(() => {
      compiled++;
      return module;
    });
    assert.equal(compiled, 0);
    for (let i = 0; i < 10; i++) core.configure(client);
    assert.equal(compiled, 1);
    assert.equal(instances.length, 1);
  });
});

test('an instance that trapped is never called again, and the next call succeeds', () => {
  withInstances((instances) => {
    const call = createCall(
      () => module,
      (code) => new TailchatLoginError(code),
      [],
    );
    const path = { return_to: '/a' };
    call(return_to, [], path);
    const unknown = { name: 'no_such_operation', arguments: [], results: [] };
    assert.throws(() => call(unknown, [], {}), { code: 'internal_error' });
    assert.deepEqual(call(return_to, [], path), path);
    assert.equal(instances.length, 2);
  });
});

test('an allocation that memory cannot hold traps instead of wrapping around', () => {
  const { exports } = /** @type {any} */ (new WebAssembly.Instance(module, {}));
  exports._initialize();
  for (const size of [-1, -65536, 2 ** 31])
    assert.throws(() => exports.allocate(size), WebAssembly.RuntimeError);
});

test('memory that grew is viewed anew, and an instance grown beyond 1 MiB is let go', () => {
  const huge = callback('x'.repeat(1_000_000));
  withInstances((instances) => {
    const core = bindCore(() => module);
    const body = new TextEncoder().encode(`{"sub":"u1","nickname":"é","x":"${'é'.repeat(30_000)}"}`);
    const answer = {
      status: 200,
      content_type: 'application/json',
      body,
      sub: 'u1',
      api_url: client.api_url,
    };
    assert.equal(core.userinfo(answer).nickname, 'é');
    assert.ok(instances[0].exports.memory.buffer.byteLength > 65_536);
    assert.throws(() => core.callback(huge), { code: 'callback_url_invalid' });
    core.configure(client);
    assert.equal(instances.length, 2);
  });
});

/** @param {string} url */
function callback(url) {
  const core = bindCore(() => module);
  const { transaction } = core.begin(core.configure(client), { random: new Uint8Array(96), now: 1 });
  return { url, transaction, issuer: client.api_url, client_id: client.client_id, now: 1 };
}

test('nothing of a call stays in memory, after success and after an error', () => {
  withInstances((instances) => {
    const core = bindCore(() => module);
    /** @param {string} step @param {(string | Uint8Array)[]} secrets */
    const assertForgotten = (step, secrets) => {
      assert.equal(instances.length, 1);
      const memory = Buffer.from(instances[0].exports.memory.buffer);
      secrets.forEach((secret, i) => assert.ok(!memory.includes(secret), `${step} leaves secret ${i}`));
    };

    const random = Uint8Array.from({ length: 96 }, (_, i) => 255 - i);
    const { transaction } = core.begin(core.configure(client), { random, now: 1 });
    const { state, nonce, code_verifier } = transaction;
    const own = [state, nonce, code_verifier];
    assertForgotten('begin', [...own, ...[0, 32, 64].map((start) => random.subarray(start, start + 16))]);

    const code = 'residue-of-the-code';
    const url = `https://app.example/cb?code=${code}&state=${state}&iss=${encodeURIComponent(client.api_url)}`;
    const input = { transaction, issuer: client.api_url, client_id: client.client_id, now: 1 };
    core.callback({ ...input, url });
    assertForgotten('callback', [...own, code]);
    assert.throws(() => core.callback({ ...input, url: `${url}&code=2` }));
    assertForgotten('a failed callback', [...own, code]);

    const body = new TextEncoder().encode('{"sub":"residue1","nickname":"residue2"}');
    const answer = { status: 200, content_type: 'application/json', body, api_url: client.api_url };
    core.userinfo({ ...answer, sub: 'residue1' });
    assertForgotten('userinfo', ['residue']);
    assert.throws(() => core.userinfo({ ...answer, sub: 'other' }));
    assertForgotten('a failed userinfo', ['residue']);
  });
});

test('100,000 ordinary calls, some of them refused, stay within 128 KiB and one instance', () => {
  const folder = new URL('../vectors/', import.meta.url);
  const files = ['begin', 'callback', 'token', 'userinfo', 'configure'].map((name) =>
    JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')),
  );
  const inputs = [{}, {}, {}, { api_url: 'https://other.example', redirect_uri: 'x', status: 500 }];
  withInstances((instances) => {
    const core = bindCore(() => module);
    for (let i = 0; i < 20_000; i++)
      for (const file of files) run(core, file, { input: inputs[i % inputs.length] });
    assert.equal(instances.length, 1);
    assert.ok(instances[0].exports.memory.buffer.byteLength <= 131_072);
  });
});

test('a member of a wrong type fails as a wrong text would', () => {
  const core = bindCore(() => module);
  const begin = (/** @type {any} */ options) =>
    core.begin(core.configure(client), { random: new Uint8Array(96), now: 1, ...options });
  /** @type {[() => unknown, string][]} */
  const cases = [
    [() => core.configure(/** @type {any} */ ({ ...client, api_url: undefined })), 'api_url_invalid'],
    [() => core.configure(/** @type {any} */ ({ ...client, client_id: 1 })), 'client_id_invalid'],
    [() => core.configure(/** @type {any} */ ({ ...client, redirect_uri: null })), 'redirect_uri_invalid'],
    [() => core.configure(/** @type {any} */ ({ ...client, scope: ['openid'] })), 'scope_invalid'],
    [() => core.configure(/** @type {any} */ ({ ...client, issuer: {} })), 'issuer_invalid'],
    [() => begin({ random: 'x'.repeat(96) }), 'random_invalid'],
    [() => begin({ prompt: 1 }), 'prompt_invalid'],
    [() => begin({ login_hint: {} }), 'login_hint_invalid'],
    [() => begin({ extra_parameters: null }), 'extra_parameters_invalid'],
    [() => core.callback(/** @type {any} */ ({ ...callback('x'), url: 1 })), 'callback_url_invalid'],
    [
      () => core.callback(/** @type {any} */ ({ ...callback('x'), transaction: null })),
      'transaction_invalid',
    ],
  ];
  for (const [operation, code] of cases) assert.throws(operation, { code });
  assert.equal(core.returnTo(undefined), '/');
  for (const created_at of [NaN, Infinity, -Infinity, '1'])
    assert.throws(
      () =>
        core.callback(
          /** @type {any} */ ({
            ...callback('x'),
            transaction: { ...callback('x').transaction, created_at },
          }),
        ),
      { code: 'transaction_invalid' },
    );
});
