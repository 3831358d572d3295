// Runs `serve` as one of several processes, and in a Node whose settings break a login.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { KEY } from '../../support/kit.js';
import { listening, run, start } from '../../support/command.js';

const CLI = fileURLToPath(new URL('../../../cli/main.js', import.meta.url));
const ENV = {
  TAILCHAT_API_URL: 'https://tailchat.example',
  TAILCHAT_CLIENT_ID: 'tc_0123456789abcdef01234567',
  TAILCHAT_CLIENT_SECRET: 'SECRET-VALUE',
  TAILCHAT_SESSION_KEYS: KEY,
  TAILCHAT_BASE_URL: 'http://localhost:8787',
};

/** Starts workers as PM2's cluster mode does: all share the port of the first one. */
const PRIMARY = `import cluster from 'node:cluster';
  cluster.setupPrimary({ exec: ${JSON.stringify(CLI)}, args: ['serve', '--port', '0'] });
  const ready = [1, 2].map(() => new Promise((done) => cluster.fork().on('listening', ({ port }) => done(port)).on('exit', () => done('gone'))));
  console.log('ports ' + (await Promise.all(ready)).join(' ') + ' all');
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
    process.exit(0);
  });`;

describe('serve', () => {
  test('in node:cluster shares the port, and says that one redemption needs a store', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const program = join(folder, 'primary.mjs');
    writeFileSync(program, PRIMARY);
    const primary = start([], ENV, { program });
    t.after(async () => {
      primary.child.kill();
      await primary.ended;
    });
    const ports = (await listening(primary, /ports (.*) all/)).split(' ');
    assert.match(ports.join(), /^(\d+),\1$/);
    assert.equal((await fetch(`http://127.0.0.1:${ports[0]}/healthz`)).status, 200);
    await listening(primary, /(?:open http[\s\S]*){2}()/);
    assert.match(
      primary.output.out,
      /several processes share this port: without a shared store.*docs\/production\.md/,
    );
    // A process outside of the cluster must not get the same port.
    const { status, error } = await run(['serve', '--port', ports[0]], ENV);
    assert.deepEqual([status, error], [1, `tailchat-login: port ${ports[0]} is taken\n`]);
  });

  test('alone says nothing of a store, and warns of a proxy that Node does not use', async (t) => {
    const server = start(['serve', '--port', '0'], { ...ENV, HTTPS_PROXY: 'http://u:SECRET@127.0.0.1:9' });
    await listening(server);
    t.after(() => server.child.kill());
    assert.match(
      server.output.error,
      /^tailchat-login: HTTPS_PROXY is set, and Node does not use it: .*NODE_USE_ENV_PROXY=1/,
    );
    assert.doesNotMatch(server.output.error + server.output.out, /SECRET|several/);
  });

  test('serves claims for other programs with --oidc alone', async (t) => {
    const document = '/.well-known/openid-configuration';
    for (const flag of [[], ['--oidc']]) {
      const server = start(['serve', '--port', '0', ...flag], ENV);
      const url = await listening(server);
      t.after(() => server.child.kill());
      const answers = [fetch(url + document), fetch(`${url}/auth/userinfo`)];
      const statuses = (await Promise.all(answers)).map(({ status }) => status);
      assert.deepEqual(statuses, flag.length ? [200, 401] : [404, 404]);
      const said =
        /claims at http:\/\/localhost:8787\/auth\/userinfo; .* https:\/\/tailchat\.example\/\.well-known/;
      assert.equal(said.test(server.output.out), flag.length > 0);
    }
  });

  test('--oidc with a wrong variable ends at its start, and names it', async () => {
    for (const name of ['TAILCHAT_OIDC_GROUPS', 'TAILCHAT_OIDC_EMAIL']) {
      const { status, error } = await run(['serve', '--oidc', '--port', '0'], { ...ENV, [name]: 'yes' });
      assert.equal(status, 1);
      assert.match(error, new RegExp(`${name} must be true or false\\n$`));
    }
    const wrong = { ...ENV, TAILCHAT_INTERNAL_API_URL: 'nonsense' };
    const { error } = await run(['serve', '--oidc', '--port', '0'], wrong);
    assert.match(error, /^tailchat-login: TAILCHAT_INTERNAL_API_URL is not an absolute https URL/);
  });

  test('lets the origins of TAILCHAT_EMBEDDED_IN show the site in a panel, its pages too', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'index.html'), '<!doctype html>page');
    writeFileSync(join(folder, 'a.txt'), 'text');
    writeFileSync(join(folder, 'rules.json'), '[{"host":"localhost:8787","path":"/*","public":true}]');
    const env = { ...ENV, TAILCHAT_EMBEDDED_IN: 'https://chat.example' };
    for (const flag of [[], ['--gate', join(folder, 'rules.json')]]) {
      const server = start(['serve', '--port', '0', '--static', folder, ...flag], env);
      const url = await listening(server);
      t.after(() => server.child.kill());
      const policies = await Promise.all(
        ['/', '/a.txt', '/auth/none'].map(async (path) =>
          (await fetch(url + path)).headers.get('content-security-policy'),
        ),
      );
      const allowed = "frame-ancestors 'self' https://chat.example";
      assert.deepEqual(policies.slice(0, 2), [allowed, null]);
      assert.ok(policies[2]?.endsWith(allowed));
    }
  });

  test('with a wrong TAILCHAT_EMBEDDED_IN ends at its start, and names it', async () => {
    const env = { ...ENV, TAILCHAT_EMBEDDED_IN: 'https://*.example' };
    const { status, error } = await run(['serve', '--port', '0'], env);
    assert.equal(status, 1);
    assert.match(error, /TAILCHAT_EMBEDDED_IN must be at most 32 https origins/);
  });

  test('without WebAssembly ends at its start, and names --jitless', async () => {
    const { status, error } = await run(['--jitless', CLI, 'serve', '--port', '0'], ENV, {
      program: '--no-warnings',
    });
    assert.equal(status, 1);
    assert.match(error, /tailchat-login: this Node has no WebAssembly, .* without --jitless\n$/);
  });
});
