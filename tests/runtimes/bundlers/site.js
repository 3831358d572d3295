// The site that a bundled page belongs to: the package's own server, from the project's node_modules.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPort } from '../ports.js';

/**
 * @param {import('../everywhere.js').Context} context
 * @param {string} folder the project's
 * @param {string} dist the folder that it serves, besides the login's routes
 * @param {number} [publicPort] where the browser finds it, if somebody stands before it
 * @returns {Promise<{ port: number, base: string }>} `base`: what it calls itself
 */
export async function startSite(context, folder, dist, publicPort) {
  const port = await findPort();
  const base = `http://localhost:${publicPort ?? port}`;
  const tailchat = await context.startTailchat();
  const env = tailchat.environment(base);
  tailchat.apps[0].redirectUrls.push(`${base}/`);
  const config = { apiUrl: env.TAILCHAT_API_URL, clientId: env.TAILCHAT_CLIENT_ID };
  await writeFile(join(dist, 'auth-config.json'), JSON.stringify(config));
  const installed = join(folder, 'node_modules/tailchat-login');
  const { bin } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  const command = [join(installed, bin['tailchat-login']), 'serve'];
  const args = [...command, '--port', String(port), '--static', dist];
  const { says } = context.start(context.node, args, { cwd: folder, env });
  await says(/listening on http:\S+/);
  return { port, base };
}
