// Two tabs of one browser, in Chromium. An answer that renews the session is delayed. It reaches the browser after the other
// tab has logged out, or has logged in as another user.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { launchBrowser, openProfile, seeView } from '../support/browser.js';
import { alice, bob, startSite } from '../support/site.js';

/** The session's life without use, in seconds. The tests set `ahead` past a tenth of it. */
const LIFE = 1000;
const LATER = 101_000;

describe('a late answer in a browser with two tabs', { timeout: 180_000 }, () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('../support/browser.js').Site} */
  let site;
  /** @type {import('../support/browser.js').Profile} */
  let profile;
  /** Milliseconds on top of the real time. */
  let ahead = 0;
  /** The next answer of /auth/me waits for this. @type {Promise<void> | undefined} */
  let gate;
  /** Called when an answer waits. */
  let held = () => {};

  before(async () => {
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    ahead = 0;
    gate = undefined;
    site = await startSite({
      options: { sessionSeconds: LIFE, now: () => Date.now() + ahead },
      async hold({ url }) {
        const waiting = gate;
        if (waiting === undefined || !url.endsWith('/auth/me')) return;
        gate = undefined;
        held();
        await waiting;
      },
    });
    profile = await openProfile(browser);
  });
  afterEach(async () => {
    await profile.context.close();
    await site.close();
  });
  after(() => browser.close());

  async function openTab() {
    const page = await profile.context.newPage();
    await page.goto(site.base);
    return page;
  }

  /** @param {import('playwright-core').Page} page @param {{ email: string, password: string }} user */
  async function logIn(page, user) {
    await page.goto(`${site.base}/auth/login?return_to=/`);
    await page.locator('[name=email]').fill(user.email);
    await page.locator('[name=password]').fill(user.password);
    await page.locator('button').click();
    await page.getByRole('button', { name: 'Allow' }).click();
    // The page's own request must not come after the late answer, because it would remove the cookie of that answer.
    await seeView(page, 'in');
  }

  /** @param {import('playwright-core').Page} page @returns {Promise<string>} whom the worker knows by this browser's cookies */
  const ask = (page) =>
    page.evaluate(async () => {
      const response = await fetch('/auth/me', { headers: { 'x-tailchat-login': '1' } });
      return response.status === 200 ? (await response.json()).sub : 'nobody';
    });

  /** Alice asks for herself, and the answer waits. @param {import('playwright-core').Page} page */
  async function askSlowly(page) {
    /** @type {() => void} */
    let open = () => {};
    gate = new Promise((resolve) => (open = resolve));
    const waits = new Promise((resolve) => (held = () => resolve(undefined)));
    ahead = LATER;
    const answered = ask(page);
    await waits;
    return { open, answered };
  }

  const renewals = async () =>
    (await profile.context.cookies(site.base)).filter(({ name }) => name.includes('_renewal_'));

  test('after a logout is nobody', async () => {
    const [slow, other] = [await openTab(), await openTab()];
    await logIn(other, alice);
    const { open, answered } = await askSlowly(slow);
    const status = await other.evaluate(async () => {
      const response = await fetch('/auth/logout', { method: 'POST', headers: { 'x-tailchat-login': '1' } });
      return response.status;
    });
    assert.equal(status, 204);
    open();
    assert.equal(await answered, alice._id);
    assert.equal((await renewals()).length, 1, 'the late answer has set its cookie');
    for (const page of [slow, other]) assert.equal(await ask(page), 'nobody');
  });

  test('after another login is the other user', async () => {
    const [slow, other] = [await openTab(), await openTab()];
    await logIn(other, alice);
    const { open, answered } = await askSlowly(slow);
    await profile.context.clearCookies({ domain: '127.0.0.1' }); // nobody is logged in at Tailchat any more
    await logIn(other, bob);
    open();
    assert.equal(await answered, alice._id);
    assert.equal((await renewals()).length, 1, 'the late answer has set its cookie');
    for (const page of [slow, other]) assert.equal(await ask(page), bob._id);
    ahead = LATER + 900_000;
    assert.equal(await ask(other), bob._id);
    ahead = LATER + 1_500_000;
    assert.equal(await ask(other), bob._id, 'his session slides');
  });
});
