// Runs Vite's development server in front of the worker. It serves the modules unchanged and bundles the packages.
import { makeConsumer } from '../bundlers/consumer.js';
import { checkPage } from '../bundlers/page_cases.js';
import { startSite } from '../bundlers/site.js';
import { findPort } from '../ports.js';
import { createSuite } from '../suite.js';

/** @param {import('../everywhere.js').Context} context */
async function run(context) {
  const { createServer } = await import('vite');
  const suite = createSuite();
  const folder = await makeConsumer(context, 'page');
  const port = await findPort();
  const site = await startSite(context, folder, folder, port);
  const server = await createServer({
    root: folder,
    logLevel: 'warn',
    server: { port, strictPort: true, proxy: { '/auth/': `http://127.0.0.1:${site.port}` } },
  });
  context.after(() => server.close());
  await server.listen();
  await checkPage(suite, context, site.base);
  return { version: await context.versionOf('vite'), ...suite.outcome() };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  { name: 'bundle-vite-dev', kind: 'bundler', title: 'vite dev', packages: ['browser'], run },
];
