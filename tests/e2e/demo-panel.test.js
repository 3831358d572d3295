// Runs `npm start -- --https` in Chromium: the demo is in a panel of a Tailchat on another site.
import { after, before, test } from 'node:test';
import { startDemo } from '../../scripts/demo/servers.js';
import { launchBrowser, openProfile } from '../support/browser.js';

/** @type {Awaited<ReturnType<typeof startDemo>>} */
let demo;
before(async () => {
  const nothing = { upstream: undefined, baseUrl: undefined, issuer: undefined };
  demo = await startDemo({ ...nothing, sessionKeys: undefined, account: undefined, https: true }, () => {});
});
after(() => demo.close());

test(
  'the panel opens a window for the login, and is logged in afterwards',
  { timeout: 90_000 },
  async (t) => {
    const browser = await launchBrowser();
    t.after(() => browser.close());
    const { context } = await openProfile(browser);
    const page = await context.newPage();
    await page.goto(`${demo.apiUrl}/stand-in/group`);
    const panel = page.frameLocator('iframe').first();
    const opened = context.waitForEvent('page');
    await panel.locator('#login').click();
    const popup = await opened;
    await popup.fill('[name=email]', /** @type {any} */ (demo.account).email);
    await popup.fill('[name=password]', /** @type {any} */ (demo.account).password);
    await popup.click('form[action$="/login"] button');
    await popup.click('form[action$="/confirm"] button');
    await panel.locator('#nickname', { hasText: 'Alice' }).waitFor();
    await page.reload();
    await panel.locator('#nickname', { hasText: 'Alice' }).waitFor();
  },
);
