// The button in Chromium, from a click to the session and back, under a strict CSP.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { checkTraces, givePassword, launchBrowser, logInAtTailchat } from '../support/browser.js';
import { hold, openButton, seeState, startButtonSite } from './button.js';
import { alice } from '../support/site.js';

const NAME = `${alice.nickname}#${alice.discriminator}`;

describe('the button', { timeout: 180_000 }, () => {
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
    site = await startButtonSite();
  });
  afterEach(async () => {
    await profile?.context.close();
    await site.close();
  });
  after(() => browser.close());

  /** @param {Parameters<typeof openButton>[2]} [how] */
  async function open(how) {
    ({ profile, page } = await openButton(browser, site, how));
  }

  const button = (/** @type {string} */ name) => page.getByRole('button', { name });
  const events = () => page.evaluate(() => Reflect.get(globalThis, 'events'));
  const news = () => page.locator('tailchat-login [role=status]').first().textContent();
  const asked = (/** @type {string} */ path) =>
    profile.requests.filter(({ url }) => new URL(url).pathname === path).length;

  async function logIn() {
    await button('Log in with Tailchat').click();
    await logInAtTailchat(page);
    await seeState(page, 'in');
  }

  test('a person logs in, reloads, logs out; what they are called is text', async () => {
    await open();
    await logIn();
    assert.equal(page.url(), `${site.base}/button.html`);
    assert.equal(await page.locator('.name').textContent(), NAME);
    assert.equal(await page.locator('tailchat-login b').count(), 0);
    await page.reload();
    await seeState(page, 'in');
    assert.equal(await news(), '', 'what a page shows when it opens is no news');
    assert.deepEqual(await events(), [['tailchat-login', alice.nickname]]);

    await button('Log out').click();
    await seeState(page, 'out');
    assert.equal(await news(), 'Logged out');
    assert.deepEqual((await events()).slice(1), [['tailchat-logout', null]]);
    assert.equal(
      await page.locator('tailchat-login').evaluate((element) => Reflect.get(element, 'user')),
      null,
    );
    await checkTraces(profile, site);
  });

  test('three that name one worker in three ways ask once, and are logged out together', async () => {
    await open({ name: 'button-same.html' });
    const boxes = (/** @type {string} */ state) => page.locator(`tailchat-login .box.${state}`);
    await boxes('out').nth(2).waitFor();
    assert.equal(asked('/auth/session'), 1);
    await button('Log in with Tailchat').first().click();
    await logInAtTailchat(page);
    await boxes('in').nth(2).waitFor();
    assert.equal(asked('/auth/session'), 2);
    await button('Log out').nth(1).click();
    await boxes('out').nth(2).waitFor();
    assert.equal(await boxes('in').count(), 0);
  });

  test('without constructed style sheets, as Safari before 16.4 and jsdom, one can log in', async () => {
    await open({
      prepare: (opened) =>
        opened.addInitScript(() => {
          Reflect.deleteProperty(CSSStyleSheet.prototype, 'replaceSync');
        }),
    });
    await seeState(page, 'out');
    // The policy of this page blocks style elements. The login still works.
    assert.equal(await page.locator('tailchat-login style').count(), 1);
  });

  test('a broken worker, and a page in the place of the login, are told in the console', async () => {
    /** @type {string[]} */
    const told = [];
    await open({
      prepare: async (opened) => {
        opened.on('console', (message) => void told.push(message.text()));
        await opened.route('**/auth/session', (route) =>
          route.fulfill({ status: 502, contentType: 'text/html', body: 'SECRET' }),
        );
      },
    });
    await seeState(page, 'error');
    const line = told.find((text) => text.startsWith('<tailchat-login>'));
    assert.equal(
      line,
      `<tailchat-login> worker_unreachable: ${site.base}/auth/session answered 502 text/html`,
    );
    await page.evaluate(() => {
      history.replaceState(null, '', '/auth/login?return_to=/');
      document.body.append(document.createElement('tailchat-login'));
    });
    assert.match(told.join('\n'), /served at \/auth\/login, which is the worker's: .*navigateFallback/);
  });

  for (const basePath of [
    'javascript:Object.assign(globalThis,{ran:1})//',
    'java\tscript:x',
    'data:text/html,x',
  ])
    test(`base-path="${basePath.slice(0, 12)}": told, and nothing is opened`, async () => {
      await open({ name: 'button-javascript.html' });
      await seeState(page, 'out');
      const element = page.locator('tailchat-login');
      await element.evaluate((found, value) => found.setAttribute('base-path', value), basePath);
      await seeState(page, 'error');
      assert.deepEqual(await events(), [['tailchat-error', 'base_path_invalid']]);
      const thrown = await element.evaluate((found) => {
        try {
          Reflect.get(found, 'login').call(found);
        } catch (error) {
          return Reflect.get(Object(error), 'code');
        }
      });
      assert.equal(thrown, 'base_path_invalid');
      await button('Try again').click();
      await seeState(page, 'error');
      assert.equal(page.url(), `${site.base}/button-javascript.html`);
      assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'ran')), undefined);
      assert.equal(asked('/auth/session'), 1);
      await element.evaluate((found) => found.removeAttribute('base-path'));
      await seeState(page, 'out');
    });

  test('a keyboard is enough, and the focus stays on the button', async () => {
    await open();
    await seeState(page, 'out');
    const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Log in with Tailchat');
    const outline = await button('Log in with Tailchat').evaluate(
      (element) => getComputedStyle(element).outline,
    );
    assert.match(outline, /solid 3px/);
    await page.keyboard.press('Enter');
    await logInAtTailchat(page);
    await seeState(page, 'in');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Log out');
    await page.keyboard.press('Space');
    await seeState(page, 'out');
    assert.equal(await focused(), 'Log in with Tailchat');
  });

  test('until the worker has answered it says that it is loading, and there is no button', async () => {
    let release = () => {};
    await open({ prepare: async (opened) => (release = await hold(opened, '/auth/session')) });
    await seeState(page, 'loading');
    await page.getByRole('progressbar', { name: 'Loading' }).waitFor();
    assert.equal(await page.getByRole('button').count(), 0);
    release();
    await seeState(page, 'out');
    assert.equal(await page.getByRole('progressbar').count(), 0);
  });

  test('a worker that does not answer is told, and "Try again" tries again', async () => {
    await open();
    await seeState(page, 'out');
    await profile.context.setOffline(true);
    await page.locator('tailchat-login').evaluate((element) => Reflect.get(element, 'refresh').call(element));
    await seeState(page, 'error');
    assert.equal(await news(), 'That did not work');
    assert.equal(await page.locator('[part=message]').getAttribute('title'), 'worker_unreachable');
    assert.deepEqual(await events(), [['tailchat-error', 'worker_unreachable']]);
    await profile.context.setOffline(false);
    await button('Try again').focus();
    await page.keyboard.press('Enter');
    await seeState(page, 'out');
    await button('Log in with Tailchat').and(page.locator(':focus')).waitFor();
    assert.equal(await news(), '');
  });

  test('a logout that fails leaves the user known, and is tried again as a logout', async () => {
    await open();
    await logIn();
    await profile.context.setOffline(true);
    await button('Log out').click();
    await seeState(page, 'error');
    await profile.context.setOffline(false);
    await button('Try again').click();
    await seeState(page, 'out');
    assert.deepEqual(
      (await profile.context.cookies(site.base)).filter(({ value }) => value !== ''),
      [],
    );
    assert.deepEqual(
      (await events()).map((/** @type {string[]} */ [type]) => type),
      ['tailchat-login', 'tailchat-error', 'tailchat-logout'],
    );
  });

  test('a double click logs in once, and the second half of one on "Log out" does not log in again', async () => {
    await open();
    await button('Log in with Tailchat').dblclick();
    await logInAtTailchat(page);
    await seeState(page, 'in');
    assert.equal(asked('/auth/login'), 1);
    await button('Log out').hover();
    await button('Log out').click();
    await seeState(page, 'out');
    // A page that is being left draws no more frames.
    const away = page.waitForRequest(/\/auth\/login/).catch(() => {});
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    const frame = page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    await Promise.race([frame.catch(() => {}), away]);
    assert.equal(asked('/auth/login'), 1);
    assert.equal(asked('/auth/logout'), 1);
  });

  test('it says that it goes to Tailchat; when that comes to nothing it can be pressed again, and after Back', async () => {
    await open({ prepare: (opened) => opened.clock.install() });
    await page.route('**/auth/login?*', (route) => route.fulfill({ status: 204 }), { times: 1 });
    await button('Log in with Tailchat').click();
    await button('Going to Tailchat…').waitFor();
    await page.clock.fastForward(10_000);
    await button('Log in with Tailchat').click();
    await page.locator('[name=email]').waitFor();
    await page.goBack();
    await logIn();
    await checkTraces(profile, site);
  });

  test('as docs/page.md writes it, it leads to where it says', async () => {
    await open({ name: 'button-document.html' });
    const { x, y, ...size } = (await page.locator('tailchat-login').boundingBox()) ?? { x: 0, y: 0 };
    assert.deepEqual(size, { width: 288, height: 48 });
    await button('Log in with Tailchat').click();
    await logInAtTailchat(page);
    await page.waitForURL(`${site.base}/welcome`);
  });

  test('return-to and prompt go to the login', async () => {
    await open({ name: 'button-options.html' });
    await button('Log in with Tailchat').click();
    await page.locator('[name=email]').waitFor();
    const [login] = profile.requests.filter(({ url }) => url.includes('/auth/login'));
    assert.equal(new URL(login.url).search, '?return_to=%2F%3Ffrom%3Dbutton&prompt=login');
    await givePassword(page);
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${site.base}/?from=button`);
  });

  test('another base-path is another worker, also when it comes later; properties are the attributes', async () => {
    await open();
    await seeState(page, 'out');
    await page.locator('tailchat-login').evaluate((element) => {
      Object.assign(element, { basePath: '/elsewhere', returnTo: '/a', prompt: 'none' });
    });
    await seeState(page, 'error');
    assert.equal(asked('/elsewhere/session'), 1);
    assert.deepEqual(
      await page
        .locator('tailchat-login')
        .evaluate((element) =>
          ['base-path', 'return-to', 'prompt'].map((name) => element.getAttribute(name)),
        ),
      ['/elsewhere', '/a', 'none'],
    );
    await page.locator('tailchat-login').evaluate((element) => Object.assign(element, { basePath: null }));
    await seeState(page, 'out');
    assert.equal(asked('/auth/session'), 1);
  });

  test('two buttons ask once and change together, and so does one that comes or moves later', async () => {
    await open({ name: 'button-two.html' });
    await page.locator('.box.out').nth(1).waitFor();
    assert.equal(asked('/auth/session'), 1);
    await page.getByRole('button', { name: 'Log in with Tailchat' }).click();
    await logInAtTailchat(page);
    await page.locator('.box.in').nth(1).waitFor();
    await page.evaluate(() => {
      const [first] = document.querySelectorAll('tailchat-login');
      document.body.append(document.createElement('tailchat-login'), first);
    });
    await page.locator('.box.in').nth(2).waitFor();
    await button('Log out').first().click();
    await page.locator('.box.out').nth(2).waitFor();
    assert.equal(asked('/auth/session'), 2);
    assert.deepEqual((await events()).map((/** @type {string[]} */ [type]) => type).sort(), [
      ...Array(3).fill('tailchat-login'),
      ...Array(3).fill('tailchat-logout'),
    ]);
  });

  test('what another tab has done shows when this one is looked at again', async () => {
    await open();
    await seeState(page, 'out');
    const other = await profile.context.newPage();
    await other.goto(`${site.base}/button.html`);
    await other.getByRole('button', { name: 'Log in with Tailchat' }).click();
    await logInAtTailchat(other);
    await seeState(other, 'in');
    const look = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await look();
    await seeState(page, 'in');
    assert.equal(await news(), `Logged in as ${NAME}`);

    await profile.context.setOffline(true);
    const failed = page.waitForEvent('requestfailed');
    await look();
    await failed;
    await seeState(page, 'in');
    assert.deepEqual(await events(), [['tailchat-login', alice.nickname]]);
  });

  test('made known twice, by two copies of the package, it is still one', async () => {
    await open();
    await seeState(page, 'out');
    await page.evaluate(() => import(/** @type {any} */ ('/tailchat-login/web/button/index.js?copy')));
    await logIn();
    await checkTraces(profile, site);
  });
});
