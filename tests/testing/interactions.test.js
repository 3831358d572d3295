import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createBrowser, logIn } from '../../testing/browser.js';
import * as kit from './kit.js';
import { APP, USER } from './kit.js';

async function openLogin(tailchat) {
  const browser = createBrowser();
  const { url } = await browser.follow(kit.authorizeUrl(tailchat));
  const send = (fields) => browser.post(`${url}/login`, fields);
  return { browser, url, send };
}

async function assertRefused(response) {
  assert.equal(response.status, 500);
  assert.equal(response.headers.get('content-type'), null);
  const page = await response.text();
  assert.match(page, /^<!DOCTYPE html>/);
  return page;
}

const WRONG = {
  'wrong password': { email: USER.email, password: 'wrong' },
  'unknown email': { email: 'nobody@example.com', password: USER.password },
  'empty form': {},
};
for (const [name, fields] of Object.entries(WRONG)) {
  test(`500 page without content-type, and the interaction can be retried: ${name}`, async (t) => {
    const tailchat = await kit.start(t);
    const { browser, url, send } = await openLogin(tailchat);
    const page = await assertRefused(await send(fields));
    assert.ok(page.includes(`href="${new URL(url).pathname}"`));
    assert.equal((await browser.get(url)).status, 200);
    assert.equal((await send({ email: USER.email, password: USER.password })).status, 303);
  });
}

test('a banned user is refused until the ban ends', async (t) => {
  const tailchat = await kit.start(t, { users: [{ ...USER, banned: true }] });
  const { send } = await openLogin(tailchat);
  const fields = { email: USER.email, password: USER.password };
  await assertRefused(await send(fields));
  tailchat.users[0].banned = false;
  assert.equal((await send(fields)).status, 303);
});

test('an interaction without its cookie is refused', async (t) => {
  const tailchat = await kit.start(t);
  const { url } = await openLogin(tailchat);
  await assertRefused(await fetch(url));
  await assertRefused(await kit.post(`${url}/login`, { email: USER.email, password: USER.password }));
  await assertRefused(await kit.post(`${url}/confirm`, {}));
});

test('login and consent cannot stand in for each other', async (t) => {
  const tailchat = await kit.start(t);
  const { browser, url, send } = await openLogin(tailchat);
  await assertRefused(await browser.post(`${url}/confirm`, {}));
  const posted = await send({ email: USER.email, password: USER.password });
  const consent = await browser.follow(posted.headers.get('location'));
  const again = await browser.post(`${consent.url}/login`, { email: USER.email, password: USER.password });
  await assertRefused(again);
});

test('consent cannot skip the login that prompt=login asks for', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  await kit.passLogin(tailchat, {}, browser);
  const { url } = await browser.follow(kit.authorizeUrl(tailchat, { prompt: 'login' }));
  await assertRefused(await browser.post(`${url}/confirm`, {}));
});

test('a form over 16 KiB is refused', async (t) => {
  const tailchat = await kit.start(t);
  const { send } = await openLogin(tailchat);
  await assertRefused(
    await send({ email: USER.email, password: USER.password, more: 'x'.repeat(1024 * 1024) }),
  );
});

test('two tabs of one browser log in without touching each other', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  const first = await browser.follow(kit.authorizeUrl(tailchat, { state: 'first' }));
  const second = await logIn(browser, kit.authorizeUrl(tailchat, { state: 'second' }), USER);
  assert.equal(new URL(second).searchParams.get('state'), 'second');
  assert.equal((await browser.get(first.url)).status, 200);
});

test('the pages say Tailchat and the app, load nothing, and escape what is not theirs', async (t) => {
  const hostile = `<img src=x onerror=1>&"'`;
  const escaped = '&lt;img src=x onerror=1&gt;&amp;&quot;&#39;';
  const tailchat = await kit.start(t, {
    apps: [{ ...APP, appName: hostile }],
    users: [{ ...USER, nickname: hostile }],
  });
  const { browser, url, send } = await openLogin(tailchat);
  const login = await (await browser.get(url)).text();
  const posted = await send({ email: USER.email, password: USER.password });
  const consent = await browser.follow(posted.headers.get('location'));
  const wrong = await browser.get(`${tailchat.url}/open/auth?client_id=${encodeURIComponent(hostile)}`);
  const pages = [login, await consent.response.text(), await wrong.text()];
  for (const page of pages) {
    assert.match(page, /<title>[^<]*Tailchat<\/title>/);
    assert.ok(!page.includes('<img'));
    assert.doesNotMatch(page, /<script|src=["']|url\(|@import/);
  }
  assert.ok(pages[0].includes(`Log in to ${escaped}`));
  assert.match(pages[0], /<label>Email[^]*<label>Password/);
  assert.ok(pages[1].includes(`${escaped} wants to know`));
  assert.ok(pages[1].includes(`You are ${escaped}#6244`));
});

test('with controls each account has a button, which logs in without a password, but not a banned one', async (t) => {
  const tailchat = await kit.start(t, {
    controls: true,
    users: [USER, { ...USER, _id: 'b', email: 'b@b.b' }],
  });
  const { browser, url, send } = await openLogin(tailchat);
  const page = await (await browser.get(url)).text();
  assert.equal([...page.matchAll(/<button class="account" name="account" value="[^"]+">/g)].length, 2);
  tailchat.users[0].banned = true;
  await assertRefused(await send({ account: USER._id }));
  tailchat.users[0].banned = false;
  await assertRefused(await send({ account: 'nobody' }));
  assert.equal((await send({ account: USER._id })).status, 303);
});

test('without controls an account is no way in, as at a real Tailchat', async (t) => {
  const tailchat = await kit.start(t);
  const { browser, url, send } = await openLogin(tailchat);
  assert.doesNotMatch(await (await browser.get(url)).text(), /name="account"/);
  await assertRefused(await send({ account: USER._id }));
});
