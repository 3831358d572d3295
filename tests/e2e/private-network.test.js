// Runs a site and a Tailchat on plain http in a private network, with `allowHttp: 'private'`.
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
import { alice, LAN, startSite } from '../support/site.js';

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>';

for (const [starter, button] of [
  ['worker', '#login'],
  ['page', '#start'],
])
  for (const stored of ['{BACKEND}', 'absolute'])
    test(
      `a login that the ${starter} starts at an address of a LAN runs, and shows an avatar that Tailchat stores as ${stored}`,
      { timeout: 90_000 },
      async (t) => {
        const site = await startSite({ lan: true });
        t.after(() => site.close());
        const backend = stored === 'absolute' ? site.config.apiUrl : stored;
        site.tailchat.users[0].avatar = `${backend}/static/alice.svg`;
        const browser = await launchBrowser();
        t.after(() => browser.close());
        const profile = await openProfile(browser);
        await profile.context.route(`${site.config.apiUrl}/static/alice.svg`, (route) =>
          route.fulfill({ contentType: 'image/svg+xml', body: PICTURE }),
        );
        const page = await profile.context.newPage();

        assert.equal(new URL(site.base).hostname, LAN);
        await page.goto(site.base);
        assert.equal(await page.evaluate('isSecureContext'), false);
        await page.locator(button).click();
        await logInAtTailchat(page);
        await seeAlice(page);
        await page.locator('#avatar').waitFor();

        const own = (await profile.context.cookies(site.base)).filter(({ name }) =>
          name.startsWith('tailchat_'),
        );
        assert.ok(own.length > 0);
        for (const { secure, httpOnly, sameSite, path, domain } of own)
          assert.deepEqual(
            { secure, httpOnly, sameSite, path, domain },
            { secure: false, httpOnly: true, sameSite: 'Lax', path: '/', domain: LAN },
          );
        // SECURITY.md says that this protection is missing there.
        assert.ok(site.asked.every(({ mode, dest }) => mode === null && dest === null));
        await checkTraces(profile, site);
        await page.locator('#logout').click();
        await seeView(page, 'out');
      },
    );
