// Runs a worker or a Pages project in `wrangler dev`.
import { findPort } from '../ports.js';

/**
 * @param {import('../everywhere.js').Context} context
 * @param {string} cwd
 * @param {any} tailchat
 * @param {string[]} args additional arguments of wrangler
 * @returns {Promise<string>} the address on which it listens
 */
export async function startWrangler(context, cwd, tailchat, args) {
  const [flag, between] = args[0] === 'pages' ? ['--binding', '='] : ['--var', ':'];
  const variables = Object.entries(tailchat.environment()).flatMap((entry) => [flag, entry.join(between)]);
  const port = String(await findPort());
  const ports = ['--ip', '127.0.0.1', '--port', port, '--inspector-port', String(await findPort())];
  const command = [context.find('wrangler/bin/wrangler.js'), ...args, ...ports, ...variables];
  const env = { CI: '1', WRANGLER_SEND_METRICS: 'false', XDG_CONFIG_HOME: cwd };
  const [, url] = await context.start(context.node, command, { cwd, env }).says(/Ready on (http:\S+)/);
  return url;
}
