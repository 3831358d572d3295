// Over https the cookies have the __Host- prefix, which browsers enforce (RFC 6265bis 4.1.3.2).
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
]) {
  test(
    `over https a login that the ${starter} starts sets __Host- cookies only, and a logout clears them`,
    { timeout: 90_000 },
    async (t) => {
      const site = await startSite({ https: true });
      t.after(() => site.close());
      const browser = await launchBrowser();
      t.after(() => browser.close());
      const profile = await openProfile(browser);
      const page = await profile.context.newPage();

      await page.goto(site.base);
      await page.locator(button).click();
      await logInAtTailchat(page);
      await seeAlice(page);

      const cookies = await profile.context.cookies(site.base);
      assert.ok(cookies.length > 0);
      for (const { name, secure, httpOnly, sameSite, path, domain } of cookies) {
        assert.match(name, /^__Host-/);
        assert.deepEqual(
          { secure, httpOnly, sameSite, path, domain },
          { secure: true, httpOnly: true, sameSite: 'Lax', path: '/', domain: 'localhost' },
        );
      }
      await checkTraces(profile, site);
      await page.locator('#logout').click();
      await seeView(page, 'out');
      assert.deepEqual(await profile.context.cookies(site.base), []);
    },
  );
}
