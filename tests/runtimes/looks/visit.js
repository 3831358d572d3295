// Visits all pages once. Checks that nothing overflows the page and that axe-core finds no fault.
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @typedef {import('playwright-core').Page} Page */

/** The faults of a page. @param {Page} page @returns {Promise<string[]>} */
export async function findFaults(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(globalThis, 'axe').run();
    const overflow = document.documentElement.scrollWidth - innerWidth;
    return [
      ...violations.map(
        (/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ one) => one.html)}`,
      ),
      ...(overflow > 0 ? [`${overflow}px stick out`] : []),
    ];
  });
}

/**
 * @param {Page} page
 * @param {(name: string) => Promise<void>} look
 * @param {{ vite: string, server: { url: string, standIn: string }, demo: string }} sites
 */
export async function visit(page, look, { vite, server, demo }) {
  await page.goto(vite);
  await page.locator('tailchat-login .out button').waitFor();
  await look('vite-out');
  await page.locator('tailchat-login .out button').click();
  await page.locator('button.account').first().waitFor();
  await look('stand-in-login');
  await page.locator('button.account').first().click();
  await page.locator('form[action$="/confirm"] button').waitFor();
  await look('stand-in-consent');
  await page.locator('form[action$="/confirm"] button').click();
  await page.locator('tailchat-login .in').waitFor();
  await look('vite-in');
  await page.goto(`${vite}account.html`);
  await page.getByText('You are Alice#6244').waitFor();
  await look('vite-account');

  await page.goto(server.url);
  await look('server-out');
  await page.goto(`${server.url}auth/callback?error=access_denied`);
  await look('error-page');
  await page.goto(`${server.url}account`);
  await page.locator('button.account').first().click();
  await page.locator('form[action$="/confirm"] button').click();
  await page.waitForURL(`${server.url}account`);
  await look('server-account');
  await page.goto(server.standIn);
  await look('stand-in-groups');

  await page.goto(demo);
  await page.locator('main[data-view=out]').waitFor();
  await look('demo-out');
  await page.locator('#login').click();
  await page.locator('button.account').first().click();
  await page.locator('form[action$="/confirm"] button').click();
  await page.locator('#steps li').nth(6).waitFor();
  await look('demo-in');
}
