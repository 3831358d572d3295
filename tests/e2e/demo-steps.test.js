// The demo page's drawing of a login's steps, in Chromium.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  checkTraces,
  launchBrowser,
  logInAtTailchat,
  openProfile,
  seeAlice,
  seeView,
} from '../support/browser.js';
import { startSite } from '../support/site.js';

const BEGUN = [
  'Browser → Worker: GET /auth/login',
  'Worker → Browser: sealed cookie: state, nonce, PKCE',
  'Browser → Tailchat: you log in, and agree',
];
const REDEEMED = 'Worker → Tailchat: code, secret and verifier for the user (N ms)';
const SESSION = 'Worker → Browser: sealed cookie: the session';
const LOGOUT = ['Browser → Worker: POST /auth/logout', 'Worker → Browser: the cookie is deleted'];

describe('the steps of a login on the demo page', { timeout: 180_000 }, () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('../support/browser.js').Site} */
  let site;
  before(async () => {
    browser = await launchBrowser();
    site = await startSite();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Waits until the last step is there. @param {import('../support/browser.js').Page} page @param {string} last */
  async function readSteps(page, last) {
    const items = page.locator('#steps li');
    await items
      .last()
      .getByText(last.replace(/^.*?→.*?: /, ''))
      .waitFor();
    const texts = await items.allTextContents();
    return texts.map((text) => text.replace(/\d+ ms/, 'N ms'));
  }

  test('follow a login that the worker starts, the logout, and a login that the page starts', async () => {
    const profile = await openProfile(browser);
    const page = await profile.context.newPage();
    await page.goto(site.base);
    await seeView(page, 'out');
    assert.equal(await page.locator('#steps').isVisible(), false, 'before the first login');

    await page.locator('#login').click();
    await logInAtTailchat(page);
    await seeAlice(page);
    const login = [
      ...BEGUN,
      'Tailchat → Browser: a code, for one use',
      'Browser → Worker: GET /auth/callback',
      REDEEMED,
      SESSION,
    ];
    assert.deepEqual(await readSteps(page, SESSION), login);

    await page.locator('#logout').click();
    assert.deepEqual(await readSteps(page, LOGOUT[1]), [...login, ...LOGOUT]);

    await page.locator('#start').click();
    await seeAlice(page);
    assert.deepEqual(await readSteps(page, SESSION), [
      'Browser → Tailchat: the page made the request; you log in, and agree',
      'Tailchat → Browser: a code, for one use',
      'Browser → Worker: POST /auth/exchange',
      REDEEMED,
      SESSION,
    ]);
    await checkTraces(profile, site);
    await profile.context.close();
  });

  test('appear while the login is under way in another tab, and tell its code if it is refused', async () => {
    const { context, requests } = await openProfile(browser, { locale: 'zh-CN' });
    const [page, other] = [await context.newPage(), await context.newPage()];
    await other.goto(site.base);
    await other.locator('#login').click();
    await other.locator('[name=email]').waitFor();
    await page.goto(site.base);
    await page.locator('#steps li').getByText('你登录并同意').waitFor();
    const asked = requests.find(({ url }) => new URL(url).pathname === '/open/auth');
    const state = new URL(asked?.url ?? '').searchParams.get('state') ?? '';
    await other.goto(
      `${site.base}/auth/callback?${new URLSearchParams({ error: 'access_denied', state, iss: site.config.apiUrl })}`,
    );
    await page.locator('#steps li').getByText('被拒绝： access_denied').waitFor();
    await context.close();
  });
});
