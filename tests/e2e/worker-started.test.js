// Runs the login that the worker starts, in Chromium, with the demo page.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import {
  checkTraces,
  givePassword,
  launchBrowser,
  logInAtTailchat,
  openProfile,
  seeAlice,
  seeView,
} from '../support/browser.js';
import { startSite } from '../support/site.js';

describe('worker-started login', { timeout: 180_000 }, () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('../support/browser.js').Site} */
  let site;
  /** @type {import('../support/browser.js').Profile} */
  let profile;
  /** @type {import('../support/browser.js').Page} */
  let page;

  before(async () => {
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    site = await startSite();
    profile = await openProfile(browser);
    page = await openDemo();
  });
  afterEach(async () => {
    await profile.context.close();
    await site.close();
  });
  after(() => browser.close());

  async function openDemo() {
    const opened = await profile.context.newPage();
    await opened.goto(site.base);
    return opened;
  }

  async function logIn() {
    await page.locator('#login').click();
    await logInAtTailchat(page);
    await seeAlice(page);
  }

  test('a person logs in, reloads, opens a second tab, logs out', async () => {
    await seeView(page, 'out');
    await logIn();
    assert.equal(page.url(), `${site.base}/`);
    await page.reload();
    await seeAlice(page);
    const second = await openDemo();
    await seeAlice(second);

    await page.locator('#logout').click();
    await seeView(page, 'out');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'login');
    assert.deepEqual(
      (await profile.context.cookies(site.base)).filter(({ value }) => value !== ''),
      [],
    );
    await second.reload();
    await seeView(second, 'out');
    assert.equal(site.secrets.length, 4, 'the tokens of one login were seen on the way to the worker');
    await checkTraces(profile, site);
  });

  test('it loads no WebAssembly', async () => {
    await seeView(page, 'out');
    const loaded = profile.requests.map(({ url }) => new URL(url).pathname);
    const ours = loaded.filter((path) => path.startsWith('/tailchat-login/'));
    assert.deepEqual(ours.filter((path) => !path.startsWith('/tailchat-login/web/button/')).sort(), [
      '/tailchat-login/bindings/header.js',
      '/tailchat-login/web/error.js',
      '/tailchat-login/web/index.js',
      '/tailchat-login/web/request.js',
      '/tailchat-login/web/session.js',
    ]);
  });

  test('after a logout the next login is the same user, without a question', async () => {
    await logIn();
    await page.locator('#logout').click();
    await seeView(page, 'out');
    await page.locator('#login').click();
    await seeAlice(page);
    await checkTraces(profile, site);
  });

  test('the callback opened again leads to the session and redeems nothing', async () => {
    await logIn();
    const callback = profile.requests
      .map(({ url }) => url)
      .find((url) => url.startsWith(`${site.base}/auth/callback`));
    assert.ok(callback);
    await page.goto(callback);
    await seeAlice(page);
    assert.equal(page.url(), `${site.base}/`);
    assert.equal(site.countRedeemed(), 1);
  });

  test('two tabs log in at the same time', async () => {
    const second = await openDemo();
    await page.locator('#login').click();
    await page.locator('[name=email]').waitFor();
    await second.locator('#login').click();
    await second.locator('[name=email]').waitFor();
    await logInAtTailchat(second);
    await seeAlice(second);
    // Tailchat has the consent from the login before.
    await givePassword(page);
    await seeAlice(page);
    assert.equal(site.countRedeemed(), 2);
    await checkTraces(profile, site);
  });

  test('a double click is one login', async () => {
    await page.locator('#login').dblclick();
    await logInAtTailchat(page);
    await seeAlice(page);
    assert.equal(profile.requests.filter(({ url }) => url.includes('/auth/login')).length, 1);
  });

  test('Back from Tailchat finds a page that can log in', async () => {
    await page.locator('#login').click();
    await page.locator('[name=email]').waitFor();
    await page.goBack();
    await seeView(page, 'out');
    await page.locator('#login:not(.busy)').waitFor();
    await logIn();
    await checkTraces(profile, site);
  });

  test('Back after the login never leaves the session behind', async () => {
    await logIn();
    for (let steps = 0; steps < 5; steps += 1) {
      if ((await page.goBack({ waitUntil: 'commit' }).catch(() => null)) === null) break;
      if (page.url().startsWith(site.base)) await seeAlice(page);
    }
    await page.goto(site.base);
    await seeAlice(page);
    assert.equal(site.countRedeemed(), 1);
  });

  test('a refused login names its code, and "try again" leads back to where it began', async () => {
    await page.goto(`${site.base}/?from=here`);
    await page.locator('#login').click();
    await page.locator('[name=email]').waitFor();
    const authorize = profile.requests
      .map(({ url }) => new URL(url))
      .find((url) => url.pathname === '/open/auth');
    const query = new URLSearchParams({
      error: 'access_denied',
      state: authorize?.searchParams.get('state') ?? '',
      iss: site.config.apiUrl,
    });
    const refused = await page.goto(`${site.base}/auth/callback?${query}`);
    assert.equal(refused?.status(), 400);
    assert.match((await page.locator('body').textContent()) ?? '', /access_denied/);
    await page.getByRole('link', { name: /try again/i }).click();
    await logInAtTailchat(page);
    await seeAlice(page);
    assert.equal(page.url(), `${site.base}/?from=here`);
  });

  test('an app that Tailchat refuses ends on a page with the code, and nobody is logged in', async () => {
    await page.locator('#login').click();
    await givePassword(page);
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    site.tailchat.apps[0].appSecret = 'another secret';
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('invalid_client').waitFor();
    await page.goto(site.base);
    await seeView(page, 'out');
  });
});
