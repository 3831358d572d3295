// Runs `tailchat-login app` as a process against the stand-in: it creates an app on the open platform.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { startTailchat } from '../../../testing/index.js';
import { run } from '../../support/command.js';

const EMAIL = 'alice@example.com';
const PASSWORD = 'correct horse';
const user = { nickname: 'Alice', discriminator: '6244', password: PASSWORD };
const USERS = [
  { ...user, _id: '64b1f0c2a5d3e97b4c8f1a20', email: EMAIL },
  { ...user, _id: '64b1f0c2a5d3e97b4c8f1a30', email: 'bob@example.com' },
];
const THEIRS = {
  appId: 'tc_64b1f0c2a5d3e97b4c8f1a21',
  appSecret: 'SECRET-of-another-0123456789abcd',
  appName: 'Theirs',
  capability: ['oauth'],
  redirectUrls: ['https://other.example/auth/callback'],
  owner: USERS[1]._id,
};

describe('tailchat-login app', () => {
  /** @type {import('../../../testing/index.js').Tailchat} */
  let tailchat;
  let folder = '';
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
    tailchat = await startTailchat({ apps: [THEIRS], users: USERS });
  });
  afterEach(async () => {
    await tailchat.close();
    rmSync(folder, { recursive: true });
  });

  /** @param {string[]} args @param {string} [input] */
  const app = (args, input = `${PASSWORD}\n`) =>
    run(
      ['app', args[0], '--api', tailchat.url, '--email', EMAIL, ...args.slice(1)],
      {},
      { cwd: folder, input },
    );
  const create = (/** @type {string[]} */ ...args) =>
    app(['create', '--name', 'My site', '--base-url', 'https://site.example', ...args]);
  const secrets = () => readFileSync(join(folder, '.env'), 'utf8');
  const own = () => tailchat.apps.filter(({ appId }) => appId !== THEIRS.appId);

  test('create makes an app that can log people in, and writes its secret down for the owner alone', async () => {
    const { status, out, error } = await create();
    assert.deepEqual([status, error], [0, '']);
    const [made] = own();
    assert.deepEqual(
      [made.appName, made.capability, made.redirectUrls],
      ['My site', ['oauth'], ['https://site.example/auth/callback']],
    );
    assert.equal(
      secrets(),
      `TAILCHAT_API_URL=${tailchat.url}\nTAILCHAT_BASE_URL=https://site.example\n` +
        `TAILCHAT_CLIENT_ID=${made.appId}\nTAILCHAT_CLIENT_SECRET=${made.appSecret}\n`,
    );
    assert.equal(statSync(join(folder, '.env')).mode & 0o777, 0o600);
    for (const secret of [made.appSecret, PASSWORD]) assert.ok(!out.includes(secret));

    const env = Object.fromEntries(
      secrets()
        .trim()
        .split('\n')
        .map((line) => line.split('=')),
    );
    const doctor = await run(['doctor', '--login', EMAIL], env, { input: `${PASSWORD}\n` });
    assert.match(doctor.out, /^ok +login /m, doctor.out);
  });

  test('doctor --fix switches OAuth on and adds the addresses that are missing, and nothing else', async () => {
    assert.equal((await create()).status, 0);
    const [made] = own();
    Object.assign(made, { capability: ['bot'], redirectUrls: ['https://old.example/cb'] });
    const env = {
      TAILCHAT_API_URL: tailchat.url,
      TAILCHAT_BASE_URL: 'https://site.example,https://wiki.example',
      TAILCHAT_CLIENT_ID: made.appId,
      TAILCHAT_CLIENT_SECRET: made.appSecret,
    };
    const ill = await run(['doctor'], env);
    assert.deepEqual([ill.status, made.capability], [1, ['bot']]);
    assert.match(ill.out, /^tailchat-login doctor --fix EMAIL can/m);

    const wrong = await run(['doctor', '--fix', EMAIL], env, { input: 'wrong\n' });
    assert.deepEqual([wrong.status, made.capability], [1, ['bot']]);
    assert.match(wrong.error, /the password is wrong/);

    const fixed = await run(['doctor', '--fix', EMAIL], env, { input: `${PASSWORD}\n` });
    const callbacks = ['https://site.example/auth/callback', 'https://wiki.example/auth/callback'];
    assert.deepEqual(made.capability, ['bot', 'oauth']);
    assert.deepEqual(made.redirectUrls, ['https://old.example/cb', ...callbacks]);
    assert.match(fixed.out, /^OAuth is on now\.$/m);
    assert.match(fixed.out, /^ok +redirect_uri /m);
    for (const secret of [made.appSecret, PASSWORD]) assert.ok(!fixed.out.includes(secret));
    assert.match((await run(['doctor', '--fix', EMAIL], env)).out, /^There is nothing at the app/m);
  });

  test('doctor --fix names an entry that disables the app, and touches no app of another account', async () => {
    assert.equal((await create()).status, 0);
    const [made] = own();
    made.redirectUrls = ['https://site.example/auth/callback#x'];
    const env = {
      TAILCHAT_API_URL: tailchat.url,
      TAILCHAT_BASE_URL: 'https://site.example',
      TAILCHAT_CLIENT_ID: made.appId,
      TAILCHAT_CLIENT_SECRET: made.appSecret,
    };
    const named = await run(['doctor', '--fix', EMAIL], env, { input: `${PASSWORD}\n` });
    assert.match(
      named.out,
      /These entries of the app's list disable it: https:\/\/site\.example\/auth\/callback#x/,
    );
    assert.deepEqual([named.status, made.redirectUrls.length], [1, 1]);

    const theirs = { ...env, TAILCHAT_CLIENT_ID: THEIRS.appId, TAILCHAT_CLIENT_SECRET: THEIRS.appSecret };
    const before = structuredClone(THEIRS.redirectUrls);
    const refused = await run(['doctor', '--fix', EMAIL], theirs, { input: `${PASSWORD}\n` });
    assert.match(refused.error, /this account has no app with this id/);
    assert.deepEqual([refused.status, THEIRS.redirectUrls], [1, before]);
    assert.equal((await run(['doctor', '--fix', EMAIL, '--json'], env)).status, 2);
  });

  test('create and add-callback know the addresses of several hosts', async () => {
    const bases = 'https://site.example,https://wiki.example/x';
    assert.equal((await app(['create', '--name', 'Two', '--base-url', bases])).status, 0);
    const urls = ['https://site.example/auth/callback', 'https://wiki.example/x/auth/callback'];
    assert.deepEqual(own()[0].redirectUrls, urls);
    assert.ok(secrets().includes(`TAILCHAT_BASE_URL=${bases}\n`));

    const env = { TAILCHAT_BASE_URL: `${bases},https://map.example` };
    const common = ['--api', tailchat.url, '--email', EMAIL, '--app', own()[0].appId];
    const added = await run(['app', 'add-callback', ...common], env, { cwd: folder, input: `${PASSWORD}\n` });
    assert.equal(added.status, 0, added.error);
    assert.deepEqual(own()[0].redirectUrls, [...urls, 'https://map.example/auth/callback']);
  });

  test('create --bot makes a second app, and each can do one thing', async () => {
    const { status } = await create('--bot');
    assert.equal(status, 0);
    assert.deepEqual(
      own().map(({ appName, capability }) => [appName, capability]),
      [
        ['My site', ['oauth']],
        ['My site bot', ['bot']],
      ],
    );
    assert.match(secrets(), new RegExp(`^TAILCHAT_BOT_ID=${own()[1].appId}$`, 'm'));
  });

  test('create makes no second app of one name, and none that it could not write down', async () => {
    await create('--env', 'one');
    const again = await create('--env', 'two');
    assert.deepEqual([again.status, own().length], [1, 1]);
    assert.match(again.error, /an app of this name exists \(tc_\w+\)/);
    assert.equal((await create('--env', 'two', '--again')).status, 0);
    assert.equal(own().length, 2);

    const over = await create('--env', 'two', '--again');
    assert.match(over.error, /two has a value for TAILCHAT_API_URL, TAILCHAT_BASE_URL, .* already/);
    writeFileSync(join(folder, 'other'), 'X=1');
    symlinkSync('other', join(folder, 'link'));
    assert.match((await create('--env', 'link', '--again')).error, /it is a symbolic link/);
    assert.match((await create('--env', 'none/here', '--again')).error, /ENOENT/);
    assert.equal(own().length, 2);
    assert.equal((await create('--env', 'other', '--again')).status, 0);
    assert.match(readFileSync(join(folder, 'other'), 'utf8'), /^X=1\nTAILCHAT_API_URL=/);
  });

  test('list shows callbacks and what disables an app, and no secret', async () => {
    await create();
    own()[0].redirectUrls?.push('https://site.example/#x', 'site.example');
    const { status, out } = await app(['list']);
    assert.equal(status, 0);
    assert.match(out, /^tc_\w{24} {2}My site {2}\(oauth\)\n {4}https:\/\/site\.example\/auth\/callback\n/);
    assert.equal(out.match(/<- disables the app/g)?.length, 2);
    assert.ok(!out.includes(own()[0].appSecret) && !out.includes('Theirs'));
  });

  test('add-callback keeps what is there, changes nothing twice, and sees that Tailchat kept it', async () => {
    await create();
    const { appId } = own()[0];
    const add = (/** @type {string[]} */ ...urls) => app(['add-callback', ...urls, '--app', appId]);
    assert.equal((await add('https://b.example/auth/callback')).status, 0);
    assert.deepEqual(own()[0].redirectUrls, [
      'https://site.example/auth/callback',
      'https://b.example/auth/callback',
    ]);
    assert.match((await add('https://b.example/auth/callback')).out, /already/);
    for (const bad of ['b.example/auth/callback', 'https://b.example/#x', 'myapp://callback', ''])
      assert.equal((await add(bad)).status, 2, bad);
    own()[0].redirectUrls?.push('nonsense');
    const refused = await add('https://c.example/auth/callback');
    assert.match(refused.error, /an entry of the app's list disables it: nonsense/);
    assert.equal(own()[0].redirectUrls?.length, 3);
    const foreign = await app(['add-callback', 'https://c.example/auth/callback', '--app', THEIRS.appId]);
    assert.match(foreign.error, /no app with this id/);
    assert.deepEqual(tailchat.apps[0].redirectUrls, THEIRS.redirectUrls);
  });

  test('a login that is refused says why, in words of ours, and leaves nothing', async () => {
    for (const [args, input, said] of /** @type {[string[], string, RegExp][]} */ ([
      [[], 'wrong\n', /the password is wrong/],
      [['--email', 'nobody@example.com'], `${PASSWORD}\n`, /no account with this email address/],
      [['--email', 'nobody'], `${PASSWORD}\n`, /--email must be/],
      [[], '', /no password came/],
    ])) {
      const { status, error } = await app(['list', ...args], input);
      assert.notEqual(status, 0);
      assert.match(error, said);
      assert.doesNotMatch(error, /\n +at |wrong\n.*wrong/);
    }
    tailchat.users[0].banned = true;
    assert.match((await app(['list'])).error, /the account is banned/);
    const elsewhere = await run(
      ['app', 'list', '--api', `${tailchat.url}/nowhere`, '--email', EMAIL],
      {},
      { input: 'x\n' },
    );
    assert.match(elsewhere.error, /user\/login: Tailchat refused|Tailchat refused the login: status 404/);
    assert.equal(own().length, 0);
  });

  test('a Tailchat that keeps nothing is noticed', async () => {
    await create();
    const [made] = own();
    Object.defineProperty(made, 'redirectUrls', { get: () => [], set: () => {} });
    const { status, error } = await app(['add-callback', 'https://b.example/', '--app', made.appId]);
    assert.equal(status, 1);
    assert.match(error, /did not keep the callback addresses/);
  });
});
