// Runs the site in the panels of a group, on separate domains over https, in Chromium without third-party cookies.
// tests/runtimes runs the same cases in Firefox.
import { after, before, beforeEach, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { openChromium } from './panels/browsers.js';
import { CASES } from './panels/cases.js';
import { startPanels } from './panels/scene.js';

describe('a panel in Chromium', () => {
  /** @type {import('./panels/scene.js').Panels} */
  let scene;
  /** @type {import('./panels/browsers.js').Browser} */
  let browser;
  before(async () => {
    scene = await startPanels();
    browser = await openChromium(chromium, scene.certificateHash);
  });
  beforeEach(async () => {
    await browser.fresh();
    scene.reset();
  });
  after(async () => {
    await browser.end();
    await scene.close();
  });

  for (const [name, check] of CASES) test(name, () => check(scene, browser));
});
