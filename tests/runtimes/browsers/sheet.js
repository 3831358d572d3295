// Shows all states of the button on one sheet in every browser, measures them, and saves a picture for a person to look at.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { serve } from 'srvx';
import { root } from '../../../scripts/setup/process.js';
import { createSuite } from '../suite.js';

const PICTURES = join(root, 'artifacts/screenshots');
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src https: http://localhost:*; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";
const PAGE =
  '<!doctype html><html lang="en"><title>Button</title><script type="module" src="/button.js"></script>';
/** The size of the minified button under Brotli, without the files that it loads on demand. */
const BUDGET = 5120;

const user = { sub: '64b1f0c2a5d3e97b4c8f1a20', nickname: 'Alice <b>&"', discriminator: '6244' };

/** The answers to /session, one for each worker. @type {Record<string, () => Response | Promise<Response>>} */
const ANSWERS = {
  '/loading/session': () => new Promise(() => {}),
  '/out/session': () => Response.json(null),
  '/in/session': () => Response.json({ ...user, avatar: '/avatar.svg' }),
  '/error/session': () => Response.json({ error: 'internal_error' }, { status: 500 }),
};

/** The texts on the buttons. @type {Record<string, Record<string, RegExp>>} */
const TEXTS = {
  en: {
    loading: /^$/,
    out: /^Log in with Tailchat$/,
    in: /^A\s*Alice <b>&"\s*#6244\s*Log out$/,
    error: /^!\s*That did not work\s*Try again$/,
  },
  'zh-Hans': {
    loading: /^$/,
    out: /^使用 Tailchat 登录$/,
    in: /^A\s*Alice <b>&"\s*#6244\s*退出登录$/,
    error: /^!\s*操作未成功\s*重试$/,
  },
};

/** @param {string} entry @param {string} folder */
async function bundle(entry, folder) {
  const stdin = { contents: entry, resolveDir: folder };
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

/** The files that the entry loads immediately. @param {string} contents @param {string} folder */
async function bundleFirst(contents, folder) {
  const options = { bundle: true, minify: true, splitting: true, write: false, outdir: 'out' };
  const { outputFiles } = await build({
    ...options,
    stdin: { contents, resolveDir: folder },
    format: 'esm',
    write: false,
  });
  const first = outputFiles.find(({ path }) => path.endsWith('stdin.js'));
  assert.doesNotMatch(first?.text ?? '', /^import[ "'{]/m, 'it loads no other file at once');
  return first?.text ?? '';
}

/** @param {import('../everywhere.js').Context} context @returns {Promise<string>} its address */
async function startSheet({ folder, after }) {
  const script = await bundle("import './app/button.js'", folder);
  const avatar = await readFile(join(root, 'scripts/demo/page/alice.svg'), 'utf8');
  const files = /** @type {Record<string, [string, string]>} */ ({
    '/': ['text/html', PAGE],
    '/button.js': ['text/javascript', script],
    '/avatar.svg': ['image/svg+xml', avatar],
  });
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    silent: true,
    gracefulShutdown: false,
    fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname in ANSWERS) return ANSWERS[pathname]();
      const [type, body] = files[pathname] ?? ['text/plain', ''];
      const headers = { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY };
      return new Response(body, { headers, status: pathname in files ? 200 : 404 });
    },
  });
  await server.ready();
  after(() => server.close(true));
  return `http://localhost:${new URL(/** @type {string} */ (server.url)).port}/`;
}

/**
 * @param {import('../everywhere.js').Context} context
 * @param {import('./cases.js').Browser} browser
 * @param {string} name
 * @returns {Promise<import('../everywhere.js').Outcome>}
 */
export async function checkButton(context, browser, name) {
  const suite = createSuite();
  await browser.open(await startSheet(context));
  const { elements, violations } = JSON.parse(await browser.read('#report'));
  const picture = join(PICTURES, `button-${name}.png`);
  await mkdir(PICTURES, { recursive: true });
  await writeFile(picture, await browser.screenshot());

  await suite.test('all states are there, in both languages, and of one size', () => {
    assert.equal(elements.length, 17);
    for (const { language, state, text, width, height } of elements) {
      assert.match(text.trim(), TEXTS[language][state], `${language} ${state}`);
      assert.deepEqual({ width, height }, { width: 288, height: 48 }, `${language} ${state}`);
    }
  });
  await suite.test('a policy without style-src and with Trusted Types has nothing against it', () => {
    assert.deepEqual(violations, []);
  });
  await suite.test(`bundled it is at most ${BUDGET} bytes`, async () => {
    const script = await bundleFirst("import 'tailchat-login/button'", context.folder);
    assert.match(script, /customElements/);
    const { length } = brotliCompressSync(script);
    console.error(`the button, bundled: ${script.length} bytes, brotli ${length}; ${picture}`);
    assert.ok(length <= BUDGET, `${length} bytes`);
  });
  return { version: browser.version, ...suite.outcome() };
}
