// Runs proxies that change the address: they hide the Host, terminate TLS, or put the site below a prefix, which they remove
// or keep.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPort } from '../ports.js';
import { checkWorker } from '../server_cases.js';
import { createVisitor } from '../visitor.js';
import { writeConfiguration } from './files.js';
import { findProxies } from './programs.js';

/** @typedef {import('../everywhere.js').Context} Context */
/** @typedef {import('../suite.js').Suite} Suite */

/**
 * @param {Context} context
 * @param {string} baseUrl
 */
async function startLogin(context, baseUrl) {
  const tailchat = await context.startTailchat();
  const program = context.start(context.node, [context.find('.bin/tailchat-login'), 'serve', '--port', '0'], {
    env: tailchat.environment(baseUrl),
  });
  const [, login] = await program.says(/listening on http:\/\/(\S+)/);
  return { tailchat, login, output: program.output };
}

/** @param {Context} context @param {number} site @param {string} locations */
async function startNginx(context, site, locations) {
  const { nginx } = await findProxies();
  const server = `server { listen 127.0.0.1:${site}; ${locations} }`;
  const { says } = context.start(nginx, await writeConfiguration(await context.makeFolder(), server));
  await says(/event method/);
}

/** @param {Context} context @param {number} site @param {string} directives */
async function startCaddy(context, site, directives) {
  const { caddy } = await findProxies();
  const folder = await context.makeFolder();
  const file = join(folder, 'Caddyfile');
  await writeFile(file, `{\n\tadmin off\n}\nhttp://127.0.0.1:${site} {\n${directives}\n}\n`);
  const env = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const { says } = context.start(caddy, ['run', '--adapter', 'caddyfile', '--config', file], { env });
  await says(/serving initial configuration/);
}

/** @param {Context} context @param {Suite} suite */
export async function checkHosts(context, suite) {
  await checkHidden(context, suite);
  const HOST = 'proxy_set_header Host $http_host;';
  /** @type {[string, (site: number, login: string) => Promise<void>][]} */
  const proxies = [
    [
      'nginx, which takes the prefix off',
      (site, login) => startNginx(context, site, `location /docs/ { proxy_pass http://${login}/; ${HOST} }`),
    ],
    [
      'nginx, which leaves the prefix',
      (site, login) => startNginx(context, site, `location /docs/ { proxy_pass http://${login}; ${HOST} }`),
    ],
    [
      'Caddy, which takes the prefix off',
      (site, login) => startCaddy(context, site, `\thandle_path /docs/* {\n\t\treverse_proxy ${login}\n\t}`),
    ],
    [
      'Caddy, which leaves the prefix',
      (site, login) => startCaddy(context, site, `\thandle /docs/* {\n\t\treverse_proxy ${login}\n\t}`),
    ],
  ];
  for (const [name, startProxy] of proxies) {
    const site = await findPort();
    const origin = `http://127.0.0.1:${site}`;
    const { tailchat, login } = await startLogin(context, `${origin}/docs`);
    await startProxy(site, login);
    const named = nameTests(suite, `under a prefix, through ${name}`);
    await checkWorker(named, origin, tailchat, { baseUrl: origin, basePath: '/docs/auth' });
    await named.test('without return_to a login ends at the prefix', async () => {
      const visitor = createVisitor(origin, origin);
      const text = await (await visitor.get('/docs/auth/callback?code=c')).text();
      assert.match(text, /href="\/docs\/auth\/login\?return_to=%2Fdocs%2F"/);
      assert.equal((await visitor.get('/docs/healthz')).status, 200);
    });
  }
}

/** @param {Suite} suite @param {string} name @returns {Suite} */
const nameTests = (suite, name) => ({
  ...suite,
  test: (rule, work) => suite.test(`${name}: ${rule}`, work),
});

/**
 * By default nginx hides the Host and the scheme.
 *
 * @param {Context} context
 * @param {Suite} suite
 */
async function checkHidden(context, suite) {
  const site = await findPort();
  const origin = `http://127.0.0.1:${site}`;
  const { tailchat, login, output } = await startLogin(context, origin);
  await startNginx(context, site, `location / { proxy_pass http://${login}; }`);
  const named = nameTests(suite, 'through nginx with its own Host');
  await named.test('a login costs one redirect, and the log names both hosts', async () => {
    const ask = (/** @type {string} */ url) => fetch(url, { redirect: 'manual' });
    const led = await ask(`${origin}/auth/login?return_to=/inbox`);
    const home = led.headers.get('location') ?? '';
    assert.equal(home, `${origin}/auth/login?return_to=%2Finbox&moved=1`);
    const started = await ask(home);
    assert.equal(new URL(started.headers.get('location') ?? '').origin, new URL(tailchat.url).origin);
    assert.ok(output().includes(`asked for at ${login}, led to ${origin}`), output());
  });
  await checkWorker(named, origin, tailchat, { baseUrl: origin });

  // Another proxy has terminated TLS, so the request is http with the Host of baseUrl.
  const ended = await startLogin(context, 'https://app.example');
  const port = await findPort();
  await startNginx(
    context,
    port,
    `location / { proxy_pass http://${ended.login}; proxy_set_header Host app.example; }`,
  );
  await suite.test('where TLS ends before serve a login starts at once', async () => {
    const started = await fetch(`http://127.0.0.1:${port}/auth/login`, { redirect: 'manual' });
    assert.equal(new URL(started.headers.get('location') ?? '').pathname, '/open/auth');
  });
}
