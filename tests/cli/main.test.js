// Runs the command line as a process.
import assert from 'node:assert/strict';
import { exec } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, test } from 'node:test';
import { KEY } from '../support/kit.js';
import { listening, run, start } from '../support/command.js';

const ENV = {
  TAILCHAT_API_URL: 'https://tailchat.example',
  TAILCHAT_CLIENT_ID: 'tc_0123456789abcdef01234567',
  TAILCHAT_CLIENT_SECRET: 'SECRET-VALUE',
  TAILCHAT_SESSION_KEYS: KEY,
  TAILCHAT_BASE_URL: 'http://localhost:8787',
};

describe('tailchat-login', () => {
  test('key prints a fresh key of 32 bytes each time', async () => {
    const [first, second] = await Promise.all([run(['key']), run(['key'])]);
    assert.equal(first.status, 0);
    assert.match(first.out, /^[\w-]{43}\n$/);
    assert.equal(Buffer.from(first.out.trim(), 'base64url').length, 32);
    assert.notEqual(first.out, second.out);
  });

  test('--help and --version', async () => {
    const help = await run(['--help']);
    assert.equal(help.status, 0);
    for (const name of Object.keys(ENV)) assert.ok(help.out.includes(name));
    const version = await run(['--version']);
    assert.match(version.out, /^\d+\.\d+\.\d+/);
    assert.deepEqual(await run(['-v']), version);
    assert.deepEqual(await run(['help']), help);
    assert.deepEqual(await run(['help', 'key']), await run(['key', '--help']));
  });

  for (const command of ['init', 'app', 'mock', 'doctor', 'serve', 'key']) {
    test(`${command} --help is its part of --help`, async () => {
      const [all, one] = await Promise.all([run(['--help']), run([command, '-h'])]);
      assert.equal(one.status, 0);
      assert.ok(one.out.startsWith(`tailchat-login ${command}`));
      assert.ok(all.out.includes(one.out));
    });
  }

  for (const args of [
    [],
    ['bogus'],
    ['--bogus'],
    ['app'],
    ['app', 'constructor'],
    ['app', 'list', '--api', 'http://chat.example', '--email', 'a@b.c'],
    ['constructor'],
    ['serve', 'more'],
    ['serve', '--bogus'],
    ['serve', '--port'],
    ['serve', '--port', 'x'],
    ['serve', '--port', '65536'],
    ['serve', '--port', '-1'],
    ['serve', '--spa'],
    ['key', '--port', '1'],
  ]) {
    test(`refuses "${args.join(' ')}" with status 2`, async () => {
      const { status, out, error } = await run(args, ENV);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.notEqual(error, '');
      assert.doesNotMatch(error, /\n +at /, 'no stack');
    });
  }

  for (const [name, value] of [
    ['TAILCHAT_API_URL', undefined],
    ['TAILCHAT_API_URL', 'http://tailchat.example'],
    ['TAILCHAT_CLIENT_ID', 'with space'],
    ['TAILCHAT_CLIENT_SECRET', ''],
    ['TAILCHAT_SESSION_KEYS', 'SECRET-but-short'],
    ['TAILCHAT_BASE_URL', 'https://app.example/a b'],
    ['TAILCHAT_ISSUER', 'nonsense'],
    ['TAILCHAT_SESSION_KEY', 'SECRET-misspelt'],
    ['TAILCHAT_DEADLINE', '5s'],
    ['TAILCHAT_CLIENT_ID', '"tc_0123456789abcdef01234567"'],
  ]) {
    test(`serve ends at once with ${name}=${value}, and names it alone`, async () => {
      const { status, out, error } = await run(['serve', '--port', '0'], { ...ENV, [String(name)]: value });
      assert.equal(status, 1);
      assert.equal(out, '');
      assert.match(error, new RegExp(`^tailchat-login: ${name}\\b[^\\n]*\\n$`));
      assert.doesNotMatch(error, /SECRET-|with space|nonsense/);
    });
  }

  test('serve names all variables that are missing, in one line', async () => {
    const none = Object.fromEntries(Object.keys(ENV).map((name) => [name, undefined]));
    const { status, error } = await run(['serve', '--port', '0'], { ...none, TAILCHAT_BASE_URL: 'nonsense' });
    assert.equal(status, 1);
    const names = 'TAILCHAT_API_URL, TAILCHAT_CLIENT_ID, TAILCHAT_CLIENT_SECRET and TAILCHAT_SESSION_KEYS';
    assert.equal(error, `tailchat-login: ${names} are missing\n`);
  });

  test('a reader that has read enough ends the command without a stack', async () => {
    const command = `"${process.execPath}" cli/main.js --help | head -n 1; "${process.execPath}" cli/main.js serve --help | true`;
    const { stdout, stderr } = await promisify(exec)(command);
    assert.match(stdout, /^tailchat-login init/);
    assert.equal(stderr, '');
  });

  test('serve --env adds what is not set, and a file that is not there is named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
    try {
      const file = join(folder, 'variables');
      writeFileSync(file, 'TAILCHAT_CLIENT_ID=with space\nTAILCHAT_BASE_URL=nonsense\n');
      const env = { ...ENV, TAILCHAT_BASE_URL: undefined };
      const args = ['serve', '--port', '0', '--env'];
      const { status, error } = await run([...args, file], env);
      assert.equal(status, 1);
      assert.match(error, /TAILCHAT_BASE_URL/);
      const missing = await run([...args, join(folder, 'missing')], ENV);
      assert.equal(missing.status, 2);
      assert.match(missing.error, /^tailchat-login: --env .*missing cannot be read \(ENOENT\)\n$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('serve ends with one clear line where the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (other.address());
    const { status, error } = await run(['serve', '--port', `${port}`], ENV);
    other.close();
    assert.equal(status, 1);
    assert.equal(error, `tailchat-login: port ${port} is taken\n`);
  });

  test('serve names --host where it cannot listen there', async () => {
    const { status, error } = await run(['serve', '--port', '0', '--host', '192.0.2.1'], ENV);
    assert.deepEqual(
      [status, error],
      [1, 'tailchat-login: --host must be an address of this machine (EADDRNOTAVAIL)\n'],
    );
  });

  test('serve knows the prefix of each host', async () => {
    const bases = 'http://localhost:8787,https://wiki.example/x';
    const env = { ...ENV, TAILCHAT_BASE_URL: bases };
    const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
    writeFileSync(join(folder, 'page.txt'), 'page');
    const started = start(['serve', '--port', '0', '--static', folder], env);
    const url = new URL(await listening(started));
    const ask = (/** @type {string} */ host, /** @type {string} */ path) =>
      new Promise((resolve, reject) => {
        const asked = request({ port: url.port, path, headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        asked.on('error', reject).end();
      });
    assert.equal(await ask('wiki.example', '/x/page.txt'), 200);
    assert.equal(await ask('localhost:8787', '/page.txt'), 200);
    assert.equal(await ask('localhost:8787', '/x/page.txt'), 404);
    assert.equal(await ask('wiki.example', '/x/auth/login'), 302);
    started.child.kill('SIGTERM');
    const { out } = await started.ended;
    assert.ok(out.includes('tailchat-login: open http://localhost:8787, https://wiki.example/x\n'));
    rmSync(folder, { recursive: true });
  });

  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) {
    test(`serve answers, and ends with 0 at ${signal}`, async () => {
      const started = start(['serve', '--port', '0'], ENV);
      const url = await listening(started);
      const response = await fetch(`${url}/auth/login?return_to=/SECRET&moved=1`, { redirect: 'manual' });
      assert.match(response.headers.get('location') ?? '', /^https:\/\/tailchat\.example\/open\/auth\?/);
      assert.equal((await fetch(`${url}/healthz`)).status, 200);
      started.child.kill(signal);
      started.child.kill(signal);
      const { status, out, error } = await started.ended;
      assert.equal(status, 0);
      assert.match(out, /^GET \/auth\/login 302 \d+ms$/m);
      assert.ok(out.includes(`tailchat-login: open ${ENV.TAILCHAT_BASE_URL}\n`));
      assert.doesNotMatch(out + error, /SECRET/);
    });
  }
});
