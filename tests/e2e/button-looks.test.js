// Checks the button in each state: it causes no layout shift, uses the page's language, and is accessible.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, logInAtTailchat } from '../support/browser.js';
import { findBarriers, hold, openButton, seeState, startButtonSite } from './button.js';
import { alice } from '../support/site.js';

/** @typedef {import('../support/browser.js').Page} Page */

const TEXTS = {
  en: { name: 'button.html', login: 'Log in with Tailchat', logout: 'Log out', retry: 'Try again' },
  zh: { name: 'button-zh.html', login: '使用 Tailchat 登录', logout: '退出登录', retry: '重试' },
};

describe('the look of the button', { timeout: 180_000 }, () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('../support/browser.js').Site} */
  let site;

  before(async () => {
    browser = await launchBrowser();
    site = await startButtonSite();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** The positions of the button and of the element after it. @param {Page} page */
  const boxes = (page) =>
    page.evaluate(() =>
      ['tailchat-login', '#after'].map((name) =>
        document.querySelector(name)?.getBoundingClientRect().toJSON(),
      ),
    );

  /** The layout shifts that Chromium reports after drawing. @param {Page} page */
  const shifts = (page) =>
    page.evaluate(async () => {
      for (let frames = 0; frames < 3; frames += 1)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      return Reflect.get(globalThis, 'shifts');
    });

  /** @param {Page} page @param {string} method */
  const call = (page, method) =>
    page
      .locator('tailchat-login')
      .evaluate((element, name) => Reflect.get(element, name).call(element), method);

  /**
   * Takes the button through its states. Each state is reached by opening a page.
   *
   * @param {Parameters<typeof openButton>[2]} how
   * @param {(page: Page, state: import('../../web/button/view.js').State) => Promise<void>} look
   */
  async function visitStates(how, look) {
    let fail = () => {};
    const { profile, page } = await openButton(browser, site, {
      ...how,
      prepare: async (opened) => (fail = await hold(opened, '/auth/session', (route) => route.abort())),
    });
    await seeState(page, 'loading');
    await look(page, 'loading');
    fail();
    await seeState(page, 'error');
    await look(page, 'error');
    await page.unroute('**/auth/session');
    await page.reload();
    await seeState(page, 'out');
    await look(page, 'out');
    await page.locator('tailchat-login button').click();
    await logInAtTailchat(page);
    await seeState(page, 'in');
    await look(page, 'in');
    assert.deepEqual(
      profile.complaints.filter((text) => !text.includes('ERR_FAILED')),
      [],
    );
    await profile.context.close();
  }

  for (const [language, { name, ...texts }] of Object.entries(TEXTS))
    for (const colorScheme of /** @type {const} */ (['light', 'dark']))
      test(`${language}, ${colorScheme}: no state moves anything, and axe-core finds nothing`, async () => {
        /** @type {unknown} */
        let place;
        const seen = /** @type {string[]} */ ([]);
        const how = { name: /** @type {any} */ (name), options: { colorScheme } };
        await visitStates(how, async (page, state) => {
          place ??= await boxes(page);
          assert.deepEqual(await boxes(page), place, state);
          assert.deepEqual(await shifts(page), [], state);
          assert.deepEqual(await findBarriers(page), [], state);
          seen.push((await page.locator('tailchat-login button').textContent()) ?? '');
        });
        assert.deepEqual(seen, ['', texts.retry, texts.login, texts.logout]);
      });

  test('the language is that of the closest lang, or the browser; a change is followed', async () => {
    const { profile, page } = await openButton(browser, site, { name: 'button-two.html' });
    const labels = () => page.locator('tailchat-login .label').allTextContents();
    await page.locator('.box.out').nth(1).waitFor();
    assert.deepEqual(await labels(), [TEXTS.zh.login, TEXTS.en.login]);
    await page.evaluate(() => (document.documentElement.lang = 'zh-Hant'));
    assert.deepEqual(await labels(), [TEXTS.zh.login, TEXTS.zh.login]);
    await page.evaluate(() => /** @type {any} */ (document.querySelector('tailchat-login').lang = 'de'));
    assert.deepEqual(await labels(), [TEXTS.en.login, TEXTS.zh.login]);
    assert.deepEqual(
      await page.locator('tailchat-login .box').evaluateAll((all) => all.map(({ lang }) => lang)),
      ['en', 'zh-Hans'],
    );
    await page.evaluate(() => {
      const outer = document.body.appendChild(document.createElement('div'));
      outer.lang = 'zh';
      outer.attachShadow({ mode: 'open' }).append(document.createElement('tailchat-login'));
      document.documentElement.lang = 'en';
    });
    assert.equal(await page.locator('div tailchat-login .label').textContent(), TEXTS.zh.login);
    await profile.context.close();

    for (const [locale, label] of [
      ['zh-CN', TEXTS.zh.login],
      ['fr-FR', TEXTS.en.login],
    ]) {
      const opened = await openButton(browser, site, { name: 'button-none.html', options: { locale } });
      await opened.page.getByRole('button', { name: label }).waitFor();
      await opened.profile.context.close();
    }
  });

  test('the avatar is shown when there is one, and the initial when there is none, or it is refused or broken', async () => {
    const [user] = site.tailchat.users;
    const other = site.base.replace('localhost', '127.0.0.1');
    for (const [avatar, shown] of /** @type {[string | undefined, boolean][]} */ ([
      [`${site.base}/alice.svg`, true],
      [`${site.base}/nothing.png`, false],
      [`${other}/alice.svg`, false],
      [undefined, false],
    ])) {
      user.avatar = avatar;
      const { profile, page } = await openButton(browser, site);
      await page.locator('tailchat-login button').click();
      await logInAtTailchat(page);
      await seeState(page, 'in');
      await page.waitForLoadState('networkidle');
      assert.equal(await page.locator('.avatar img').isVisible(), shown, avatar);
      assert.equal(await page.locator('.avatar').textContent(), 'A');
      const [asked] = profile.requests.filter(({ url }) => url === avatar);
      assert.ok(!asked?.referer);
      await profile.context.close();
    }
    delete user.avatar;
  });

  test('any name fits: long ones, none, only spaces, right to left, outside the BMP', async () => {
    const [user] = site.tailchat.users;
    const { profile, page } = await openButton(browser, site);
    await seeState(page, 'out');
    const place = await boxes(page);
    await page.locator('tailchat-login button').click();
    await logInAtTailchat(page);
    for (const [nickname, name, initial] of [
      ['W'.repeat(60), `${'W'.repeat(60)}#6244`, 'W'],
      ['', 'Tailchat user', 'T'],
      ['  ', 'Tailchat user', 'T'],
      ['שלום <i>', 'שלום <i>#6244', 'ש'],
      ['𝒜lice', '𝒜lice#6244', '𝒜'],
    ]) {
      user.nickname = nickname;
      await seeState(page, 'in');
      await call(page, 'logout');
      await page.locator('tailchat-login button').click();
      await seeState(page, 'in');
      assert.equal(await page.locator('.name').textContent(), name);
      assert.equal(await page.locator('.avatar').textContent(), initial);
      assert.deepEqual(await boxes(page), place, nickname);
      if (name.endsWith('#6244')) await page.getByText('#6244').click({ trial: true });
      await page.getByRole('button', { name: 'Log out' }).click({ trial: true });
    }
    user.nickname = alice.nickname;
    await profile.context.close();
  });

  test('forced colours keep its edges and its focus, reduced motion stills it, a page may restyle it', async () => {
    const options = /** @type {const} */ ({ forcedColors: 'active', reducedMotion: 'reduce' });
    await visitStates({ options }, async (page, state) => {
      const { border, animation } = await page.locator('tailchat-login button').evaluate((element) => ({
        border: getComputedStyle(element).borderTopColor,
        animation: getComputedStyle(/** @type {Element} */ (element.parentElement?.firstElementChild))
          .animationName,
      }));
      assert.doesNotMatch(border, /^rgba\(.*, 0\)$/, state);
      assert.equal(animation, 'none');
      assert.deepEqual(await findBarriers(page), [], state);
    });

    const { profile, page } = await openButton(browser, site);
    await seeState(page, 'out');
    const restyled = await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`
        tailchat-login { inline-size: 20em; block-size: 4em; --tailchat-login-accent: rgb(1, 2, 3) }
        tailchat-login::part(login) { text-transform: uppercase }`);
      document.adoptedStyleSheets = [sheet];
      const element = /** @type {HTMLElement} */ (document.querySelector('tailchat-login'));
      const style = getComputedStyle(/** @type {any} */ (element.shadowRoot?.querySelector('button')));
      return [element.offsetWidth, element.offsetHeight, style.backgroundColor, style.textTransform];
    });
    assert.deepEqual(restyled, [320, 64, 'rgb(1, 2, 3)', 'uppercase']);
    await profile.context.close();
  });
});
