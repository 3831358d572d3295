// Checks every page that a user sees in three widths, light and dark. Saves pictures in artifacts/screenshots for a person
// to look at.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../scripts/setup/process.js';
import { launchBrowser, openProfile } from '../../support/browser.js';
import { startDemoSite, startServer, startVite } from '../looks/sites.js';
import { findFaults, visit } from '../looks/visit.js';
import { createSuite } from '../suite.js';
import { PORT } from '../templates.js';

const PICTURES = join(root, 'artifacts/screenshots');
const WIDTHS = [360, 768, 1280];

/** @param {import('../everywhere.js').Context} context */
async function run(context) {
  await mkdir(PICTURES, { recursive: true });
  const suite = createSuite();
  const sites = {
    vite: await startVite(context),
    server: await startServer(context),
    demo: await startDemoSite(context),
  };
  const browser = await launchBrowser();
  context.after(() => browser.close());
  for (const colorScheme of /** @type {const} */ (['light', 'dark']))
    for (const width of WIDTHS)
      await suite.test(
        `${width}px, ${colorScheme}: nothing sticks out, and axe-core finds nothing`,
        async () => {
          const { context: profile } = await openProfile(browser, {
            colorScheme,
            viewport: { width, height: 800 },
          });
          const page = await profile.newPage();
          /** @type {string[]} */
          const faults = [];
          const look = async (/** @type {string} */ name) => {
            const path = join(PICTURES, `${name}-${width}-${colorScheme}.png`);
            await page.screenshot({ path, animations: 'disabled', fullPage: true });
            faults.push(...(await findFaults(page)).map((fault) => `${name}: ${fault}`));
          };
          await visit(page, look, sites);
          await profile.close();
          assert.deepEqual(faults, []);
        },
      );
  return { version: browser.version(), ...suite.outcome() };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  // The demo and the templates use the same port.
  { name: 'looks', kind: 'check', title: 'Every page', packages: ['browser', 'fonts'], port: PORT, run },
];
