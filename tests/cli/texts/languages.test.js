// The command line uses the language of the terminal. Each text exists in both languages.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { startTailchat } from 'tailchat-login/testing';
import { languageOf } from '../../../cli/language.js';
import { APP_EN } from '../../../cli/texts/app_en.js';
import { APP_ZH } from '../../../cli/texts/app_zh.js';
import { COMMANDS_EN } from '../../../cli/texts/commands_en.js';
import { COMMANDS_ZH } from '../../../cli/texts/commands_zh.js';
import { DOCTOR_EN } from '../../../cli/texts/doctor_en.js';
import { DOCTOR_ZH } from '../../../cli/texts/doctor_zh.js';
import { KEY } from '../../support/kit.js';
import { listening, run, start } from '../../support/command.js';
import { explainFault, MORE_ZH } from '../../../cli/texts/fault_zh.js';
import { OPTIONS } from '../../../worker/config/options.js';
import { variableOf } from '../../../worker/config/config.js';
import { readGateEnv } from '../../../worker/gate/options.js';
import { GROUPS_OPTIONS, readGroupsEnv } from '../../../worker/groups/options.js';

const HAN = /\p{Script=Han}/u;
const CHINESE = { LANG: 'zh_CN.UTF-8' };
const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
after(() => rmSync(folder, { recursive: true }));

/** The paths of all texts, and the number of values that each text takes. @param {object} texts @param {string} [above] @returns {string[]} */
const listTexts = (texts, above = '') =>
  Object.entries(texts).flatMap(([name, text]) => {
    if (typeof text === 'object') return listTexts(text, `${above}${name}.`);
    return `${above}${name} ${typeof text === 'function' ? text.length : 'text'}`;
  });

for (const [what, english, chinese] of /** @type {[string, object, object][]} */ ([
  ['commands', COMMANDS_EN, COMMANDS_ZH],
  ['doctor', DOCTOR_EN, DOCTOR_ZH],
  ['app', APP_EN, APP_ZH],
])) {
  test(`${what}: every text is there in both languages`, () => {
    assert.ok(listTexts(english).length > 20);
    assert.deepEqual(listTexts(chinese).sort(), listTexts(english).sort());
  });

  test(`${what}: the Chinese texts are Chinese`, () => {
    const walk = (/** @type {object} */ texts, path = '') => {
      for (const [name, text] of Object.entries(texts)) {
        if (typeof text === 'object') walk(text, `${path}${name}.`);
        if (typeof text === 'string') assert.match(text, HAN, `${path}${name}`);
      }
    };
    walk(chinese);
  });
}

for (const [env, language] of /** @type {[Record<string, string>, string][]} */ ([
  [{}, 'en'],
  [{ LANG: '' }, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh_TW' }, 'zh'],
  [{ LANG: 'zh' }, 'zh'],
  [{ LANG: 'zhx' }, 'en'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh'],
]))
  test(`${JSON.stringify(env)} is ${language}`, () => assert.equal(languageOf(env), language));

describe('in Chinese', () => {
  test('init writes the same files, and says so in Chinese', async () => {
    const [english, chinese] = await Promise.all([
      run(['init', 'node', '--dir', join(folder, 'en')]),
      run(['init', 'node', '--dir', join(folder, 'zh')], CHINESE),
    ]);
    assert.doesNotMatch(english.out, HAN);
    assert.match(chinese.out, /已写入 .*package\.json/);
    const filesOf = (/** @type {string} */ out) => out.split('\n')[0].match(/[\w./-]+\.\w+/g);
    assert.deepEqual(filesOf(chinese.out), filesOf(english.out));
  });

  test('mock prints the same configuration', async (t) => {
    const mock = start(['mock', '--port', '0'], CHINESE);
    t.after(() => mock.child.kill());
    await listening(mock, /TAILCHAT_API_URL=(\S+)/);
    assert.match(mock.output.out, /mock 正在监听/);
    assert.match(mock.output.out, /^TAILCHAT_CLIENT_ID=tc_/m);
  });

  test('the doctor speaks Chinese, and its JSON English', async (t) => {
    const app = {
      appId: 'tc_0123456789abcdef01234567',
      appSecret: 'abcdefghijklmnopqrstuvwxyz_-0123',
      appName: 'Demo',
      capability: ['oauth'],
      redirectUrls: ['http://localhost:8787/auth/callback'],
    };
    const tailchat = await startTailchat({ apps: [app], users: [] });
    t.after(() => tailchat.close());
    const flags = ['--api', tailchat.url, '--client-id', app.appId, '--redirect-uri', app.redirectUrls[0]];
    const env = { ...CHINESE, TAILCHAT_CLIENT_SECRET: 'wrong', TAILCHAT_SESSION_KEYS: KEY };
    const [text, json] = await Promise.all([
      run(['doctor', ...flags], env),
      run(['doctor', ...flags, '--json'], env),
    ]);
    assert.match(text.out, /^fail {2}secret +secret 错误/m);
    assert.match(text.out, /^fail {2}environment .*缺少 TAILCHAT_API_URL、TAILCHAT_CLIENT_ID/m);
    for (const line of text.out.trimEnd().split('\n')) assert.match(line, HAN);
    assert.doesNotMatch(json.out.replaceAll(/[（(][^)）]*[)）]/g, ''), HAN, 'but for labels of Tailchat');
    assert.equal(text.status, json.status);
  });

  test('app makes and lists an app in Chinese, and says in Chinese why Tailchat refuses', async (t) => {
    const account = { email: 'a@example.com', password: 'correct horse' };
    const user = { _id: '64b1f0c2a5d3e97b4c8f1a20', nickname: 'A', discriminator: '0001' };
    const tailchat = await startTailchat({ apps: [], users: [{ ...user, ...account }] });
    t.after(() => tailchat.close());
    const input = { input: `${account.password}\n` };
    const who = ['--api', tailchat.url, '--email', account.email];
    const site = ['--name', 'Site', '--base-url', 'https://site.example', '--env', join(folder, 'app')];
    const made = await run(['app', 'create', ...who, ...site], CHINESE, input);
    assert.match(made.out, /^已创建应用 tc_\w+；.*\nOAuth 已开启；回调地址是 https:/);
    assert.match((await run(['app', 'list', ...who], CHINESE, input)).out, /^tc_\w+ {2}Site {2}\(oauth\)$/m);
    const wrong = await run(['app', 'list', ...who], CHINESE, { input: 'wrong\n' });
    assert.equal(wrong.error, 'tailchat-login: Tailchat 拒绝登录：密码错误\n');
  });

  for (const [args, error] of /** @type {[string[], RegExp][]} */ ([
    [
      ['doctor', '--api', 'nonsense', '--client-id', 'tc_0', '--redirect-uri', 'http://localhost:8787/'],
      /^tailchat-login: --api 必须是 https URL/,
    ],
    [['doctor'], /^tailchat-login: 缺少 --api；它必须是 https URL/],
    [['init', 'nonsense'], /^tailchat-login: 模板必须是 node、/],
    [['mock', '--port', 'x'], /^--port 必须是/],
    [['serve'], /^tailchat-login: 缺少 TAILCHAT_API_URL、TAILCHAT_CLIENT_ID、/],
    [['nonsense'], /^tailchat-login: 没有这个命令/],
    [['app'], /^tailchat-login: app 需要以下之一：create, list, add-callback/],
    [['app', 'list', '--api', 'nonsense'], /^tailchat-login: --api 必须是 Tailchat 的 https 地址/],
    [['app', 'list', '--api', 'https://chat.example', '--email', 'x'], /^tailchat-login: --email 必须是账号/],
  ]))
    test(`${args.join(' ')} is refused`, async () => {
      const { status, error: said } = await run(args, CHINESE);
      assert.notEqual(status, 0);
      assert.match(said, error);
    });
});

test('a wrong variable of the groups or of the gate is explained in Chinese', async () => {
  const wrong = {
    TAILCHAT_BOT_ID: 'a b',
    TAILCHAT_BOT_SECRET: 'ä',
    TAILCHAT_GROUP_IDS: 'x',
    TAILCHAT_JOIN_URLS: 'x',
    TAILCHAT_LEAVE_GROUPS: 'x',
    TAILCHAT_GROUPS_CACHE_SECONDS: '0',
    TAILCHAT_GROUPS_STALE_SECONDS: 'x',
    TAILCHAT_GROUPS_DEADLINE: '0',
    TAILCHAT_ASSERTION_KEYS: 'x',
    TAILCHAT_EXT_AUTHZ: 'x',
  };
  const own = GROUPS_OPTIONS.flatMap(({ env }) => env ?? []);
  const shared = new Set(OPTIONS.map(({ name }) => name));
  for (const { name, env } of GROUPS_OPTIONS)
    assert.ok(shared.has(name) || Object.hasOwn(MORE_ZH, String(env)), env);
  assert.deepEqual(Object.keys(MORE_ZH).sort(), Object.keys(wrong).sort());
  const bot = { TAILCHAT_BOT_ID: 'tc_bot', TAILCHAT_BOT_SECRET: 'secret' };
  for (const [name, value] of Object.entries(wrong)) {
    const given = { TAILCHAT_API_URL: 'https://chat.example', ...bot, [name]: value };
    const read = () => (own.includes(name) ? readGroupsEnv(given) : readGateEnv(given));
    assert.throws(read, (/** @type {any} */ error) => {
      assert.match(
        explainFault({ variable: variableOf(error), message: error.message }),
        new RegExp(`^${name} 必须是`),
      );
      return true;
    });
  }
});
