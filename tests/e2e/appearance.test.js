// Checks the look and behaviour of the demo page: in both themes and languages, on a narrow screen, by keyboard, and without
// layout shifts. The pictures stay in artifacts/e2e for a person to look at.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchBrowser, logInAtTailchat, openProfile, seeAlice, seeView } from '../support/browser.js';
import { startSite } from '../support/site.js';

const pictures = fileURLToPath(new URL('../../artifacts/e2e/', import.meta.url));
const NARROW = { width: 360, height: 740 };
const WIDE = { width: 1024, height: 768 };

const LOOKS = [
  { name: 'light', options: { viewport: WIDE } },
  { name: 'dark', options: { viewport: WIDE, colorScheme: /** @type {const} */ ('dark') } },
  { name: 'narrow', options: { viewport: NARROW } },
  {
    name: 'narrow-dark-chinese',
    options: { viewport: NARROW, locale: 'zh-CN', colorScheme: /** @type {const} */ ('dark') },
  },
];

describe('the demo page', { timeout: 180_000 }, () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('../support/browser.js').Site} */
  let site;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await launchBrowser();
    site = await startSite();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** @param {import('playwright-core').BrowserContextOptions} [options] */
  async function openDemo(options) {
    const { context } = await openProfile(browser, options);
    await context.addInitScript(() => {
      const shifts = /** @type {number[]} */ ([]);
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push(/** @type {any} */ (entry).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const page = await context.newPage();
    await page.goto(site.base);
    await seeView(page, 'out');
    return page;
  }

  /** Checks what a picture cannot show after all animations have ended, and takes a picture. @param {import('../support/browser.js').Page} page @param {string} name */
  async function look(page, name) {
    await page.waitForFunction(() => {
      const moving = document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
      return moving.every(({ playState }) => playState !== 'running');
    });
    const { overflow, small, shifts } = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - innerWidth,
      small: [...document.querySelectorAll('button')].filter((button) => button.offsetHeight < 44).length,
      shifts: Reflect.get(globalThis, 'shifts'),
    }));
    // Comes last: for a picture of more than the window Chromium changes the height of the window, which moves the page.
    await page.screenshot({ path: `${pictures}${name}.png`, fullPage: true, animations: 'disabled' });
    assert.deepEqual(
      { overflow: Math.max(overflow, 0), small, shifts },
      { overflow: 0, small: 0, shifts: [] },
      name,
    );
  }

  for (const { name, options } of LOOKS) {
    test(`${name}: nothing jumps and nothing sticks out, signed out, signed in, and failed`, async () => {
      const page = await openDemo(options);
      await look(page, `${name}-signed-out`);

      await page.locator('#start').click();
      await page.locator('[name=email]').waitFor();
      const callback = new URLSearchParams({
        error: 'access_denied',
        state: 'A'.repeat(43),
        iss: site.config.apiUrl,
      });
      await page.goto(`${site.base}/?${callback}`);
      await seeView(page, 'error');
      await look(page, `${name}-failed`);

      await page.locator('#retry').click();
      await logInAtTailchat(page);
      await seeAlice(page);
      await look(page, `${name}-signed-in`);
      await page.context().close();
    });
  }

  test('its language is the one of the browser', async () => {
    for (const [locale, lang, label] of [
      ['en-GB', 'en', 'Log in with Tailchat'],
      ['zh-CN', 'zh-Hans', '使用 Tailchat 登录'],
      ['de-DE', 'en', 'Log in with Tailchat'],
    ]) {
      const page = await openDemo({ locale });
      assert.equal(await page.locator('html').getAttribute('lang'), lang);
      await page.getByRole('button', { name: label }).waitFor();
      await page.context().close();
    }
  });

  test('a keyboard is enough, and a screen reader meets one view only', async () => {
    const page = await openDemo();
    assert.equal(await page.locator('header, main').getByRole('heading').count(), 2);
    assert.equal(await page.getByRole('button').count(), 2);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'login');
    await page.keyboard.press('Enter');
    await logInAtTailchat(page);
    await seeAlice(page);
    assert.equal(await page.getByRole('button').count(), 1);
    await page.getByRole('status').getByText('Logged in as Alice').waitFor({ state: 'attached' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await seeView(page, 'out');
    await page.getByRole('status').getByText('Logged out').waitFor({ state: 'attached' });
    await page.context().close();
  });

  test('an avatar is shown when there is one, and the initial when there is none or it does not load', async () => {
    const [user] = site.tailchat.users;
    for (const [avatar, shown] of /** @type {[string | undefined, boolean][]} */ ([
      [`${site.base}/alice.svg`, true],
      [`${site.base}/nothing.png`, false],
      [undefined, false],
    ])) {
      user.avatar = avatar;
      const page = await openDemo();
      await page.locator('#login').click();
      await logInAtTailchat(page);
      await seeAlice(page);
      if (shown) await page.locator('#avatar').waitFor();
      assert.equal(await page.locator('#initials').textContent(), 'A');
      await look(page, `avatar-${avatar ? (shown ? 'shown' : 'broken') : 'none'}`);
      assert.equal(await page.locator('#avatar').isVisible(), shown);
      await page.context().close();
    }
  });
});
