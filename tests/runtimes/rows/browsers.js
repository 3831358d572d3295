import { checkForgetting } from '../browsers/forgetting.js';
import { checkBrowser } from '../browsers/cases.js';
import { openChromium } from '../browsers/chromium.js';
import { openFirefox } from '../browsers/firefox.js';
import { checkPanels } from '../browsers/panels.js';
import { checkPanelsInWebKit } from '../browsers/panels_webkit.js';
import { checkButton } from '../browsers/sheet.js';
import { openWebKit } from '../browsers/webkit.js';

/** @type {[string, string, string[], typeof openChromium][]} */
const BROWSERS = [
  ['chromium', 'Chromium', ['browser'], openChromium],
  ['firefox', 'Firefox', ['firefox'], openFirefox],
  ['webkit', 'WebKitGTK', ['webkit'], openWebKit],
];

/** The browsers that can be made to trust the certificate of a test server. */
const FORGETTING = /** @type {const} */ ([
  ['chromium', 'Chromium', 'browser'],
  ['firefox', 'Firefox', 'firefox'],
]);

/** @type {import('../everywhere.js').Row[]} */
const forgetting = FORGETTING.map(([name, title, group]) => ({
  name: `logout-${name}`,
  kind: 'check',
  title: `What ${title} forgets at a logout`,
  packages: [group],
  run: (context) => checkForgetting(context, name),
}));

/** @type {import('../everywhere.js').Row[]} */
const panels = FORGETTING.map(([name, title, group]) => ({
  name: `panels-${name}`,
  kind: 'check',
  title: `The site in a panel in ${title}`,
  packages: [group],
  heavy: true, // it takes minutes, and tests/e2e/panels.test.js has the same cases
  run: () => checkPanels(name),
}));
panels.push({
  name: 'panels-webkit',
  kind: 'check',
  title: 'The site in a panel in WebKitGTK',
  packages: ['webkit'],
  run: checkPanelsInWebKit,
});

/** @type {import('../everywhere.js').Row[]} */
export const rows = BROWSERS.flatMap(([name, title, packages, open]) => [
  {
    name,
    kind: 'runtime',
    title,
    packages,
    run: async (context) => checkBrowser(context, await open(context)),
  },
  {
    name: `button-${name}`,
    kind: 'check',
    title: `The button in ${title}`,
    packages: [...packages, 'fonts'],
    run: async (context) => checkButton(context, await open(context), name),
  },
]).concat(forgetting, panels);
