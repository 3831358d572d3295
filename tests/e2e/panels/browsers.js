// Browsers that block third-party cookies. Each case begins without the cookies of the others.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOSTS } from './scene.js';

/**
 * @typedef {object} Tab
 * @property {(selector: string, text: RegExp) => Promise<string>} see
 * @property {(selector: string) => Promise<unknown>} click
 * @property {(selector: string, text: string) => Promise<unknown>} fill
 * @property {(code: string) => Promise<unknown>} holds
 * @property {() => Promise<unknown>} close does nothing if it is closed
 * @property {() => Promise<unknown>} closed
 *
 * @typedef {object} Browser
 * @property {() => Promise<unknown>} fresh deletes all data, before each case
 * @property {(url: string) => Promise<unknown>} open
 * @property {() => Tab} tab
 * @property {(at: number) => Tab} panel
 * @property {(cause: () => Promise<unknown>) => Promise<Tab>} popup
 * @property {() => Promise<unknown>} comeBack switches to another tab and back
 * @property {(is: () => boolean) => Promise<unknown>} until
 * @property {() => Promise<unknown>} end
 */

const SECONDS = 60_000;
const PAUSE = 20;

/** @template T @param {() => Promise<T> | T} look @param {(found: T) => boolean} is @param {string} what */
async function poll(look, is, what) {
  /** @type {T | undefined} */
  let found;
  for (const until = Date.now() + SECONDS; Date.now() < until;) {
    found = await Promise.resolve(look()).catch(() => undefined); // there is no element between two pages
    if (found !== undefined && is(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
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
  holds: (code) => poll(() => find().evaluate(code), Boolean, code),
  close: async () =>
    page().isClosed() ||
    page()
      .close()
      .catch(() => {}),
  closed: () => poll(() => page().isClosed(), Boolean, 'the end of the popup'),
});

/**
 * @param {object} driver
 * @param {() => Promise<{ page: any, pages: () => Promise<any[]> | any[], newPage: () => Promise<any>, unveil?: () => Promise<unknown> }>} driver.begin
 *   unveil: ends the emulated focus, with which every page believes that it has the focus
 * @param {() => Promise<unknown>} driver.end
 * @returns {Browser}
 */
function browserOf({ begin, end }) {
  /** @type {Awaited<ReturnType<typeof begin>>} */
  let now;
  const frames = () => now.page.mainFrame().childFrames();
  const hasFocus = () => frames()[0].evaluate('document.hasFocus()');
  return {
    fresh: async () => (now = await begin()),
    open: (url) => now.page.goto(url, { waitUntil: 'domcontentloaded' }),
    tab: () =>
      tabOf(
        () => now.page.mainFrame(),
        () => now.page,
      ),
    panel: (at) =>
      tabOf(
        () => frames()[at],
        () => now.page,
      ),
    async popup(cause) {
      const before = (await now.pages()).length;
      await cause();
      const opened = await poll(now.pages, (all) => all.length > before, 'a popup');
      const popup = opened[opened.length - 1];
      return tabOf(
        () => popup.mainFrame(),
        () => popup,
      );
    },
    async comeBack() {
      await now.unveil?.();
      const other = await now.newPage();
      await other.bringToFront();
      await poll(hasFocus, (has) => !has, 'the other tab');
      await now.page.bringToFront();
      await other.close();
    },
    until: (is) => poll(async () => is(), Boolean, `${is}`),
    end,
  };
}

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
      `--host-resolver-rules=${HOSTS.map((name) => `MAP ${name} 127.0.0.1`).join(', ')}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    ],
  });
  return browserOf({
    async begin() {
      const before = context.pages();
      const page = await context.newPage();
      for (const old of before) await old.close();
      await context.clearCookies();
      return {
        page,
        pages: () => context.pages(),
        newPage: () => context.newPage(),
        unveil: () => unveil(context, page),
      };
    },
    async end() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

/** Ends Playwright's emulation, with which every page believes that it has the focus. @param {any} context @param {any} page */
async function unveil(context, page) {
  for (const target of [page, ...page.mainFrame().childFrames()]) {
    // A frame of the same site shares the debugger session of the page.
    const session = await context.newCDPSession(target).catch(() => undefined);
    await session?.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  }
}

/** Firefox partitions all third-party state by default (Total Cookie Protection). @param {typeof import('puppeteer-core').launch} launch */
export async function openFirefox(launch) {
  const browser = await launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    acceptInsecureCerts: true,
    extraPrefsFirefox: {
      'network.dns.localDomains': HOSTS.join(','),
      'network.cookie.cookieBehavior': 5,
      'dom.disable_open_during_load': true,
      'intl.accept_languages': 'en-US',
    },
  });
  /** @type {any} */
  let last;
  return browserOf({
    async begin() {
      await last?.close();
      const context = (last = await browser.createBrowserContext());
      return {
        page: await context.newPage(),
        pages: () => context.pages(),
        newPage: () => context.newPage(),
      };
    },
    end: () => browser.close(),
  });
}
