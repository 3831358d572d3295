// Bundles the page and the worker with every bundler and its default settings. Then runs the page in Chromium and the
// worker in Node.
import { join } from 'node:path';
import { makeConsumer } from '../bundlers/consumer.js';
import { assertInlined } from '../bundlers/output.js';
import { checkPage } from '../bundlers/page_cases.js';
import { startSite } from '../bundlers/site.js';
import { makeProject, TOOLS } from '../bundlers/tools.js';
import { checkEntries } from '../bundlers/server_cases.js';
import { checkWorker } from '../server_cases.js';
import { createSuite } from '../suite.js';

/** @typedef {import('../everywhere.js').Context} Context */

/** @param {Context} context @param {import('../bundlers/tools.js').Tool} tool @param {import('../suite.js').Suite} suite */
async function tryPage(context, { page, splits }, suite) {
  if (!page) return;
  const project = await makeProject(await makeConsumer(context, 'page'), 'dist', context);
  await page(project);
  const { base } = await startSite(context, project.folder, project.dist);
  await checkPage(suite, context, base, { splits });
}

/** @param {Context} context @param {import('../bundlers/tools.js').Tool} tool @param {import('../suite.js').Suite} suite */
async function tryServer(context, { server }, suite) {
  if (!server) return undefined;
  const project = await makeProject(await makeConsumer(context, 'server'), 'dist', context);
  const name = await server(project);
  await assertInlined(project.dist);
  const tailchat = await context.startTailchat();
  const args = [join(context.folder, 'bundlers/serve.js'), join(project.dist, name)];
  const { says } = context.start(context.node, args, { env: tailchat.environment() });
  const [, url] = await says(/serves at (http:\S+?)\/?$/m);
  await checkWorker(suite, url, tailchat);
  await checkEntries(suite, url);
  return 'default';
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = Object.entries(TOOLS).map(([name, tool]) => ({
  name: `bundle-${name}`,
  kind: 'bundler',
  title: name,
  packages: ['browser'],
  async run(context) {
    const suite = createSuite();
    await tryPage(context, tool, suite);
    const condition = await tryServer(context, tool, suite);
    return { version: await context.versionOf(tool.npm), condition, ...suite.outcome() };
  },
}));
