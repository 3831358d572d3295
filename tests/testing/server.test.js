import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { createBrowser } from '../../testing/browser.js';
import { startTailchat } from '../../testing/index.js';
import * as kit from './kit.js';
import { APP, USER } from './kit.js';

const FORM = 'application/x-www-form-urlencoded';
const TESTING = fileURLToPath(new URL('../../testing/', import.meta.url));

test('it listens on a free loopback port by default', async (t) => {
  const tailchat = await kit.start(t);
  assert.match(tailchat.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.deepEqual(Object.keys(tailchat).sort(), [
    'addBot',
    'apps',
    'close',
    'groups',
    'invites',
    'logIn',
    'requests',
    'trouble',
    'url',
    'users',
  ]);
});

const app = (changes) => ({ apps: [{ ...APP, ...changes }], users: [] });
const user = (changes) => ({ apps: [], users: [{ ...USER, ...changes }] });
const BAD_OPTIONS = [
  [undefined, /options must be an object/],
  [{ users: [] }, /: apps must be an array of apps/],
  [{ apps: [] }, /: users must be an array of users/],
  [{ apps: [null], users: [] }, /: apps\[0\] must be an object/],
  [app({ appId: '' }), /: apps\[0\]\.appId must be a non-empty string/],
  [app({ appSecret: undefined }), /: apps\[0\]\.appSecret /],
  [app({ appName: 1 }), /: apps\[0\]\.appName /],
  [app({ capability: 'oauth' }), /: apps\[0\]\.capability must be an array of strings/],
  [app({ redirectUrls: [new URL('http://a')] }), /: apps\[0\]\.redirectUrls /],
  [app({ appIcon: 1 }), /: apps\[0\]\.appIcon /],
  [app({ redirectUris: [] }), /: apps\[0\]\.redirectUris is not an option/],
  [{ apps: [APP, APP], users: [] }, /: two of apps have the same appId/],
  [user({ _id: undefined }), /: users\[0\]\._id /],
  [user({ email: '' }), /: users\[0\]\.email /],
  [user({ password: undefined }), /: users\[0\]\.password /],
  [user({ nickname: undefined }), /: users\[0\]\.nickname /],
  [user({ discriminator: 1 }), /: users\[0\]\.discriminator /],
  [user({ avatar: 1 }), /: users\[0\]\.avatar must be a string or null/],
  [user({ banned: 'yes' }), /: users\[0\]\.banned must be a boolean/],
  [{ apps: [], users: [USER, { ...USER, email: 'x@y' }] }, /: two of users have the same _id/],
  [{ apps: [], users: [USER, { ...USER, _id: 'x' }] }, /: two of users have the same email/],
  [{ apps: [], users: [], port: 65536 }, /: port must be an integer from 0 to 65535/],
  [{ apps: [], users: [], port: '80' }, /: port /],
  [{ apps: [], users: [], host: '' }, /: host /],
  [{ apps: [], users: [], apiUrl: 'chat.example' }, /: apiUrl must be an http\(s\) URL/],
  [{ apps: [], users: [], apiUrl: 'https://chat.example/?a' }, /: apiUrl /],
  [{ apps: [], users: [], apiUrl: 'ftp://chat.example' }, /: apiUrl /],
  [{ apps: [], users: [], issuer: 'https://chat.example' }, /: issuer is not an option/],
];
for (const [options, message] of BAD_OPTIONS) {
  test(`a bad option is named: ${message.source}`, async () => {
    await assert.rejects(startTailchat(options), (error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, message);
      assert.ok(!error.message.includes(APP.appSecret) && !error.message.includes(USER.password));
      return true;
    });
  });
}

test('a port in use is an error, and nothing stays open', async (t) => {
  const { url } = await kit.start(t);
  const port = Number(new URL(url).port);
  await assert.rejects(startTailchat({ apps: [], users: [], port }), { code: 'EADDRINUSE' });
});

test('close ends open sockets at once and frees the port', async (t) => {
  const tailchat = await kit.start(t);
  const port = Number(new URL(tailchat.url).port);
  await fetch(tailchat.url);
  const half = connect(port, '127.0.0.1');
  half.on('error', () => {}).resume();
  await once(half, 'connect');
  const head = ['POST /open/token HTTP/1.1', 'host: x', 'content-length: 10', `content-type: ${FORM}`];
  half.write([...head, '', 'abc'].join('\r\n'));
  // An answer on another connection shows that the server has read the first one too.
  await fetch(tailchat.url);
  const ended = once(half, 'close');
  await tailchat.close();
  await ended;
  await tailchat.close();
  const again = await startTailchat({ apps: [], users: [], port });
  await again.close();
});

test('two stand-ins share nothing: not the caller’s objects, sessions, codes or tokens', async (t) => {
  const shared = { apps: [APP], users: [USER] };
  const [one, two] = await Promise.all([kit.start(t, shared), kit.start(t, shared)]);
  const browser = createBrowser();
  const code = await kit.getCode(one, {}, browser);
  assert.equal((await kit.requestToken(two, { code })).status, 400);
  const { access_token } = await (await kit.requestToken(one, { code })).json();
  assert.equal((await kit.post(`${two.url}/open/me`, { access_token })).status, 401);
  // The same cookies reach both: a cookie belongs to a host, not to a port.
  const silent = await browser.get(kit.authorizeUrl(two, { prompt: 'none' }));
  assert.match(silent.headers.get('location'), /error=login_required/);
  one.users.length = 0;
  one.apps[0].capability.length = 0;
  assert.deepEqual([two.users.length, two.apps[0].capability, USER.email], [1, ['oauth'], USER.email]);
  assert.deepEqual(APP.capability, ['oauth']);
});

test('requests lists method and path, never a query', async (t) => {
  const tailchat = await kit.start(t);
  await kit.authorize(tailchat);
  await kit.requestToken(tailchat, { code: 'x' });
  assert.deepEqual(tailchat.requests, [
    { method: 'GET', path: '/open/auth' },
    { method: 'POST', path: '/open/token' },
  ]);
});

test('behind an https proxy the cookies are Secure and the redirects are https', async (t) => {
  const tailchat = await kit.start(t, { apiUrl: 'https://chat.example' });
  const headers = { 'x-forwarded-proto': 'https' };
  const response = await fetch(kit.authorizeUrl(tailchat), { headers, redirect: 'manual' });
  for (const cookie of response.headers.getSetCookie()) assert.match(cookie, /; secure/i);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const page = tailchat.url + response.headers.get('location');
  const fields = { email: USER.email, password: USER.password };
  const posted = await kit.post(`${page}/login`, fields, { ...headers, cookie });
  assert.match(posted.headers.get('location'), /^https:\/\/127\.0\.0\.1/);
});

test('a whole run prints nothing and leaves the console as it was', () => {
  const script = `
    const { log, warn, info, error } = console;
    const kit = await import(${JSON.stringify(new URL('./kit.js', import.meta.url).href)});
    const { startTailchat } = await import(${JSON.stringify(pathToFileURL(join(TESTING, 'index.js')).href)});
    const options = { apps: [kit.APP], users: [kit.USER] };
    const [one, two] = await Promise.all([
      startTailchat(options),
      startTailchat({ ...options, apiUrl: 'https://chat.example' }),
    ]);
    for (const tailchat of [one, two]) {
      await kit.getTokens(tailchat, { resource: 'https://api.example' });
      const { access_token, refresh_token } = await kit.getTokens(tailchat, {
        scope: 'openid offline_access', prompt: 'consent',
      });
      await kit.requestToken(tailchat, { grant_type: 'refresh_token', refresh_token });
      await kit.post(tailchat.url + '/open/me', { access_token }, { origin: 'https://a.example' });
      await kit.authorize(tailchat, { client_id: 'unknown' });
      tailchat.users.length = 0;
      await kit.post(tailchat.url + '/open/me', { access_token });
      await tailchat.close();
    }
    if (console.log !== log || console.warn !== warn || console.info !== info || console.error !== error) {
      throw new Error('the console was changed');
    }`;
  const args = ['--input-type=module', '--eval', script];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
});

for (const [name, version] of [
  ['without oidc-provider', undefined],
  ['with another major version of it', '8.0.0'],
]) {
  test(`${name} the error says what to install`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
    t.after(() => rmSync(folder, { recursive: true }));
    cpSync(TESTING, join(folder, 'testing'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    if (version !== undefined) {
      const installed = join(folder, 'node_modules/oidc-provider');
      mkdirSync(installed, { recursive: true });
      const manifest = { name: 'oidc-provider', version, type: 'module', exports: './index.js' };
      writeFileSync(join(installed, 'package.json'), JSON.stringify(manifest));
      writeFileSync(join(installed, 'index.js'), 'export class Provider {}');
    }
    const script = `
      const { startTailchat } = await import('./testing/index.js');
      await startTailchat({ apps: [], users: [] }).catch((error) => console.log(error.message));`;
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    assert.match(stdout, /npm install --save-dev oidc-provider@7/);
    if (version !== undefined) assert.ok(stdout.includes('found another'));
  });
}
