// Runs `tailchat-login mock` as people call it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createClient } from 'tailchat-login';
import { root } from '../../../scripts/setup/process.js';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { listening, run, start } from '../../support/command.js';

const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {unknown} content */
function writeUsers(content) {
  const file = join(folder, 'users.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** @param {import('node:test').TestContext} t @param {string[]} [args] @param {Record<string, string>} [env] */
async function startMock(t, args = [], env = {}) {
  const started = start(['mock', '--port', '0', ...args], env);
  t.after(() => started.child.kill());
  const apiUrl = await listening(started, /^TAILCHAT_API_URL=(\S+)$/m);
  // The mock writes its messages in one piece.
  const [, clientId] = /** @type {RegExpExecArray} */ (
    /^TAILCHAT_CLIENT_ID=(\S+)$/m.exec(started.output.out)
  );
  const [, clientSecret] = /^TAILCHAT_CLIENT_SECRET=(\S+)$/m.exec(started.output.out) ?? [];
  return { ...started, apiUrl, clientId, clientSecret };
}

/**
 * Does a whole login at a mock.
 *
 * @param {{ apiUrl: string, clientId: string, clientSecret?: string }} server
 * @param {{ email: string, password: string }} account
 * @param {string} [redirectUri]
 */
async function enter(
  { apiUrl, clientId, clientSecret = '' },
  account,
  redirectUri = 'http://localhost:4711/back',
) {
  const client = createClient({ apiUrl, clientId, clientSecret, redirectUri });
  const { url, transaction } = client.begin();
  const { user } = await client.finish(await logIn(createBrowser(), url, account), transaction);
  return user;
}

const ALICE = { email: 'alice@example.com', password: 'demo-password' };

describe('tailchat-login mock', () => {
  test("--down fails each login at the site's server, and shows people their pages; --slow has a limit", async (t) => {
    const mock = await startMock(t, ['--down', '--slow', '1']);
    await assert.rejects(enter(mock, ALICE), { code: 'token_status_invalid' });
    for (const slow of ['', '-1', 'soon', '100000']) {
      const { status, error } = await run(['mock', '--slow', slow]);
      assert.equal(status, 2);
      assert.match(error, /^tailchat-login: --slow must be a number of milliseconds|argument/);
    }
  });

  test('logs in with what it prints, at any callback of localhost, and ends at SIGTERM', async (t) => {
    const mock = await startMock(t);
    const accounts = [...mock.output.out.matchAll(/^ {2}(\S+) {2}password: (\S+) {2}\((.+)\)$/gm)];
    assert.equal(accounts.length, 2);
    for (const [, email, password, name] of accounts) {
      const user = await enter(mock, { email, password }, 'http://[::1]:5000/');
      assert.equal(`${user.nickname}#${user.discriminator}`, name);
    }
    await enter(mock, ALICE, 'http://127.0.0.1:1/x');
    await assert.rejects(enter(mock, ALICE, 'https://site.example/auth/callback'), /status 400/);
    mock.child.kill('SIGTERM');
    assert.equal((await mock.ended).status, 0);
  });

  test('has the discovery document where other programs look for it', async (t) => {
    const { apiUrl } = await startMock(t);
    const answer = await fetch(`${apiUrl}/.well-known/openid-configuration`);
    assert.equal((await answer.json()).issuer, apiUrl);
  });

  test('a user is the same after another start', async (t) => {
    const [one, other] = [await startMock(t), await startMock(t)];
    assert.notEqual(one.apiUrl, other.apiUrl);
    assert.deepEqual(await enter(one, ALICE), await enter(other, ALICE));
  });

  test('has the users of a file, which need not say more than who they are', async (t) => {
    const carol = { email: 'carol@example.com', nickname: 'Carol' };
    const dave = { ...carol, email: 'dave@example.com', password: 'PW-OF-DAVE', _id: 'd'.repeat(24) };
    const mock = await startMock(t, ['--users', writeUsers([carol, dave])]);
    assert.equal((await enter(mock, { ...carol, password: 'demo-password' })).nickname, 'Carol');
    assert.equal((await enter(mock, dave)).sub, dave._id);
    assert.doesNotMatch(mock.output.out, /PW-OF-DAVE|alice/);
  });

  test('takes an id, a secret that it does not print, and more callbacks', async (t) => {
    const uri = 'https://site.example/auth/callback';
    const args = ['--client-id', 'tc_mine', '--secret-env', 'MINE', '--redirect-uri', uri];
    const mock = await startMock(t, args, { MINE: 'MY-SECRET' });
    assert.equal(mock.clientId, 'tc_mine');
    assert.doesNotMatch(mock.output.out, /MY-SECRET/);
    assert.equal((await enter({ ...mock, clientSecret: 'MY-SECRET' }, ALICE, uri)).nickname, 'Alice');
  });

  /** @type {[string, unknown, RegExp][]} */
  const lists = [
    ['no JSON', '[\n{},]', /is not JSON, see line 2/],
    ['no array', {}, /must be an array/],
    ['an empty array', [], /must be an array with at least one user/],
    ['no object', [7], /users\[0\] must be an object/],
    ['no nickname', [{ email: 'a@example.com' }], /users\[0\]\.nickname must be a string/],
    ['an email of a wrong type', [{ email: 7, nickname: '' }], /users\[0\]\.email must be/],
    ['an unknown member', [{ email: 'a@example.com', nickname: '', nick: 'x' }], /users\[0\]\.nick is not/],
    [
      'an account twice',
      Array(2).fill({ email: 'a@example.com', nickname: '' }),
      /two of users have the same/,
    ],
  ];
  for (const [what, content, text] of lists) {
    test(`refuses a file of users with ${what}`, async () => {
      const { status, out, error } = await run(['mock', '--port', '0', '--users', writeUsers(content)]);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(error, /^tailchat-login: --users\b[^\n]*\n$/);
      assert.match(error, text);
    });
  }

  for (const args of [
    ['--users', join(folder, 'missing.json')],
    ['--users', folder],
    ['--client-id', ''],
    ['--secret-env', 'NOT_SET'],
    ['--redirect-uri', 'myapp://cb'],
    ['--redirect-uri', 'https://site.example/#x'],
    ['--port', '65536'],
    ['more'],
  ]) {
    test(`refuses ${args.join(' ').replace(folder, '...')}`, async () => {
      const { status, out, error } = await run(['mock', '--port', '0', ...args]);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.doesNotMatch(error, /\n +at /);
    });
  }

  test('ends with one line where the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (other.address());
    const { status, error } = await run(['mock', '--port', `${port}`]);
    other.close();
    assert.equal(status, 1);
    assert.equal(error, `tailchat-login: port ${port} is taken\n`);
  });

  test('without oidc-provider it says what to install', async () => {
    const place = join(folder, 'node_modules/tailchat-login');
    mkdirSync(place, { recursive: true });
    for (const part of ['cli', 'worker', 'bindings', 'testing', 'dist', 'package.json'])
      cpSync(join(root, part), join(place, part), { recursive: true });
    for (const name of ['@noble', 'jose', 'srvx'])
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    const { status, error } = await run(['mock'], {}, { program: join(place, 'cli/main.js') });
    assert.equal(status, 1);
    assert.match(error, /^[^\n]*npm install --save-dev oidc-provider@7\n$/);
  });
});
