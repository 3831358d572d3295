// Runs the hook under StrictMode: rendered on a server (this Node), hydrated by Chromium, and in Chromium alone.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { launchBrowser, logInAtTailchat, openProfile } from '../../support/browser.js';
import { alice, startSite } from '../../support/site.js';
import { App } from './components.js';
import { reactFiles } from './page.js';

const user = { sub: alice._id, nickname: alice.nickname, discriminator: alice.discriminator };

/** @param {object} props */
const render = (props) => ({ props, html: renderToString(createElement(App, props)) });
const rendered = {
  'server-loading': render({}),
  'server-user': render({ initialUser: user }),
  'server-nobody': render({ initialUser: null }),
};

describe('the hook', { timeout: 180_000 }, () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('../../support/browser.js').Site} */
  let site;
  /** @type {import('../../support/browser.js').Profile} */
  let profile;
  /** @type {import('../../support/browser.js').Page} */
  let page;

  before(async () => {
    browser = await launchBrowser();
    site = await startSite({ files: reactFiles(rendered) });
  });
  beforeEach(async () => {
    profile = await openProfile(browser);
    page = await profile.context.newPage();
  });
  afterEach(() => profile.context.close());
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  const open = (/** @type {string} */ name) => page.goto(`${site.base}/${name}.html`);
  const asked = () => profile.requests.filter(({ url }) => url === `${site.base}/auth/session`).length;
  const said = () => page.evaluate(() => Reflect.get(globalThis, 'said'));

  /** Waits until both components show the text. @param {string} text */
  async function see(text) {
    for (const id of ['one', 'two']) await page.locator(`#${id} output`, { hasText: text }).waitFor();
  }

  async function logIn() {
    await page.locator('#one .login').click();
    await logInAtTailchat(page);
    await see(`hello ${alice.nickname}`);
  }

  test('two components, mounted twice by StrictMode, ask once and say nothing in between', async () => {
    await open('react');
    await see('nobody');
    assert.equal(asked(), 1);
    const texts = new Set((await said()).map((/** @type {string} */ line) => line.slice('one: '.length)));
    assert.deepEqual([...texts], ['loading …', 'nobody']);
    assert.deepEqual(profile.complaints, []);
  });

  test('a login comes back to the page, and a logout in one component shows in the other', async () => {
    await open('react');
    await logIn();
    assert.equal(page.url(), `${site.base}/react.html`);
    await page.locator('#two .logout').click();
    await see('nobody');
    await page.reload();
    await see('nobody');
  });

  test('a failure is told to both, and asking again mends it', async () => {
    await open('react');
    await see('nobody');
    await profile.context.setOffline(true);
    await page.locator('#one .refresh').click();
    await see('error worker_unreachable');
    await profile.context.setOffline(false);
    await page.locator('#two .refresh').click();
    await see('nobody');
  });

  test('a logout that fails keeps the user, and tells', async () => {
    await open('react');
    await logIn();
    await profile.context.setOffline(true);
    await page.locator('#one .logout').click();
    await see('error worker_unreachable');
    await profile.context.setOffline(false);
    await page.locator('#one .refresh').click();
    await see(`hello ${alice.nickname}`);
  });

  test('the button on the same page asks nothing more, and changes with it', async () => {
    await open('react-button');
    await logIn();
    await page.locator('tailchat-login .box.in').waitFor();
    assert.equal(asked(), 2, 'once before the login, once after it');
    await page.locator('tailchat-login button').click();
    await see('nobody');
  });

  test('without initialUser the server renders "loading", and the page takes that over', async () => {
    assert.match(rendered['server-loading'].html, /<output>loading<\/output>/);
    await open('server-loading');
    await see('nobody');
    assert.equal(asked(), 1);
    assert.deepEqual(profile.complaints, []);
  });

  for (const [name, text] of [
    ['server-user', `hello ${alice.nickname}`],
    ['server-nobody', 'nobody'],
  ])
    test(`with initialUser the page shows it at once, asks nothing, and changes nothing: ${text}`, async () => {
      await open(name);
      await page.waitForFunction(() => Reflect.get(globalThis, 'said')?.length > 0);
      await see(text);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
      assert.ok((await said()).every((/** @type {string} */ line) => line.slice('one: '.length) === text));
      assert.deepEqual(await page.evaluate(() => Reflect.get(globalThis, 'changes')), []);
      assert.equal(asked(), 0);
      assert.deepEqual(profile.complaints, []);
    });

  test('a server keeps nothing of the user that it rendered', () => {
    assert.match(render({ initialUser: user }).html, /hello Alice &lt;b&gt;/);
    assert.doesNotMatch(render({}).html, /Alice/);
    assert.match(render({ initialUser: null }).html, /nobody/);
  });
});
