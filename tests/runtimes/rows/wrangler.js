// Runs the files that `wrangler deploy` would upload, in workerd itself.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { makeConsumer } from '../bundlers/consumer.js';
import { checkEntries } from '../bundlers/server_cases.js';
import { checkWorker } from '../server_cases.js';
import { createSuite } from '../suite.js';
import { NEWEST, serve } from '../workerd.js';

/** @param {import('../everywhere.js').Context} context */
async function run(context) {
  const suite = createSuite();
  const folder = await makeConsumer(context, 'server');
  const config = { name: 'app', main: 'worker.js', compatibility_date: NEWEST };
  await writeFile(join(folder, 'wrangler.json'), JSON.stringify(config));
  const dist = join(folder, 'dist');
  const args = [context.find('wrangler/bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', dist];
  const env = { CI: '1', WRANGLER_SEND_METRICS: 'false', XDG_CONFIG_HOME: folder };
  await context.run(context.node, args, { cwd: folder, env });
  // With the condition workerd, each WebAssembly module is a separate file, and appears once.
  const modules = (await readdir(dist)).flatMap((name) => /\w+\.wasm$/.exec(name)?.[0] ?? []);
  assert.deepEqual(modules.sort(), ['core.wasm', 'gate.wasm', 'groups.wasm']);

  const tailchat = await context.startTailchat();
  const served = await serve({ folder: dist, env: tailchat.environment(), date: NEWEST });
  context.after(served.close);
  await checkWorker(suite, served.url, tailchat);
  await checkEntries(suite, served.url);
  return { version: await context.versionOf('wrangler'), condition: 'workerd', ...suite.outcome() };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [{ name: 'bundle-wrangler', kind: 'bundler', title: 'wrangler deploy', run }];
