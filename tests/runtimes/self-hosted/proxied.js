// Runs a login through a proxy in front of the site and of Tailchat's two ports.
import assert from 'node:assert/strict';
import { logIn } from '../../../testing/browser.js';
import { findPort } from '../ports.js';
import { checkWorker } from '../server_cases.js';
import { alice } from '../tailchat.js';
import { createVisitor } from '../visitor.js';

/** The session cookie of this user is close to the limit of 4 KB. */
const LONG = `https://pictures.example/${'n'.repeat(2000)}`;

/** Has the form of a code. */
const CODE = 'a-code-that-no-log-may-have-0000000000000000';

/**
 * @typedef {object} Ports
 * @property {number} chat the port of the proxy for Tailchat
 * @property {number} site the port of the proxy for the site
 * @property {string} open the host and port of Tailchat's open platform
 * @property {string} login the host and port of `tailchat-login serve`
 */

/**
 * @param {import('../everywhere.js').Context} context
 * @param {import('../suite.js').Suite} suite
 * @param {string} name
 * @param {(ports: Ports) => Promise<{ readLogs: () => Promise<string> }>} startProxy
 */
export async function checkProxied(context, suite, name, startProxy) {
  const [chat, site] = [await findPort(), await findPort()];
  const baseUrl = `http://127.0.0.1:${site}`;
  const tailchat = await context.startTailchat(`http://127.0.0.1:${chat}`);
  const { says, stop } = context.start(
    context.node,
    [context.find('.bin/tailchat-login'), 'serve', '--port', '0'],
    {
      env: tailchat.environment(baseUrl),
    },
  );
  const [, login] = await says(/listening on http:\/\/(\S+)/);
  const { readLogs } = await startProxy({ chat, site, open: new URL(tailchat.url).host, login });

  await checkWorker(
    { ...suite, test: (rule, work) => suite.test(`through ${name}: ${rule}`, work) },
    baseUrl,
    tailchat,
    { baseUrl },
  );
  await suite.test(`${name} passes the largest cookies on, both ways`, async () => {
    Object.assign(tailchat.users[0], { avatar: LONG });
    const visitor = createVisitor(baseUrl, baseUrl);
    const started = await visitor.get('/auth/login?return_to=/');
    const callback = await logIn(visitor.atTailchat, started.headers.get('location') ?? '', alice);
    assert.deepEqual(await visitor.arrive(callback), { status: 302, location: '/', cookies: true });
    assert.equal((await (await visitor.get('/auth/me')).json()).avatar, LONG);
  });
  await suite.test(`no log of ${name} has a query, whether the login answers or is down`, async () => {
    const ask = async () => {
      for (const path of ['/auth/callback', '/page', '/'])
        for (const headers of [{}, { referer: `${baseUrl}/page?code=${CODE}` }])
          await (await fetch(`${baseUrl}${path}?code=${CODE}&state=s`, { headers })).arrayBuffer();
    };
    await ask();
    await stop();
    await ask();
    const down = await fetch(`${baseUrl}/auth/callback?code=${CODE}`);
    assert.equal(down.status, 502);
    const logs = await readLogs();
    assert.match(logs, /\/auth\/callback/);
    assert.match(logs, /502/);
    assert.ok(
      !logs.includes(CODE),
      logs.split('\n').find((line) => line.includes(CODE)),
    );
  });
}
