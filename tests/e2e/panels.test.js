// The site in panels of a group, on three domains over https, in Chromium without third-party cookies. tests/runtimes runs the
// same in Firefox.
import { describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { openChromium } from './panels/browsers.js';
import { BUTTON_CASES, CASES, NEAR_CASES } from './panels/cases.js';
import { NEAR, startPanels } from './panels/scene.js';

describe('a panel in Chromium', () => {
  for (const [host, cases] of /** @type {const} */ ([
    [undefined, CASES],
    [undefined, BUTTON_CASES],
    [NEAR, NEAR_CASES],
  ]))
    for (const [name, check] of cases)
      test(name, async () => {
        const scene = await startPanels({ host });
        const browser = await openChromium(chromium, scene.certificateHash);
        try {
          await check(scene, browser);
        } finally {
          await browser.end();
          await scene.close();
        }
      });
});
