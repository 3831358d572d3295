// Runs the projects that `tailchat-login init` creates.
import { PORT, runTemplate } from '../templates.js';

/** @typedef {import('../everywhere.js').Row} Row */

/** @param {string} title @param {Parameters<typeof runTemplate>[1]} template @returns {Row} */
const row = (title, template) => ({
  name: `template-${template.name}`,
  kind: 'example',
  title,
  packages: template.browser ? ['browser'] : undefined,
  port: PORT,
  run: (context) => runTemplate(context, template),
});

/** @type {Row[]} */
export const rows = [
  row('init node', { name: 'node', oldest: true, browser: true }),
  row('init vite', { name: 'vite', oldest: true, browser: true, one: true }),
  row('init cloudflare', {
    name: 'cloudflare',
    env: { CI: '1', WRANGLER_SEND_METRICS: 'false' },
  }),
  row('init hono', {
    name: 'hono',
    env: { CI: '1', WRANGLER_SEND_METRICS: 'false' },
  }),
  row('init express', { name: 'express', oldest: true }),
  row('init react', { name: 'react', oldest: true, one: true, framework: true }),
  { ...row('init next', { name: 'next', framework: true }), heavy: true },
  row('init deno', { name: 'deno' }),
  row('init vercel', { name: 'vercel' }),
];
