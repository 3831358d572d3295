// Runs tailchat-login/vite in each supported version of Vite: with one command and no variables, in `vite dev` and `vite preview`.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { makeProject } from '../frameworks/recipe.js';
import { findPort } from '../ports.js';
import { createSuite } from '../suite.js';

/** @typedef {import('../everywhere.js').Context} Context */

const ALICE = { email: 'alice@example.com', password: 'demo-password' };

/** @param {import('../suite.js').Suite} suite @param {string} url with a slash at its end @param {string} how */
const check = ({ test }, url, how) =>
  test(`${how}: the page, and a login at the stand-in`, async () => {
    const browser = createBrowser();
    const get = (/** @type {string} */ path) => browser.get(new URL(path, url));
    const page = await (await get('')).text();
    assert.match(page, new RegExp(`<tailchat-login base-path="${new URL(url).pathname}auth">`));
    const begun = await get('auth/login');
    const callback = await logIn(browser, begun.headers.get('location') ?? '', ALICE);
    assert.equal((await browser.get(callback)).status, 302);
    assert.equal((await (await get('auth/me')).json()).nickname, 'Alice');
  });

/** @param {Context} context @param {string} version */
async function run(context, version) {
  const dependencies = { vite: version, 'oidc-provider': '^7.14.3' };
  const manifest = JSON.stringify({ private: true, type: 'module', dependencies });
  const folder = await makeProject(context, 'Vite', { 'package.json': manifest });
  const vite = join(folder, 'node_modules/vite/bin/vite.js');
  const suite = createSuite();
  for (const prefix of ['/', '/docs/']) {
    await context.run(context.node, [vite, 'build', '--base', prefix], { cwd: folder });
    for (const how of ['dev', 'preview']) {
      const args = [vite, how, '--base', prefix, '--port', String(await findPort()), '--strictPort'];
      const site = context.start(context.node, args, { cwd: folder });
      const [, url] = await site.says(/Local: +(http:\S+)[^]*Tailchat: http:\S+ \(a stand-in/);
      await check(suite, url, `vite ${how}, base ${prefix}`);
      await site.stop();
    }
  }
  return { version, ...suite.outcome() };
}

/** @param {string} name @param {string} version @param {boolean} [heavy] @returns {import('../everywhere.js').Row} */
const row = (name, version, heavy) => ({
  name,
  kind: 'example',
  title: 'tailchat-login/vite',
  heavy,
  run: (context) => run(context, version),
});

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  row('vite-8', '8.3.8'),
  row('vite-7', '7.3.8', true),
  row('vite-6', '6.4.6', true),
  row('vite-5', '5.4.21', true),
];
