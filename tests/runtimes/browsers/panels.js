// The cases of tests/e2e/panels.test.js, also in Firefox.
import { chromium } from 'playwright-core';
import { launch } from 'puppeteer-core';
import { openChromium, openFirefox } from '../../e2e/panels/browsers.js';
import { BUTTON_CASES, CASES, NEAR_CASES } from '../../e2e/panels/cases.js';
import { NEAR, startPanels } from '../../e2e/panels/scene.js';
import { createSuite } from '../suite.js';

/** @type {Record<'chromium' | 'firefox', (certificateHash: string) => Promise<import('../../e2e/panels/browsers.js').Browser>>} */
const OPENERS = {
  chromium: (certificateHash) => openChromium(chromium, certificateHash),
  firefox: () => openFirefox(launch),
};

/** @param {keyof typeof OPENERS} name */
export async function checkPanels(name) {
  const suite = createSuite();
  const all = [
    ...[...CASES, ...BUTTON_CASES].map(([title, check]) => ({ title, check, host: undefined })),
    ...NEAR_CASES.map(([title, check]) => ({ title, check, host: NEAR })),
  ];
  for (const { title, check, host } of all)
    await suite.test(title, async () => {
      const scene = await startPanels({ host });
      const browser = await OPENERS[name](scene.certificateHash);
      try {
        await check(scene, browser);
      } finally {
        await browser.end();
        await scene.close();
      }
    });
  return suite.outcome();
}
