// Loads the button's one file in a page without a bundler, also in a browser without anything newer than ES2021.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, logInAtTailchat } from '../support/browser.js';
import { openButton, seeState, startButtonSite } from './button.js';

/** The features that the button uses and that Chrome 85, Firefox 79 or Safari 14 lacks. */
const LATER = `
  delete CSSStyleSheet.prototype.replaceSync;
  delete AbortSignal.timeout;
  delete globalThis.BroadcastChannel;
  for (const name of ['popover', 'hidePopover', 'showPopover', 'togglePopover']) delete HTMLElement.prototype[name];
  delete HTMLButtonElement.prototype.popoverTargetElement;
  for (const name of ['role', ...Object.keys(Element.prototype).filter((one) => /^aria[A-Z]/.test(one))])
    delete Element.prototype[name];
  for (const [type, names] of [
    [Array.prototype, ['at', 'findLast', 'toSorted', 'with']],
    [String.prototype, ['at', 'isWellFormed']],
    [Object, ['hasOwn', 'groupBy']],
    [URL, ['canParse', 'parse']],
    [Element.prototype, ['replaceChildren', 'checkVisibility']],
    [globalThis, ['structuredClone']],
  ])
    for (const name of names) delete type[name];
`;

describe('the button in one file', { timeout: 180_000 }, () => {
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

  /** @param {import('../support/browser.js').Page} page */
  async function goThrough(page) {
    await page.getByRole('button', { name: 'Log in with Tailchat' }).click();
    await logInAtTailchat(page);
    await seeState(page, 'in');
    await page.getByRole('button', { name: 'Log out' }).click();
    await seeState(page, 'out');
  }

  test('logs in and out, and loads nothing else', async () => {
    const { profile, page } = await openButton(browser, site, { name: 'button-file.html' });
    await seeState(page, 'out');
    const loaded = profile.requests
      .map(({ url }) => new URL(url).pathname)
      .filter((path) => /js$/.test(path));
    assert.deepEqual(loaded, ['/button-page.js', '/auth/button.js']);
    await goThrough(page);
    await profile.context.close();
  });

  test('does so in an old browser, with a menu that it cannot show', async () => {
    const { profile, page } = await openButton(browser, site, {
      name: 'button-old.html',
      prepare: (page) => page.addInitScript(LATER),
    });
    await seeState(page, 'out');
    await goThrough(page);
    assert.deepEqual(profile.complaints, []);
    await profile.context.close();
  });
});
