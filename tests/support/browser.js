// Debian's Chromium, used as a person would use it, and observed.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { alice, LAN } from './site.js';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').BrowserContext} Context */
/** @typedef {Awaited<ReturnType<typeof import('./site.js').startSite>>} Site */

const TIMEOUT_MILLISECONDS = 20_000;

export const launchBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      // Only loopback is reachable, whatever a page or the browser itself requests.
      `--host-resolver-rules=MAP ${LAN} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
    ],
  });

/**
 * A separate browser profile. It records the requests and the complaints of its pages.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function openProfile(browser, options) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  context.setDefaultTimeout(TIMEOUT_MILLISECONDS);
  /** @type {{ url: string, method: string, referer?: string }[]} */
  const requests = [];
  /** @type {string[]} */
  const complaints = [];
  /** @type {Promise<string>[]} */
  const bodies = [];
  context.on('request', (request) => {
    requests.push({ url: request.url(), method: request.method(), referer: request.headers().referer });
  });
  context.on('response', (response) => {
    // A redirect has no body, and the body is lost if the page was left in the meantime.
    bodies.push(response.text().catch(() => ''));
  });
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  await context.exposeBinding('reportViolation', (_, text) => void complaints.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      /** @type {any} */ (globalThis).reportViolation(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { context, requests, complaints, bodies };
}

/** @typedef {Awaited<ReturnType<typeof openProfile>>} Profile */

/** Waits for one of the demo page's views. @param {Page} page @param {'out' | 'in' | 'error'} view */
export const seeView = (page, view) => page.locator(`main[data-view="${view}"]`).waitFor();

/** @param {Page} page */
export async function seeAlice(page) {
  await seeView(page, 'in');
  assert.equal(await page.locator('#name').textContent(), `${alice.nickname}#${alice.discriminator}`);
  assert.equal(await page.locator('#sub').textContent(), alice._id);
}

/** Types the password at Tailchat. @param {Page} page */
export async function givePassword(page) {
  await page.locator('[name=email]').fill(alice.email);
  await page.locator('[name=password]').fill(alice.password);
  await page.locator('button').click();
}

/** Goes through Tailchat's two pages, which speak the browser's language. @param {Page} page */
export async function logInAtTailchat(page) {
  await givePassword(page);
  await page.getByRole('button', { name: /^(?:Allow|允许)$/ }).click();
}

/**
 * Checks what must hold after every test: the browser complains of nothing, the page does not call Tailchat's API, and no
 * secret, code or token is left where a script, the history or another site could find it.
 *
 * @param {Profile} profile
 * @param {Site} site
 */
export async function checkTraces({ context, requests, complaints, bodies }, site) {
  assert.deepEqual(complaints, []);
  const foreign = requests.filter(({ url }) => /\/open\/(token|me)\b/.test(url));
  assert.deepEqual(foreign, []);
  const referers = requests
    .map(({ referer }) => referer ?? '')
    .filter((referer) => /[?&](code|state)=/.test(referer));
  assert.deepEqual(referers, []);

  const seen = [...(await Promise.all(bodies)), ...requests.map(({ url }) => url)];
  for (const page of context.pages()) {
    if (!page.url().startsWith(site.base)) continue;
    const stored = await page.evaluate(() => [
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
      document.cookie,
      location.href,
    ]);
    assert.equal(stored[1], '');
    for (const text of stored) assert.doesNotMatch(text, /\bcode=/);
    seen.push(...stored);
    for (const address of await readHistory(page)) assert.doesNotMatch(address, /^[^?]*\?(.*&)?code=/);
  }
  for (const secret of site.secrets)
    assert.ok(!seen.some((text) => text.includes(secret)), 'a secret was seen');
}

/** The addresses behind the Back button. @param {Page} page */
export async function readHistory(page) {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.map(({ url }) => url);
}
