// Builds the recipe for Next with OpenNext for Cloudflare, without a setting for this package.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from '../frameworks/checks.js';
import { makeProject } from '../frameworks/recipe.js';
import { startWrangler } from '../frameworks/wrangler.js';

const DEPENDENCIES = {
  '@opennextjs/cloudflare': '1.20.17',
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  wrangler: '4.164.0',
};

const FILES = {
  'app/layout.js': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
  // OpenNext has no Node runtime for the proxy of Next 16.
  'middleware.js': `export { proxy as middleware } from './app/login.js';
    export const config = { matcher: '/((?!auth/|_next/).*)' };`,
  'next.config.js': 'export default {};',
  'open-next.config.ts': `import { defineCloudflareConfig } from '@opennextjs/cloudflare';
    export default defineCloudflareConfig();`,
  'package.json': JSON.stringify({
    private: true,
    type: 'module',
    scripts: { build: 'next build' },
    dependencies: DEPENDENCIES,
  }),
  'wrangler.jsonc': JSON.stringify({
    name: 'site',
    main: '.open-next/worker.js',
    compatibility_date: '2026-01-01',
    compatibility_flags: ['nodejs_compat'],
    assets: { directory: '.open-next/assets', binding: 'ASSETS' },
  }),
};

/** @param {import('../everywhere.js').Context} context */
async function run(context) {
  const folder = await makeProject(context, 'Next', FILES);
  await rm(join(folder, 'proxy.js'));
  const env = { NEXT_TELEMETRY_DISABLED: '1', CI: '1', WRANGLER_SEND_METRICS: 'false' };
  const program = join(folder, 'node_modules/@opennextjs/cloudflare/dist/cli/index.js');
  await context.run(context.node, [program, 'build'], { cwd: folder, env });
  const tailchat = await context.startTailchat();
  const url = await startWrangler(context, folder, tailchat, ['dev']);
  return check(url, tailchat, DEPENDENCIES['@opennextjs/cloudflare'], { nobody: 'Log in with Tailchat' });
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  { name: 'framework-opennext', kind: 'example', title: 'OpenNext', heavy: true, timeout: 900_000, run },
];
