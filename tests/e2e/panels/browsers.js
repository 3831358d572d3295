// A browser for one case, with third-party cookies blocked.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOSTS, NEAR } from './scene.js';

/**
 * @typedef {object} Tab
 * @property {(selector: string, text: RegExp) => Promise<string>} see
 * @property {(selector: string) => Promise<unknown>} click
 * @property {(selector: string, text: string) => Promise<unknown>} fill
 * @property {(code: string) => Promise<unknown>} run
 * @property {() => Promise<unknown>} close
 * @property {() => Promise<unknown>} closed
 *
 * @typedef {object} Browser
 * @property {(url: string) => Promise<unknown>} open
 * @property {() => Tab} tab
 * @property {(at: number) => Tab} panel
 * @property {(cause: () => Promise<unknown>) => Promise<Tab>} popup
 * @property {(is: () => boolean) => Promise<unknown>} until
 * @property {() => Promise<unknown>} end
 */

const SECONDS = 30_000;

/** @template T @param {() => Promise<T> | T} look @param {(found: T) => boolean} is @param {string} what */
async function poll(look, is, what) {
  /** @type {T | undefined} */
  let found;
  for (const until = Date.now() + SECONDS; Date.now() < until;) {
    found = await Promise.resolve(look()).catch(() => undefined); // between two pages there is none
    if (found !== undefined && is(found)) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`${what} was not seen, but ${found}`);
}

/** A page or a frame, of playwright or of puppeteer. @param {() => any} find @param {() => any} page @returns {Tab} */
const tabOf = (find, page) => ({
  see: (selector, text) =>
    poll(
      () => find().$eval(selector, (/** @type {any} */ element) => element.textContent),
      (found) => text.test(found),
      `${selector} ${text}`,
    ),
  click: (selector) =>
    poll(
      () =>
        find()
          .click(selector)
          .then(() => true),
      Boolean,
      selector,
    ),
  fill: (selector, text) =>
    poll(
      () =>
        find().$eval(
          selector,
          (/** @type {any} */ element, /** @type {string} */ value) => ((element.value = value), true),
          text,
        ),
      Boolean,
      selector,
    ),
  run: (code) => find().evaluate(code),
  close: () => page().close(),
  closed: () => poll(() => page().isClosed(), Boolean, 'the end of the popup'),
});

/** @param {any} page @param {() => Promise<any[]> | any[]} pages @param {() => Promise<unknown>} end @returns {Browser} */
const browserOf = (page, pages, end) => ({
  open: (url) => page.goto(url, { waitUntil: 'domcontentloaded' }),
  tab: () =>
    tabOf(
      () => page.mainFrame(),
      () => page,
    ),
  panel: (at) =>
    tabOf(
      () => page.mainFrame().childFrames()[at],
      () => page,
    ),
  async popup(cause) {
    const before = (await pages()).length;
    await cause();
    const opened = await poll(pages, (all) => all.length > before, 'a popup');
    const popup = opened[opened.length - 1];
    return tabOf(
      () => popup.mainFrame(),
      () => popup,
    );
  },
  until: (is) => poll(async () => is(), Boolean, `${is}`),
  end,
});

const names = [...HOSTS, NEAR];

/** @param {typeof import('playwright-core').chromium} chromium @param {string} certificateHash */
export async function openChromium(chromium, certificateHash) {
  const folder = await mkdtemp(join(tmpdir(), 'tailchat-login-panels-'));
  await mkdir(join(folder, 'Default'));
  const preferences = { profile: { cookie_controls_mode: 1, block_third_party_cookies: true } };
  await writeFile(join(folder, 'Default/Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    locale: 'en-US',
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      `--ignore-certificate-errors-spki-list=${certificateHash}`,
      `--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1`).join(', ')}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    ],
  });
  const [page] = context.pages();
  return browserOf(
    page,
    () => context.pages(),
    async () => {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  );
}

/** Firefox partitions all third-party state by default (Total Cookie Protection). @param {typeof import('puppeteer-core').launch} launch */
export async function openFirefox(launch) {
  const browser = await launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    acceptInsecureCerts: true,
    extraPrefsFirefox: {
      'network.dns.localDomains': names.join(','),
      'network.cookie.cookieBehavior': 5,
      'dom.disable_open_during_load': true,
      'intl.accept_languages': 'en-US',
    },
  });
  const page = await browser.newPage();
  return browserOf(
    page,
    () => browser.pages(),
    () => browser.close(),
  );
}
