// A page with buttons under a CSP that allows no style but its own constructed ones, and no HTML from a text.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openProfile } from '../support/browser.js';
import { startSite } from '../support/site.js';

/** @typedef {import('../support/browser.js').Page} Page */

const CSP =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src https: http://localhost:*; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

const SCRIPT = `
  globalThis.events = [];
  for (const type of ['tailchat-login', 'tailchat-logout', 'tailchat-error'])
    addEventListener(type, ({ detail }) => events.push([type, detail?.user?.nickname ?? detail?.error?.code ?? null]));
  globalThis.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: 'layout-shift', buffered: true });
`;

/** The first code in a document for readers to copy. @param {string} language @param {string} [document] */
const fromDocument = (language, document = 'docs/page.md') =>
  new RegExp(`^\`\`\`${language}\\n((?:.*\\n)??.*tailchat-login[\\s\\S]*?)^\`\`\`$`, 'm').exec(
    readFileSync(new URL(`../../${document}`, import.meta.url), 'utf8'),
  )?.[1] ?? '';

/** The space that a page reserves until the element is defined, here without a style element. */
const ROOM = `
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(fromDocument('css'))});
  document.adoptedStyleSheets = [sheet];
`;

const MODULE = '<script type="module" src="/tailchat-login/web/button/index.js"></script>';

/** @param {string} body @param {string} [attributes] of the document's element */
const pageWith = (body, attributes = 'lang="en"') => `<!doctype html>
<html ${attributes}>
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${CSP}">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <title>Button</title>
    <link rel="icon" href="/icon.svg">
    <script src="/button-page.js"></script>
    ${MODULE}
  </head>
  <body><main><h1>Button</h1>${body}</main></body>
</html>`;

const ONE = '<tailchat-login></tailchat-login><p id="after">After</p>';

/** The pages that tests open, by their names. */
const PAGES = {
  'button.html': pageWith(ONE),
  'button-zh.html': pageWith(ONE, 'lang="zh-CN"'),
  'button-none.html': pageWith(ONE, ''),
  'button-two.html': pageWith('<tailchat-login lang="zh"></tailchat-login><tailchat-login></tailchat-login>'),
  'button-document.html': pageWith(fromDocument('html')),
  'button-same.html': pageWith(
    '<tailchat-login></tailchat-login><tailchat-login base-path="/auth"></tailchat-login>' +
      '<tailchat-login base-path="/auth/"></tailchat-login>',
  ),
  'button-file.html': pageWith(fromDocument('html', 'README.md')).replace(MODULE, ''),
  // Where styles cannot be constructed, the CSP must allow a style element.
  'button-old.html': pageWith('<tailchat-login menu></tailchat-login>')
    .replace(MODULE, MODULE.replace(/src="[^"]*"/, 'src="/auth/button.js"'))
    .replace(CSP, `${CSP}; style-src 'unsafe-inline'`)
    .replace('<script src="/button-page.js"></script>', ''),
  'button-javascript.html': pageWith('<tailchat-login></tailchat-login>'),
  'button-icon.html': pageWith('<tailchat-login variant="icon"></tailchat-login>'),
  'button-sizes.html': pageWith(
    '<tailchat-login size="small" variant="outline"></tailchat-login><tailchat-login></tailchat-login>' +
      '<tailchat-login size="large"></tailchat-login>',
  ),
  'button-options.html': pageWith(
    '<tailchat-login return-to="/?from=button" prompt="login"></tailchat-login>',
  ),
};

export const startButtonSite = () => startSite({ files: { ...PAGES, 'button-page.js': ROOM + SCRIPT } });

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('../support/browser.js').Site} site
 * @param {{ name?: keyof typeof PAGES, options?: import('playwright-core').BrowserContextOptions, prepare?: (page: Page) => Promise<unknown> }} [how]
 */
export async function openButton(browser, site, { name = 'button.html', options, prepare } = {}) {
  const profile = await openProfile(browser, options);
  const page = await profile.context.newPage();
  await prepare?.(page);
  await page.goto(`${site.base}/${name}`);
  return { profile, page };
}

/** @param {Page} page @param {import('../../web/button/view.js').State} state */
export const seeState = (page, state) => page.locator(`tailchat-login .box.${state}`).first().waitFor();

/**
 * Holds a request until the returned function is called.
 *
 * @param {Page} page
 * @param {string} path
 * @param {(route: import('playwright-core').Route) => Promise<void>} [goOn]
 */
export async function hold(page, path, goOn = (route) => route.continue()) {
  let release = () => {};
  const released = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.route(`**${path}`, async (route) => {
    await released;
    await goOn(route);
  });
  return release;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The faults that axe-core finds on the page: rule and place. @param {Page} page @returns {Promise<string[]>} */
export async function findBarriers(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(globalThis, 'axe').run();
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map((/** @type {any} */ { target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
  });
}
