// Runs `tailchat-login serve` as two processes of PM2, which is installed for the row. There is no row for Electron, because
// npm has no package with its program.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPort } from '../ports.js';
import { installProject } from '../project.js';
import { checkWorker } from '../server_cases.js';
import { createSuite } from '../suite.js';

/** @typedef {import('../everywhere.js').Context} Context */

const PROCESSES = 2;

/** @param {Context} context */
async function run(context) {
  const folder = await installProject(context, { pm2: '^7.0.4' });
  const tailchat = await context.startTailchat();
  const home = join(folder, 'pm2');
  const options = { cwd: folder, env: { ...tailchat.environment(), PM2_HOME: home } };
  const pm2 = (/** @type {string[]} */ ...args) =>
    context.run(context.node, ['node_modules/pm2/bin/pm2', ...args], options);
  context.after(() => pm2('kill'));
  const port = String(await findPort());
  const program = ['node_modules/tailchat-login/cli/main.js', '--name', 'login', '-i', String(PROCESSES)];
  await pm2('start', ...program, '--', 'serve', '--port', port);
  // Each process has its own log.
  const logs = context.start('tail', [
    '-n',
    '+1',
    '-F',
    ...['0', '1'].map((id) => join(home, `logs/login-out-${id}.log`)),
  ]);
  const [, url] = await logs.says(/listening on (http:\S+)/);
  const suite = createSuite();
  await suite.test('each process says that they share the port', async () => {
    await logs.says(/(?:several processes share this port[\s\S]*){2}/);
  });
  await checkWorker(suite, url, tailchat);
  const manifestOf = join(folder, 'node_modules/pm2/package.json');
  const { version } = JSON.parse(await readFile(manifestOf, 'utf8'));
  return { version, ...suite.outcome() };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [{ name: 'pm2', kind: 'check', title: 'PM2, two processes', heavy: true, run }];
