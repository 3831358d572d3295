import { checkBrowser } from '../browsers/cases.js';
import { openChromium } from '../browsers/chromium.js';
import { openFirefox } from '../browsers/firefox.js';
import { checkButton } from '../browsers/sheet.js';
import { openWebKit } from '../browsers/webkit.js';

/** @type {[string, string, string[], typeof openChromium][]} */
const BROWSERS = [
  ['chromium', 'Chromium', ['browser'], openChromium],
  ['firefox', 'Firefox', ['firefox'], openFirefox],
  ['webkit', 'WebKitGTK', ['webkit'], openWebKit],
];

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
]);
