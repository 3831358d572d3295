// Runs the unchanged examples/cloudflare in wrangler: bundles it as for a deployment, and serves it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cp, readdir, symlink, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../../../scripts/setup/process.js';
import { assertPolicies } from '../policies.js';
import { checkWorker } from '../server_cases.js';
import { createSuite } from '../suite.js';
import { alice, BASE_URL } from '../tailchat.js';
import { createVisitor } from '../visitor.js';

/** @param {import('../everywhere.js').Context} context */
async function runCloudflare(context) {
  const folder = await context.makeFolder();
  await cp(join(root, 'examples/cloudflare'), folder, { recursive: true });
  await symlink(context.find(''), join(folder, 'node_modules'));
  const tailchat = await context.startTailchat();
  const secrets = Object.entries(tailchat.environment()).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(folder, '.dev.vars'), `${secrets.join('\n')}\n`);

  const wrangler = [context.find('wrangler/bin/wrangler.js')];
  const env = { CI: '1', WRANGLER_SEND_METRICS: 'false', XDG_CONFIG_HOME: folder };
  const options = { cwd: folder, env };
  await context.run(context.node, [...wrangler, 'deploy', '--dry-run', '--outdir', 'out'], options);
  const built = await readdir(join(folder, 'out'));

  const dev = ['dev', '--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0'];
  const { says } = context.start(context.node, [...wrangler, ...dev], options);
  const [, url] = await says(/Ready on (http:\S+)/);

  const suite = createSuite();
  const { test } = suite;
  const navigation = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  // Not with fetch, because Node's fetch sets Sec-Fetch-Mode itself.
  const page = async (/** @type {string} */ path) => {
    const [response] = await once(get(url + path, { headers: navigation }), 'response');
    return text(response);
  };
  await test('wrangler deploy --dry-run bundles the worker, and the WebAssembly as a module', async () => {
    assert.ok(built.includes('worker.js'));
    assert.ok(built.some((name) => name.endsWith('.wasm')));
  });
  await test('the page is served, and stands in for paths that are no file', async () => {
    for (const path of ['/', '/inbox']) assert.match(await page(path), /Log in with Tailchat/);
  });
  await test('a navigation to the callback is answered by the worker, and not by index.html', async () => {
    assert.match(await page('/auth/callback?code=c&state=s&iss=i'), /transaction_missing/);
  });
  const visitor = await checkWorker(suite, url, tailchat, {});
  await test('the worker greets who has logged in, and nobody else', async () => {
    assert.equal(await (await visitor.get('/hello')).text(), `Hello ${alice.nickname}`);
    assert.equal(await (await createVisitor(url, BASE_URL).get('/hello')).text(), 'Nobody is logged in');
  });
  await test('the page and the greeting have a policy and HSTS', async () => {
    for (const path of ['/', '/hello']) assertPolicies(await visitor.get(path));
  });
  return { ...suite.outcome(), version: await context.versionOf('wrangler'), condition: 'workerd' };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  { name: 'example-cloudflare', kind: 'example', title: 'examples/cloudflare', run: runCloudflare },
];
