import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readExample, writeConfiguration } from './files.js';
import { checkLeaving } from './leaving.js';
import { findProxies } from './programs.js';
import { checkProxied } from './proxied.js';

/** Runs the unchanged file, except for the certificates, which must exist. @param {import('../everywhere.js').Context} context */
async function checkFile({ makeFolder, run }) {
  const { nginx } = await findProxies();
  const folder = await makeFolder();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-days', '1', '-subj', '/CN=app.example', '-keyout', key, '-out', certificate];
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject]);
  const servers = (await readExample('nginx.conf'))
    .replaceAll(/\/etc\/ssl\/\S+\/fullchain\.pem/g, certificate)
    .replaceAll(/\/etc\/ssl\/\S+\/privkey\.pem/g, key);
  const said = await run(nginx, ['-t', ...(await writeConfiguration(folder, servers))]);
  assert.doesNotMatch(said, /\[(warn|error|crit|alert|emerg)\]/);
}

/**
 * @param {import('../everywhere.js').Context} context
 * @param {import('../suite.js').Suite} suite
 */
export async function checkNginx(context, suite) {
  await suite.test('nginx takes nginx.conf', () => checkFile(context));

  await checkProxied(context, suite, 'nginx', async ({ chat, site, open, login }) => {
    const { nginx } = await findProxies();
    const ports = [chat, site];
    const servers = (await readExample('nginx.conf'))
      .replaceAll('443 ssl http2', () => `127.0.0.1:${ports.shift()}`)
      .replaceAll(/^\s*ssl_.*$/gm, '')
      .replaceAll('127.0.0.1:11001', open)
      .replaceAll('127.0.0.1:8787', login);
    const folder = await context.makeFolder();
    const { output, says } = context.start(nginx, await writeConfiguration(folder, servers));
    await says(/event method/);
    const readLogs = async () => {
      // nginx has one process here, so its log has all earlier answers.
      await fetch(`http://127.0.0.1:${chat}/open/jwks`);
      return output() + (await readFile(join(folder, 'app.example.log'), 'utf8'));
    };
    return { readLogs };
  });

  await checkLeaving(context, suite, 'nginx', async ({ chat, site, open, key, certificate, rename }) => {
    const { nginx } = await findProxies();
    const ports = [chat, site];
    const servers = rename(await readExample('nginx.conf'))
      .replaceAll('443 ssl http2', () => `127.0.0.1:${ports.shift()} ssl http2`)
      .replaceAll(/\/etc\/ssl\/\S+\/fullchain\.pem/g, certificate)
      .replaceAll(/\/etc\/ssl\/\S+\/privkey\.pem/g, key)
      .replaceAll(/127\.0\.0\.1:1100[01]/g, open);
    const { says } = context.start(nginx, await writeConfiguration(await context.makeFolder(), servers));
    await says(/event method/);
  });
}
