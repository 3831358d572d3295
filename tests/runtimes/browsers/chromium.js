import { chromium } from 'playwright-core';

/** @param {import('../everywhere.js').Context} context @returns {Promise<import('./cases.js').Browser>} */
export async function openChromium({ after }) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  after(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  return {
    version: browser.version(),
    open: (url) => page.goto(url),
    address: async () => page.url(),
    click: (selector) => page.click(selector),
    fill: (selector, text) => page.fill(selector, text),
    read: async (selector) => (await page.locator(`${selector}:not(:empty)`).textContent()) ?? '',
    screenshot: () => page.screenshot({ fullPage: true }),
  };
}
