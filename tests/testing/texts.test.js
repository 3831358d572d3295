// The stand-in's pages use the language of the browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBrowser } from '../../testing/browser.js';
import { TEXTS, textsFor } from '../../testing/texts.js';
import * as kit from './kit.js';
import { APP, USER } from './kit.js';

test('every text is there in both languages', () => {
  const kinds = (/** @type {object} */ texts) =>
    Object.entries(texts).map(([name, text]) => [name, typeof text, text.length > 0]);
  assert.deepEqual(kinds(TEXTS.zh), kinds(TEXTS.en));
  assert.equal(TEXTS.zh.members.length, TEXTS.en.members.length);
});

for (const [header, lang] of /** @type {[string | undefined, string][]} */ ([
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-Hans'],
  ['en-US,en;q=0.9,zh;q=0.8', 'en'],
  ['zh;q=0.1, en;q=0.9', 'en'],
  ['zh;q=0', 'en'],
  ['de, ZH-TW', 'zh-Hans'],
  ['__proto__, constructor', 'en'],
  [','.repeat(10_000), 'en'],
]))
  test(`Accept-Language ${header?.slice(0, 40)} is ${lang}`, () => assert.equal(textsFor(header).lang, lang));

test('the pages are Chinese for a Chinese browser', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  const headers = { 'accept-language': 'zh-CN,zh;q=0.9' };
  const { url } = await browser.follow(kit.authorizeUrl(tailchat));
  const read = async (/** @type {string} */ at) => (await browser.get(at, headers)).text();
  const login = await read(url);
  assert.match(login, /<html lang="zh-Hans">/);
  assert.match(login, new RegExp(`登录 ${APP.appName}`));
  assert.match(login, /<label>邮箱[^]*<label>密码/);
  const posted = await browser.post(`${url}/login`, { email: USER.email, password: USER.password });
  const consent = await browser.follow(posted.headers.get('location'));
  assert.match(await read(consent.url), /想知道你是谁[^]*昵称和编号/);
  const unknown = await fetch(`${tailchat.url}/open/auth?client_id=unknown`, { headers });
  assert.match(await unknown.text(), /<title>错误 - Tailchat<\/title>[^]*error : invalid_client/);
});
