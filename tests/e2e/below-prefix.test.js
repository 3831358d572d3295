// The demo page works below a path of its host: all its addresses are relative, and a login leads back there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkTraces,
  launchBrowser,
  logInAtTailchat,
  openProfile,
  seeAlice,
  seeView,
} from '../support/browser.js';
import { startSite } from '../support/site.js';

for (const [starter, button] of [
  ['worker', '#login'],
  ['page', '#start'],
])
  test(
    `below a prefix a login that the ${starter} starts leads back there`,
    { timeout: 90_000 },
    async (t) => {
      const site = await startSite({ prefix: '/docs' });
      t.after(() => site.close());
      const browser = await launchBrowser();
      t.after(() => browser.close());
      const profile = await openProfile(browser);
      const page = await profile.context.newPage();

      await page.goto(`${site.base}?from=here`);
      assert.equal(page.url(), `${site.base}/?from=here`, 'a slash, below which relative addresses are');
      await page.locator(button).click();
      await logInAtTailchat(page);
      await seeAlice(page);
      assert.ok(page.url().startsWith(`${site.base}/`), page.url());
      const { origin } = new URL(site.base);
      const outside = profile.requests.filter(
        ({ url }) => url.startsWith(origin) && !url.startsWith(site.base),
      );
      assert.deepEqual(outside, []);
      await checkTraces(profile, site);
      await page.locator('#logout').click();
      await seeView(page, 'out');
    },
  );
