// Starts the site of a bundled page: the package's own server, from the node_modules of the project.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPort } from '../ports.js';

/**
 * @param {import('../everywhere.js').Context} context
 * @param {string} folder of the project
 * @param {string} dist the folder to serve, in addition to the login's routes
 * @param {number} [publicPort] the port for the browser, if there is a proxy
 * @returns {Promise<{ port: number, base: string }>} `base`: its public address
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
