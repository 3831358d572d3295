// Runs the translation of the core to JavaScript, for runtimes that compile no WebAssembly: it must give the same
// results as the WebAssembly.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bindCore } from '../../bindings/core.js';
import { bindGroups } from '../../bindings/groups.js';
import * as translated from '../../dist/core_translated.js';
import * as translatedGroups from '../../dist/groups_translated.js';
import { guild, makeGroup } from '../support/tailchat_api.js';
import { relevant, run } from '../support/vectors.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = new URL('../vectors/', import.meta.url);
const core = bindCore(() => translated);

for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const file = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  if (!(file.operation in core)) continue; // the groups module's
  describe(`${file.operation} in JavaScript`, () => {
    for (const vector of file.vectors)
      test(vector.name, () =>
        assert.deepEqual(relevant(run(core, file, vector), vector.expect), vector.expect),
      );
  });
}

test('the readers of groups read the same in both, whatever pieces an answer comes in', () => {
  const wasm = new WebAssembly.Module(readFileSync(new URL('../../dist/groups.wasm', import.meta.url)));
  const panels = Array.from({ length: 4000 }, (_, index) => ({ id: index, name: '\u00e9' }));
  const answer = JSON.stringify({ code: 200, data: [makeGroup({ panels })] });
  for (const size of [7, 4096, 65536]) {
    const [one, other] = [() => wasm, () => translatedGroups].map((compile) => {
      const reader = bindGroups(compile).readGroups([guild], true);
      const bytes = new TextEncoder().encode(answer);
      for (let at = 0; at < bytes.length; at += size) reader.feed(bytes.subarray(at, at + size));
      return reader.end();
    });
    assert.ok(one.groups.length > 0);
    assert.deepEqual(other, one);
  }
});

test('each of its instances has a memory of its own', () => {
  const [one, other] = [translated.instantiate(), translated.instantiate()];
  one._initialize();
  other._initialize();
  const address = one.allocate(8);
  assert.equal(other.allocate(8), address);
  new Uint8Array(one.memory.buffer, address, 8).fill(7);
  assert.ok(new Uint8Array(other.memory.buffer, address, 8).every((byte) => byte === 0));
});

/** Runs a script in a process that refuses to compile bytes, as workerd does. @param {string} script */
function runWithout(script) {
  const refuse = `WebAssembly.Module = function () { throw new WebAssembly.CompileError('disallowed by embedder'); };`;
  const args = ['--input-type=module', '--eval', `${refuse}\n${script}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

const OPTIONS = `{ apiUrl: 'https://chat.example', clientId: 'tc_1', clientSecret: 's',
  baseUrl: 'https://app.example', sessionKeys: 'a2V5LW51bWJlci1vbmUtZm9yLXRlc3RzLW9ubHktISE' }`;

test('a login begins where no WebAssembly is compiled', () => {
  for (const configuration of [OPTIONS, `() => (${OPTIONS})`, `(env, request) => (${OPTIONS})`]) {
    const location = runWithout(`
      const { createLogin } = await import('tailchat-login/worker');
      const login = createLogin(${configuration});
      const response = await login.fetch(new Request('https://app.example/auth/login'));
      console.log(response.headers.get('location'));`);
    assert.match(location, /^https:\/\/chat\.example\/open\/auth\?client_id=tc_1&/);
  }
});

test('a wrong configuration is found out there at the first request', () => {
  const said = runWithout(`
    const { createLogin } = await import('tailchat-login/worker');
    console.warn = console.log;
    const login = createLogin({ ...${OPTIONS}, baseUrl: 'http://app.example' });
    console.log((await login.fetch(new Request('https://app.example/auth/login'))).status);`);
  assert.match(said, /configuration_invalid \(baseUrl must be[^]*\n500$/);
});

test('a client there says which condition was taken and what to do, and works after ready()', () => {
  const said = runWithout(`
    const { createClient, ready } = await import('tailchat-login');
    const options = { ...${OPTIONS}, redirectUri: 'https://app.example/auth/callback' };
    delete options.baseUrl;
    delete options.sessionKeys;
    try { createClient(options); } catch (error) { console.log(error.code, error.message, error.cause.name); }
    await ready();
    console.log(new URL(createClient(options).begin().url).pathname);`);
  assert.match(
    said,
    /^wasm_unavailable .*await ready\(\).* condition workerd or edge-light CompileError\n\/open\/auth$/,
  );
});

test('what is no module under a condition says which one', async () => {
  for (const condition of /** @type {const} */ (['workerd', 'edge-light']))
    for (const wrong of ['/assets/core.wasm', undefined, Promise.resolve(), {}]) {
      const broken = bindCore(() => /** @type {any} */ (wrong), condition);
      const message = new RegExp(`condition ${condition} of tailchat-login was taken`);
      assert.throws(() => broken.returnTo('/'), { code: 'wasm_unavailable', message });
    }
});
