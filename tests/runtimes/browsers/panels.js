// Runs the cases of tests/e2e/panels.test.js in Firefox.
import { chromium } from 'playwright-core';
import { launch } from 'puppeteer-core';
import { openChromium, openFirefox } from '../../e2e/panels/browsers.js';
import { CASES } from '../../e2e/panels/cases.js';
import { startPanels } from '../../e2e/panels/scene.js';
import { createSuite } from '../suite.js';

/** @type {Record<'chromium' | 'firefox', (certificateHash: string) => Promise<import('../../e2e/panels/browsers.js').Browser>>} */
const OPENERS = {
  chromium: (certificateHash) => openChromium(chromium, certificateHash),
  firefox: () => openFirefox(launch),
};

/** @param {keyof typeof OPENERS} name */
export async function checkPanels(name) {
  const suite = createSuite();
  const scene = await startPanels();
  const browser = await OPENERS[name](scene.certificateHash);
  try {
    for (const [title, check] of CASES)
      await suite.test(title, async () => {
        await browser.fresh();
        scene.reset();
        await check(scene, browser);
      });
  } finally {
    await browser.end();
    await scene.close();
  }
  return suite.outcome();
}
