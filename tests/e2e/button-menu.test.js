// The button as a square with a menu behind the avatar, its sizes, and narrow sides.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, logInAtTailchat } from '../support/browser.js';
import { findBarriers, openButton, seeState, startButtonSite } from './button.js';
import { alice } from '../support/site.js';

const NAME = `${alice.nickname}#${alice.discriminator}`;

describe('the button with a menu, and in narrow places', { timeout: 180_000 }, () => {
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

  /** @param {Parameters<typeof openButton>[2]} [how] */
  async function enter(how) {
    const opened = await openButton(browser, site, { name: 'button-icon.html', ...how });
    await opened.page.getByRole('button').click();
    await logInAtTailchat(opened.page);
    await seeState(opened.page, 'in');
    return opened;
  }
  /** What has the focus. @param {import('../support/browser.js').Page} page */
  const focused = (page) =>
    page.evaluate(() => {
      const { activeElement } = document.activeElement?.shadowRoot ?? document;
      return activeElement?.getAttribute('role') ?? activeElement?.localName;
    });

  test('a square, in each state with a name, and axe-core finds nothing', async () => {
    const { profile, page } = await openButton(browser, site, { name: 'button-icon.html' });
    const size = async () => {
      const { x, y, ...rest } = (await page.locator('tailchat-login').boundingBox()) ?? { x: 0, y: 0 };
      return rest;
    };
    await seeState(page, 'out');
    const button = page.getByRole('button', { name: 'Log in with Tailchat' });
    assert.equal(await button.getAttribute('title'), 'Log in with Tailchat');
    assert.deepEqual(await size(), { width: 48, height: 48 });
    assert.deepEqual(await findBarriers(page), []);
    await profile.context.setOffline(true);
    await page.locator('tailchat-login').evaluate((element) => Reflect.get(element, 'refresh').call(element));
    await seeState(page, 'error');
    assert.equal(await page.getByRole('button').getAttribute('title'), 'That did not work');
    assert.equal(await page.locator('.avatar').isVisible(), true);
    assert.deepEqual(await size(), { width: 48, height: 48 });
    assert.deepEqual(await findBarriers(page), []);
    await profile.context.setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await seeState(page, 'out');
    await profile.context.close();
  });

  test('the menu has the name and "Log out"; a press opens it, a press elsewhere closes it', async () => {
    const { profile, page } = await enter();
    const button = page.getByRole('button', { name: NAME });
    assert.equal(await button.getAttribute('aria-haspopup'), 'menu');
    const menu = page.getByRole('menu', { name: NAME });
    assert.equal(await menu.count(), 0);
    await button.click();
    await menu.waitFor();
    assert.equal(await menu.locator('.name').textContent(), NAME);
    assert.deepEqual(await findBarriers(page), []);
    await page.locator('h1').click();
    await menu.waitFor({ state: 'hidden' });
    await button.click();
    await button.click();
    await menu.waitFor({ state: 'hidden' });
    await button.click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await seeState(page, 'out');
    assert.equal(await page.getByRole('menu').count(), 0);
    assert.equal(await page.locator('.name').count(), 1);
    await profile.context.close();
  });

  test('a keyboard is enough, as the menu button pattern says', async () => {
    const { profile, page } = await enter();
    const menu = page.getByRole('menu');
    await page.keyboard.press('Tab');
    for (const key of ['Enter', 'Space', 'ArrowDown', 'ArrowUp']) {
      await page.keyboard.press(key);
      await menu.waitFor();
      assert.equal(await focused(page), 'menuitem', key);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      assert.equal(await focused(page), 'menuitem');
      await page.keyboard.press('Escape');
      await menu.waitFor({ state: 'hidden' });
      assert.equal(await focused(page), 'button', key);
    }
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await menu.waitFor({ state: 'hidden' });
    await page.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await seeState(page, 'out');
    assert.equal(await focused(page), 'button');
    await profile.context.close();
  });

  test('at the right edge of a narrow page the menu stays inside', async () => {
    const { profile, page } = await enter({ options: { viewport: { width: 360, height: 640 } } });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('main { text-align: right }');
      document.adoptedStyleSheets.push(sheet);
    });
    await page.getByRole('button').click();
    const { x, width } = (await page.getByRole('menu').boundingBox()) ?? { x: -1, width: 0 };
    assert.ok(x >= 0 && x + width <= 360, `${x} ${width}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    await profile.context.close();
  });

  test('where there are no popovers, "Log out" is the button', async () => {
    const { profile, page } = await enter({
      prepare: (opened) =>
        opened.addInitScript(() => {
          for (const name of ['hidePopover', 'popover']) Reflect.deleteProperty(HTMLElement.prototype, name);
        }),
    });
    await page.getByRole('button', { name: 'Log out' }).click();
    await seeState(page, 'out');
    await profile.context.close();
  });

  for (const width of [200, 160])
    test(`${width} px: nothing overlaps or sticks out in any state, and the error is an icon with a title`, async () => {
      const { profile, page } = await openButton(browser, site);
      const faults = () =>
        page.locator('tailchat-login .box').evaluate((box, inlineSize) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`tailchat-login { inline-size: ${inlineSize}px }`);
          document.adoptedStyleSheets.push(sheet);
          const all = [...box.querySelectorAll('.avatar, bdi, .number, button')]
            .map((one) => one.getBoundingClientRect())
            .filter((one) => one.width > 1);
          const { left, right, top, bottom } = box.getBoundingClientRect();
          const out = all.filter(
            (one) =>
              one.left < left - 1 || one.right > right + 1 || one.top < top - 1 || one.bottom > bottom + 1,
          );
          const over = all.filter((one, at) => all.slice(at + 1).some((next) => next.left < one.right - 1));
          return [...out, ...over].map((one) => one.toJSON());
        }, width);
      await seeState(page, 'out');
      assert.deepEqual(await faults(), []);
      assert.equal(
        await page.locator('.label').evaluate((label) => getComputedStyle(label).textOverflow),
        'ellipsis',
      );
      await page.getByRole('button').click();
      await logInAtTailchat(page);
      await seeState(page, 'in');
      assert.deepEqual(await faults(), []);
      await profile.context.setOffline(true);
      await page.getByRole('button', { name: 'Log out' }).click();
      await seeState(page, 'error');
      assert.deepEqual(await faults(), []);
      assert.equal(await page.locator('[part=message]').isVisible(), false);
      assert.equal(await page.locator('.avatar').getAttribute('title'), 'That did not work');
      assert.deepEqual(await findBarriers(page), []);
      await profile.context.close();
    });

  test('a size is the font, and outline is without a ground', async () => {
    const { profile, page } = await openButton(browser, site, { name: 'button-sizes.html' });
    await page.locator('tailchat-login .box.out').nth(2).waitFor();
    const heights = await page
      .locator('tailchat-login')
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().height)));
    assert.deepEqual(heights, [41, 48, 58]);
    const ground = await page
      .locator('tailchat-login button')
      .first()
      .evaluate((button) => getComputedStyle(button).backgroundColor);
    assert.equal(ground, 'rgba(0, 0, 0, 0)');
    assert.deepEqual(await findBarriers(page), []);
    await profile.context.close();
  });
});
