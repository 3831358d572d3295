import { launch } from 'puppeteer-core';

/** @param {import('../everywhere.js').Context} context @returns {Promise<import('./cases.js').Browser>} */
export async function openFirefox({ after }) {
  const browser = await launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr' });
  after(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  return {
    version: (await browser.version()).replace(/^\D*/, ''),
    open: (url) => page.goto(url),
    address: async () => page.url(),
    click: (selector) => page.locator(selector).click(),
    fill: (selector, text) => page.locator(selector).fill(text),
    async read(selector) {
      const filled = await page.waitForSelector(`${selector}:not(:empty)`);
      return (await filled?.evaluate((element) => element.textContent)) ?? '';
    },
    screenshot: () => page.screenshot({ fullPage: true }),
  };
}
