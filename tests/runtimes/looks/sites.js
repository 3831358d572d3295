// Serves the pages that a user sees, unchanged: the templates, the stand-in and the demo.
import { cp, symlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { root } from '../../../scripts/setup/process.js';
import { findPort } from '../ports.js';

/** @typedef {import('../everywhere.js').Context} Context */

/** The template in `vite dev`, with the stand-in that the template starts. @param {Context} context @returns {Promise<string>} its address */
export async function startVite(context) {
  const { createServer } = await import('vite');
  const folder = await context.makeFolder();
  for (const part of ['style', 'vite']) await cp(join(root, 'templates', part), folder, { recursive: true });
  await symlink(context.find(''), join(folder, 'node_modules'));
  const server = await createServer({ root: folder, logLevel: 'warn', server: { port: await findPort() } });
  context.after(() => server.close());
  await server.listen();
  return String(server.resolvedUrls?.local[0]);
}

/** The template of the servers, with `tailchat-login mock`. @param {Context} context */
export async function startServer(context) {
  const { startTailchat } = await import('tailchat-login/testing');
  const { listen } = await import('tailchat-login/node');
  const { answer } = await import('../../../templates/server/site.js');
  const { completeUser, MOCK_APP, mockOptions, SEEDED } = await import('../../../testing/mock.js');
  const avatar = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
  const users = SEEDED.map(completeUser).map((user) => ({ ...user, avatar }));
  const tailchat = await startTailchat(mockOptions({ port: 0, users }));
  context.after(() => tailchat.close());
  const port = await findPort();
  const url = `http://localhost:${port}/`;
  const env = {
    TAILCHAT_API_URL: tailchat.url,
    TAILCHAT_CLIENT_ID: MOCK_APP.clientId,
    TAILCHAT_CLIENT_SECRET: MOCK_APP.clientSecret,
    TAILCHAT_BASE_URL: url.slice(0, -1),
    TAILCHAT_SESSION_KEYS: randomBytes(32).toString('base64url'),
  };
  const server = await listen((request, ctx) => answer(request, env, ctx), { port });
  context.after(() => server.close());
  return { url, standIn: `${tailchat.url}/stand-in` };
}

/** @param {Context} context */
export async function startDemoSite(context) {
  const { startDemo } = await import('../../../scripts/demo/servers.js');
  const nothing = { upstream: undefined, account: undefined, baseUrl: undefined, issuer: undefined };
  const demo = await startDemo({ ...nothing, sessionKeys: undefined }, () => {});
  context.after(() => demo.close());
  return `${demo.url}/`;
}
