// Runs the login that the page starts, in Chromium: with the demo page, and with a page that calls `finish` twice, as under
// React's StrictMode.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import {
  checkTraces,
  givePassword,
  launchBrowser,
  logInAtTailchat,
  openProfile,
  readHistory,
  seeAlice,
  seeView,
} from '../support/browser.js';
import { alice, startSite } from '../support/site.js';

const STRICT_PAGE =
  '<!doctype html><link rel="icon" href="/icon.svg"><meta name="referrer" content="no-referrer"><script type="module" src="/strict.js"></script>';
const STRICT_SCRIPT = `
  import { finish } from '/tailchat-login/web/index.js';
  const first = finish();
  const address = location.href;
  const second = finish();
  const login = await first;
  globalThis.outcome = { same: first === second && first === finish(), address, login };
`;

describe('page-started login', { timeout: 180_000 }, () => {
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
    site = await startSite({
      files: { 'strict.html': STRICT_PAGE, 'strict.js': STRICT_SCRIPT },
      redirectPaths: ['/strict.html'],
    });
    profile = await openProfile(browser);
    page = await openDemo();
  });
  afterEach(async () => {
    await profile.context.close();
    await site.close();
  });
  after(() => browser.close());

  async function openDemo() {
    const opened = await profile.context.newPage();
    await opened.goto(site.base);
    return opened;
  }

  /** @param {import('../support/browser.js').Page} tab */
  async function start(tab) {
    await tab.locator('#start').click();
    await tab.locator('[name=email]').waitFor();
  }

  const requested = (/** @type {RegExp} */ pattern) =>
    profile.requests.filter(({ url }) => pattern.test(url));
  const findCallback = () => {
    const [callback] = requested(/[?&]code=/);
    assert.ok(callback);
    return callback.url;
  };
  const refusal = () => {
    const [authorize] = requested(/\/open\/auth\?/);
    const state = new URL(authorize.url).searchParams.get('state') ?? '';
    return `${site.base}/?${new URLSearchParams({ error: 'access_denied', state, iss: site.config.apiUrl })}`;
  };
  const kept = () => page.evaluate(() => Object.keys(sessionStorage));

  test('a person logs in, reloads, logs out', async () => {
    await seeView(page, 'out');
    // The page loads only one file of the bindings: the name of a header.
    assert.deepEqual(requested(/bindings\/(?!header\.js)|wasm/), []);
    await start(page);
    await logInAtTailchat(page);
    await seeAlice(page);
    assert.equal(page.url(), `${site.base}/`);
    assert.deepEqual(await kept(), []);
    assert.equal(requested(/\/auth\/exchange$/).length, 1);
    assert.ok(!(await readHistory(page)).some((address) => address.includes('code=')));

    await page.reload();
    await seeAlice(page);
    assert.equal(site.countRedeemed(), 1);
    await page.locator('#logout').click();
    await seeView(page, 'out');
    assert.equal(site.secrets.length, 4, 'the tokens of one login were seen on the way to the worker');
    await checkTraces(profile, site);
  });

  test('the authorization request has PKCE, state and nonce, and a transaction waits in this tab alone', async () => {
    await start(page);
    const { searchParams } = new URL(requested(/\/open\/auth\?/)[0].url);
    assert.equal(searchParams.get('code_challenge_method'), 'S256');
    for (const name of ['state', 'nonce', 'code_challenge']) assert.equal(searchParams.get(name)?.length, 43);
    await page.goBack();
    assert.deepEqual(await kept(), [`tailchat-login:${searchParams.get('state')}`]);
    assert.deepEqual(await (await openDemo()).evaluate(() => Object.keys(sessionStorage)), []);
  });

  test('finish called twice is one promise and one request, and the code is gone before the first await', async () => {
    site.writeFile(
      'demo-config.json',
      JSON.stringify({ ...site.config, redirectUri: `${site.base}/strict.html` }),
    );
    await start(page);
    await logInAtTailchat(page);
    const outcome = await (await page.waitForFunction(() => Reflect.get(globalThis, 'outcome'))).jsonValue();
    const { _id, nickname, discriminator } = alice;
    assert.deepEqual(outcome, {
      same: true,
      address: `${site.base}/strict.html`,
      login: { user: { sub: _id, nickname, discriminator }, returnTo: '/' },
    });
    assert.equal(requested(/\/auth\/exchange$/).length, 1);
    assert.equal(site.countRedeemed(), 1);
    await checkTraces(profile, site);
  });

  test('the callback opened again, or by Back, leads to the session and redeems nothing', async () => {
    await start(page);
    await logInAtTailchat(page);
    await seeAlice(page);
    await page.goto(findCallback());
    await seeAlice(page);
    assert.equal(page.url(), `${site.base}/`);
    await page.goBack();
    await seeAlice(page);
    assert.equal(site.countRedeemed(), 1);
    await checkTraces(profile, site);
  });

  test('a callback in a browser that did not start the login is refused without a request', async () => {
    await start(page);
    await logInAtTailchat(page);
    await seeAlice(page);
    const stranger = await openProfile(browser);
    const other = await stranger.context.newPage();
    await other.goto(findCallback());
    await seeView(other, 'error');
    assert.equal(await other.locator('#error-code').textContent(), 'transaction_missing');
    assert.equal(other.url(), `${site.base}/`);
    assert.ok(!stranger.requests.some(({ url }) => url.endsWith('/auth/exchange')));
    await stranger.context.close();
  });

  test('two tabs log in at the same time', async () => {
    const second = await openDemo();
    await start(page);
    await start(second);
    await logInAtTailchat(second);
    await seeAlice(second);
    // By now Tailchat has the consent.
    await givePassword(page);
    await seeAlice(page);
    assert.equal(site.countRedeemed(), 2);
    await checkTraces(profile, site);
  });

  test('both ways at the same time', async () => {
    const second = await openDemo();
    await start(page);
    await second.locator('#login').click();
    await logInAtTailchat(second);
    await seeAlice(second);
    // By now Tailchat has the consent.
    await givePassword(page);
    await seeAlice(page);
    await checkTraces(profile, site);
  });

  test('Back from Tailchat finds a page that can start again', async () => {
    await start(page);
    await page.goBack();
    await page.locator('#start:not(.busy)').waitFor();
    await page.locator('#start').dblclick();
    await logInAtTailchat(page);
    await seeAlice(page);
    await checkTraces(profile, site);
  });

  test('a refused login shows its code, "Try again" works, and nothing was redeemed', async () => {
    await start(page);
    await page.goto(refusal());
    await seeView(page, 'error');
    assert.equal(await page.locator('#error-code').textContent(), 'access_denied');
    assert.equal(page.url(), `${site.base}/`);
    assert.equal(site.countRedeemed(), 0);
    await page.locator('#retry').click();
    await logInAtTailchat(page);
    await seeAlice(page);
  });

  test('a refused login leaves the session of another one alone', async () => {
    await start(page);
    await logInAtTailchat(page);
    await seeAlice(page);
    const state = 'A'.repeat(43);
    await page.goto(
      `${site.base}/?${new URLSearchParams({ error: 'access_denied', state, iss: site.config.apiUrl })}`,
    );
    await seeAlice(page);
  });

  test('a blocked sessionStorage is told, and the way back leads to the other login', async () => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'sessionStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await page.reload();
    await page.locator('#start').click();
    await seeView(page, 'error');
    assert.equal(await page.locator('#error-code').textContent(), 'storage_unavailable');
    await page.locator('#back').click();
    await page.locator('#login').click();
    await logInAtTailchat(page);
    await seeAlice(page);
  });

  test("a CSP without 'wasm-unsafe-eval' is told", async () => {
    site.writeFile('index.html', site.readFile('index.html').replace(" 'wasm-unsafe-eval'", ''));
    await page.reload();
    await page.locator('#start').click();
    await seeView(page, 'error');
    assert.equal(await page.locator('#error-code').textContent(), 'wasm_unavailable');
  });

  test('a worker that is down is told', async () => {
    await seeView(page, 'out');
    await profile.context.setOffline(true);
    await page.locator('#start').click();
    await seeView(page, 'error');
    assert.equal(await page.locator('#error-code').textContent(), 'worker_unreachable');
    await profile.context.setOffline(false);
    await page.locator('#back').click();
    await seeView(page, 'out');
  });
});
