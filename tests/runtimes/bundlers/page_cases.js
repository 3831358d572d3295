// The test cases for a bundled page in Chromium.
import assert from 'node:assert/strict';
import { launchBrowser, logInAtTailchat, openProfile } from '../../support/browser.js';
import { alice } from '../tailchat.js';
import { MODULE_HEX } from './output.js';

const ALICE = `${alice.nickname}#${alice.discriminator}`;

/**
 * @param {import('../suite.js').Suite} suite
 * @param {import('../everywhere.js').Context} context
 * @param {string} base the address of the site
 * @param {{ home?: string, splits?: boolean, extra?: (suite: import('../suite.js').Suite, page: import('playwright-core').Page) => unknown }} [bundle]
 *   `home`: the page's address; `splits`: the bundle has separate files for imports on demand; `extra`: more cases, with the user logged in
 */
export async function checkPage(suite, context, base, { home = `${base}/`, splits = true, extra } = {}) {
  const { test } = suite;
  const browser = await launchBrowser();
  context.after(() => browser.close());
  const profile = await openProfile(browser);
  const page = await profile.context.newPage();
  /** Loads the scripts by their addresses, because the browser drops the responses of a page that was left. */
  const scripts = /** @type {Set<string>} */ (new Set());
  page.on('request', (request) => {
    if (request.resourceType() === 'script' && request.url().startsWith(base)) scripts.add(request.url());
  });
  async function carriesModule() {
    const texts = await Promise.all([...scripts].map(async (url) => (await fetch(url)).text()));
    return texts.some((text) => text.includes(MODULE_HEX));
  }

  /** @param {string} text */
  const see = (text) =>
    page
      .waitForFunction((expected) => document.querySelector('output')?.value === expected, text)
      .catch(async () => assert.fail(`${await page.locator('body').innerText()} instead of ${text}`));

  await test('nobody is logged in, and what says so came without the WebAssembly', async () => {
    await page.goto(base);
    await see('nobody');
    if (splits) assert.ok(!(await carriesModule()), 'it was loaded');
  });

  await test('a login that the worker starts leads back to the page', async () => {
    await page.locator('#login').click();
    await logInAtTailchat(page);
    await see(ALICE);
    assert.equal(page.url(), `${home}?from=worker`);
    if (splits) assert.ok(!(await carriesModule()), 'the WebAssembly was loaded');
  });

  await test('a logout ends the session', async () => {
    await page.locator('#logout').click();
    await see('nobody');
    await page.goto(base);
    await see('nobody');
  });

  await test('a login that the page starts loads the WebAssembly, and ends on the page', async () => {
    await page.locator('#start').click();
    await see(`${ALICE} back at /inbox`);
    assert.equal(page.url(), home);
    assert.ok(await carriesModule(), 'no script had the WebAssembly');
    await page.reload();
    await see(ALICE);
  });

  await test('the button is there, though nothing but its import names it', async () => {
    await page.waitForFunction(() => document.querySelector('tailchat-login')?.shadowRoot?.childElementCount);
  });

  await extra?.(suite, page);

  await test('the browser complains of nothing', () => assert.deepEqual(profile.complaints, []));
}
