// Runs `tailchat-login doctor` as people call it: flags, variables, exit codes, and https.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { startTailchat } from 'tailchat-login/testing';
import { CHECKS } from '../../../cli/doctor/index.js';
import { withHeaders } from '../../support/answers.js';
import { startFront } from '../../support/front.js';
import { startProvider } from '../../support/provider.js';
import { run } from '../../support/command.js';

const SECRET = 'abcdefghijklmnopqrstuvwxyz_-0123';
const URI = 'http://localhost:8787/auth/callback';

const app = {
  appId: 'tc_0123456789abcdef01234567',
  appSecret: SECRET,
  appName: 'Demo',
  capability: ['oauth'],
  redirectUrls: [URI],
};

const tailchat = await startTailchat({ apps: [app], users: [] });
after(() => tailchat.close());

const FLAGS = ['--api', tailchat.url, '--client-id', app.appId, '--redirect-uri', URI];

describe('tailchat-login doctor', () => {
  test('ends with 0 where nothing fails, with a line for each check', async () => {
    const { status, out, error } = await run(['doctor', ...FLAGS], { TAILCHAT_CLIENT_SECRET: SECRET });
    assert.equal(error, '');
    assert.equal(status, 0);
    assert.match(out, /^ok {4}reachable /m);
    assert.equal(out.match(/^(ok|skip) +[a-z_]+ {2,}\S/gm)?.length, CHECKS.length);
    assert.deepEqual(out.match(/(?<=^skip +)\w+/gm), [
      'environment',
      'internal',
      'bot',
      'groups',
      'join_urls',
      'login',
    ]);
    assert.match(out, /^ok {4}secret /m);
    assert.match(out, /^ok {4}signing_key /m);
    assert.ok(!out.includes(SECRET));
  });

  test('ends with 1 where something fails; --json gives the same as data', async () => {
    const args = ['doctor', ...FLAGS, '--secret-env', 'MY_SECRET', '--json'];
    const { status, out } = await run(args, { MY_SECRET: 'WRONG-SECRET', TAILCHAT_CLIENT_SECRET: SECRET });
    assert.equal(status, 1);
    const { ok, checks } = JSON.parse(out);
    assert.equal(ok, false);
    const found = checks.find((/** @type {any} */ { name }) => name === 'secret');
    assert.deepEqual(Object.keys(found), ['name', 'status', 'text', 'advice']);
    assert.equal(found.status, 'fail');
    assert.ok(!out.includes('WRONG-SECRET'));
  });

  test('takes from the variables of serve what is not given', async () => {
    const env = {
      TAILCHAT_API_URL: tailchat.url,
      TAILCHAT_CLIENT_ID: app.appId,
      TAILCHAT_CLIENT_SECRET: SECRET,
      TAILCHAT_BASE_URL: 'http://localhost:8787/',
      TAILCHAT_SESSION_KEYS: Buffer.alloc(32, 1).toString('base64url'),
    };
    const { status, out } = await run(['doctor'], env);
    assert.equal(status, 0, out);
    const other = await run(['doctor'], { ...env, TAILCHAT_ISSUER: 'https://other.example' });
    assert.equal(other.status, 1);
    assert.match(other.out, /^fail {2}issuer .*https:\/\/other\.example is expected/m);
  });

  test('looks for the callback address of every host, and names the missing one', async () => {
    const env = {
      TAILCHAT_API_URL: tailchat.url,
      TAILCHAT_CLIENT_ID: app.appId,
      TAILCHAT_BASE_URL: 'http://localhost:8787,https://wiki.example/x/',
    };
    const missing = await run(['doctor'], env);
    assert.equal(missing.status, 1);
    assert.match(missing.out, /^fail {2}redirect_uri .*https:\/\/wiki\.example\/x\/auth\/callback/m);
    assert.doesNotMatch(missing.out, /^fail {2}redirect_uri .*localhost/m);
    tailchat.apps[0].redirectUrls.push('https://wiki.example/x/auth/callback');
    const { out } = await run(['doctor'], env);
    assert.match(out, /^ok {4}redirect_uri .*localhost.*wiki\.example/m);
    tailchat.apps[0].redirectUrls.pop();
  });

  /** @type {[string[], Record<string, string>, RegExp][]} */
  const mistakes = [
    [[], {}, /^tailchat-login: --api is missing; it must be an https URL/],
    [['--api', 'http://chat.example'], {}, /^tailchat-login: --api must be an https URL/],
    [['--api', 'nonsense-VALUE'], {}, /^tailchat-login: --api must be/],
    [['--client-id', 'with space VALUE'], {}, /^tailchat-login: --client-id must be/],
    [['--redirect-uri', '/auth/callback'], {}, /^tailchat-login: --redirect-uri must be/],
    [['--issuer', 'nonsense-VALUE'], {}, /^tailchat-login: --issuer must be/],
    [['--deadline', '0'], {}, /^tailchat-login: --deadline must be a whole number of milliseconds/],
    [['--deadline', 'VALUE'], {}, /^tailchat-login: --deadline must be/],
    [['--secret-env', 'VALUE'], {}, /^tailchat-login: --secret-env must name a variable that is set\n$/],
    [['--secret-env', 'MINE'], { MINE: 'VALUE\n' }, /^tailchat-login: MINE must be 1 to 512 printable/],
    [['--secret', 'VALUE'], {}, /^Unknown option '--secret'/],
    [['more'], {}, /./],
  ];
  for (const [args, env, text] of mistakes) {
    test(`refuses ${JSON.stringify(args)} with status 2`, async () => {
      const all = args.length === 0 ? ['doctor'] : ['doctor', ...FLAGS, ...args];
      const { status, out, error } = await run(all, env);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(error, text);
      assert.doesNotMatch(error.split('\n\n')[0], /VALUE\b(?!')|\n +at /);
    });
  }
});

describe('https', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
  after(() => rmSync(folder, { recursive: true }));

  /**
   * @param {import('node:test').TestContext} t
   * @param {Record<string, string>} headers
   * @param {{ trusted?: boolean, script?: import('../../support/provider.js').Script }} [options]
   */
  async function examine(t, headers, { trusted = true, script } = {}) {
    let port = 0;
    const front = await startFront(() => port, headers);
    t.after(() => front.close());
    const behind = await startProvider({ apps: [app], users: [], apiUrl: front.url });
    t.after(() => behind.close());
    if (script) behind.script('authorization', script);
    port = Number(new URL(behind.url).port);
    const file = join(folder, `${port}.pem`);
    writeFileSync(file, front.cert);
    const args = ['doctor', ...FLAGS, '--api', front.url, '--json'];
    const { out } = await run(args, {
      TAILCHAT_CLIENT_SECRET: SECRET,
      ...(trusted && { NODE_EXTRA_CA_CERTS: file }),
    });
    return Object.fromEntries(JSON.parse(out).checks.map((/** @type {any} */ check) => [check.name, check]));
  }

  test('a Tailchat that knows that it is behind it', async (t) => {
    const { address, issuer, redirect_uri } = await examine(t, { 'x-forwarded-proto': 'https' });
    assert.deepEqual([address.status, issuer.status, redirect_uri.status], ['ok', 'ok', 'ok']);
  });

  test('a Tailchat without OPENAPI_UNDER_PROXY', async (t) => {
    const { address } = await examine(t, {});
    assert.equal(address.status, 'fail');
    assert.match(address.text, /its own address is http:\/\//);
    assert.match(address.advice, /OPENAPI_UNDER_PROXY=true/);
  });

  test('a Tailchat one of whose cookies is not Secure', async (t) => {
    const script = withHeaders(({ 'set-cookie': cookies, ...others }) => {
      if (cookies === undefined) return others;
      const [first, ...rest] = cookies;
      return { ...others, 'set-cookie': [first.replace(/; secure/i, ''), ...rest] };
    }, 303);
    const { address } = await examine(t, { 'x-forwarded-proto': 'https' }, { script });
    assert.equal(address.status, 'fail');
    assert.match(address.text, /not Secure/);
    assert.match(address.advice, /OPENAPI_UNDER_PROXY=true/);
  });

  test('a certificate that nobody trusts', async (t) => {
    const { reachable } = await examine(t, {}, { trusted: false });
    assert.equal(reachable.status, 'fail');
    assert.match(reachable.text, /certificate.*SELF_SIGNED/);
    assert.match(reachable.advice, /NODE_EXTRA_CA_CERTS/);
  });
});
