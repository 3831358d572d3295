import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locateExample, readExample } from './files.js';
import { checkLeaving } from './leaving.js';
import { findProxies } from './programs.js';
import { checkProxied } from './proxied.js';

/** @param {string} folder in which it may write */
const environment = (folder) => ({ XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder });

/** @param {import('../everywhere.js').Context} context */
async function checkFile({ makeFolder, run }) {
  const { caddy } = await findProxies();
  const args = ['validate', '--adapter', 'caddyfile', '--config', locateExample('Caddyfile')];
  const said = await run(caddy, args, { env: environment(await makeFolder()) });
  assert.match(said, /Valid configuration/);
  assert.doesNotMatch(said, /"level":"(warn|error)"|\b(WARN|ERROR)\b/);
}

/**
 * @param {import('../everywhere.js').Context} context
 * @param {import('../suite.js').Suite} suite
 */
export async function checkCaddy(context, suite) {
  await suite.test('Caddy takes the Caddyfile', () => checkFile(context));

  await checkProxied(context, suite, 'Caddy', async ({ chat, site, open, login }) => {
    const { caddy } = await findProxies();
    const folder = await context.makeFolder();
    const sites = (await readExample('Caddyfile'))
      .replace(/^chat\.example/m, `http://127.0.0.1:${chat}`)
      .replace(/^app\.example/m, `http://127.0.0.1:${site}`)
      .replaceAll('127.0.0.1:11001', open)
      .replaceAll('127.0.0.1:8787', login);
    const file = join(folder, 'Caddyfile');
    // Adds a global option to those of the file: it turns off Caddy's administration, whose port may be in use.
    await writeFile(file, sites.replace(/^\{$/m, '{\n\tadmin off'));
    const args = ['run', '--adapter', 'caddyfile', '--config', file];
    const { output, says } = context.start(caddy, args, { env: environment(folder) });
    await says(/serving initial configuration/);
    // Caddy writes the line of the access log at the end of a request.
    return { readLogs: () => says(/log\.access.*"status":502/).then(output) };
  });

  await checkLeaving(context, suite, 'Caddy', async ({ chat, site, open, key, certificate, rename }) => {
    const { caddy } = await findProxies();
    const folder = await context.makeFolder();
    const tls = `{\n\ttls ${certificate} ${key}`;
    const sites = rename(await readExample('Caddyfile'))
      .replace(/^chat\.example \{/m, `https://localhost:${chat} ${tls}`)
      .replace(/^app\.example \{/m, `https://localhost:${site} ${tls}`)
      .replaceAll(/127\.0\.0\.1:1100[01]/g, open);
    const file = join(folder, 'Caddyfile');
    // The port of its redirects may be in use too.
    await writeFile(file, sites.replace(/^\{$/m, '{\n\tadmin off\n\tauto_https disable_redirects'));
    const args = ['run', '--adapter', 'caddyfile', '--config', file];
    const { says } = context.start(caddy, args, { env: environment(folder) });
    await says(/serving initial configuration/);
  });
}
