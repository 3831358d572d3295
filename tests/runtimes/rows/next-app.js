// Runs Next's recipe of docs/frameworks.md in the three supported versions of Next: pages, server actions, and the proxy.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser, logInAtTailchat, openProfile } from '../../support/browser.js';
import { checkGreeting, checkGuarded, startNode } from '../frameworks/checks.js';
import { makeProject } from '../frameworks/recipe.js';
import { createSuite } from '../suite.js';
import { alice } from '../tailchat.js';

/** @typedef {import('../everywhere.js').Context} Context */

/** The files that the recipe leaves to the site: a layout, and a page from which Next's script navigates. */
const SITE = {
  'app/layout.js': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
  'app/start/page.js': `import Link from 'next/link';
    import { greet } from '../actions.js';
    export default () => (
      <form action={greet}><Link href="/account?page=2">account</Link><button>greet</button></form>
    );`,
  'app/actions.js': `'use server';
    import { redirect } from 'next/navigation';
    import { requireUser } from './login.js';
    export async function greet() {
      const { sub } = await requireUser();
      redirect('/start?greeted=' + sub);
    }`,
  'app/private/page.js': "export default () => 'private';",
};

/** Before Next 16 a proxy was called middleware. This one leads to the login itself. */
const MIDDLEWARE = `import { NextResponse } from 'next/server';
  import { withSession } from 'tailchat-login/worker';
  import { login, proxy } from './app/login.js';
  export async function middleware(request) {
    if (!request.nextUrl.pathname.startsWith('/private')) return proxy(request);
    const { headers, response } = await login.require(request, process.env);
    return response ?? withSession(NextResponse.next(), headers);
  }
  export const config = { matcher: '/((?!auth/|_next/).*)' };`;

/**
 * Installs Next's packages inside the project, because Next requires that.
 *
 * @param {Context} context
 * @param {Record<string, string>} versions
 * @param {Record<string, string>} files
 */
async function build(context, versions, files) {
  const manifest = JSON.stringify({ private: true, type: 'module', dependencies: versions });
  const folder = await makeProject(context, 'Next', { 'package.json': manifest, ...SITE, ...files });
  const next = join(folder, 'node_modules/next/dist/bin/next');
  const env = { NEXT_TELEMETRY_DISABLED: '1' };
  await context.run(context.node, [next, 'build'], { cwd: folder, env });
  return { folder, next };
}

/** @param {Record<string, string>} versions @param {boolean} [guarded] the middleware leads to the login */
function runNext(versions, guarded = false) {
  return async (/** @type {Context} */ context) => {
    const files = guarded ? { 'middleware.js': MIDDLEWARE } : {};
    const { folder, next } = await build(context, versions, files);
    const tailchat = await context.startTailchat();
    const suite = createSuite();
    const start = [next, 'start', '--hostname', '127.0.0.1'];
    const url = await startNode(context, folder, tailchat, start);
    await checkGreeting(suite, url, tailchat, { nobody: 'Log in with Tailchat' });
    await checkGuarded(suite, url, tailchat, { script: false });
    if (guarded) await checkGuarded(suite, url, tailchat, { path: '/private?page=2', text: 'private' });
    await checkBrowser(suite, context, await startNode(context, folder, tailchat, start, { local: true }));
    return { version: versions.next, ...suite.outcome() };
  };
}

/**
 * Checks navigations that Next's own script does instead of the browser.
 *
 * @param {import('../suite.js').Suite} suite
 * @param {Context} context
 * @param {string} base
 */
async function checkBrowser({ test }, context, base) {
  const browser = await launchBrowser();
  context.after(() => browser.close());
  for (const [what, selector, end] of [
    ['a link', 'a', '/account?page=2'],
    ['a server action', 'button', `/start?greeted=${alice._id}`],
  ])
    await test(`${what} of Next's own leads to the login and back`, async () => {
      const { context: profile } = await openProfile(browser);
      const page = await profile.newPage();
      await page.goto(`${base}/start`);
      await page.locator(selector).click();
      await logInAtTailchat(page);
      // The action does not run without a user. The login leads back to its page, and the next click runs it.
      if (selector === 'button') {
        await page.waitForURL(`${base}/start`);
        await page.locator(selector).click();
      }
      await page.waitForURL(base + end);
    });
}

const { dependencies: NEXT_16 } = JSON.parse(
  await readFile(new URL('../bundlers/next/package.json', import.meta.url), 'utf8'),
);
const NEXT_15 = { next: '15.5.29', react: '19.3.1', 'react-dom': '19.3.1' };
const NEXT_14 = { next: '14.2.35', react: '18.3.1', 'react-dom': '18.3.1' };

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  { name: 'framework-next', title: 'Next', run: runNext(NEXT_16) },
  { name: 'framework-next-15', title: 'Next 15', heavy: true, run: runNext(NEXT_15, true) },
  { name: 'framework-next-14', title: 'Next 14', heavy: true, run: runNext(NEXT_14, true) },
].map((row) => ({ ...row, kind: 'example', packages: ['browser'], timeout: 900_000 }));
