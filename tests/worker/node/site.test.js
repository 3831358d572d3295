// Checks the files of a server behind the rules of a gate.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serve } from '../../../worker/node/serve.js';
import { alice, startWorld } from '../../support/kit.js';
import { enter, here, makeGate, SCRIPT } from '../gate/kit.js';

const RULES = here(
  { host: '', path: '/open/*', public: true },
  { host: '', path: '/', public: true },
  { host: '', path: '/mine/*', subs: [alice._id] },
  { host: '', path: '/none/*', subs: ['nobody'] },
  { host: '', path: '/app/*', any: true },
);

describe('files behind a gate', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-gate-'));
  let cookie = '';
  before(async () => {
    world = await startWorld();
    cookie = await enter(world);
    for (const name of ['open', 'mine', 'none', 'other', 'app']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'a.txt'), name);
    }
    writeFileSync(join(folder, 'index.html'), 'start');
    const gate = makeGate(world, RULES);
    server = await serve({ login: gate, gate, port: 0, staticDir: folder, spa: true });
  });
  after(async () => {
    await server.close();
    await world.close();
    rmSync(folder, { recursive: true });
  });

  /** @param {string} path @param {Record<string, string>} [headers] */
  const get = (path, headers = SCRIPT) => fetch(server.url + path, { headers, redirect: 'manual' });

  test('are for whom the rules let in', async () => {
    assert.equal(await (await get('/open/a.txt')).text(), 'open');
    assert.equal((await get('/mine/a.txt')).status, 401);
    assert.equal(await (await get('/mine/a.txt', { cookie, ...SCRIPT })).text(), 'mine');
    assert.equal((await get('/none/a.txt', { cookie, ...SCRIPT })).status, 403);
    assert.equal((await get('/other/a.txt', { cookie, ...SCRIPT })).status, 403);
    assert.equal((await get('/open/%2e%2e%2fmine/a.txt')).status, 403);
    assert.equal((await get('/open/..%2fmine/a.txt')).status, 403);
    assert.equal((await get('/healthz')).status, 200);
    assert.equal((await get('/auth/me', { cookie })).status, 200);
  });

  test('lead a person to the login and back', async () => {
    const { status, headers } = await get('/mine/a.txt?b=c', { accept: 'text/html' });
    assert.equal(status, 302);
    assert.match(headers.get('location') ?? '', /\/auth\/login\?return_to=%2Fmine%2Fa\.txt%3Fb%3Dc/);
  });

  test('are sent to many clients that leave at once after them, and the server goes on', async () => {
    const headers = { connection: 'close', ...SCRIPT };
    for (let times = 0; times < 100; times += 1)
      assert.equal(await (await get('/open/a.txt', headers)).text(), 'open');
  });

  test('of one user are kept by no proxy', async () => {
    const mine = await get('/mine/a.txt', { cookie, ...SCRIPT });
    assert.equal(mine.headers.get('cache-control'), 'private, no-cache');
    assert.match(mine.headers.get('vary') ?? '', /Cookie/);
    assert.equal((await get('/open/a.txt')).headers.get('cache-control'), 'no-cache');
  });

  test('a page of --spa is subject to the rule for its own path', async () => {
    const page = { accept: 'text/html' };
    assert.equal(await (await get('/app/page', { cookie, ...page })).text(), 'start');
    assert.equal((await get('/other/page', { cookie, ...page })).status, 403);
    assert.equal((await get('/app/page', page)).status, 302);
  });

  test('slide the session', async () => {
    world.clock.ahead = 3 * 3600_000;
    const { headers } = await get('/app/a.txt', { cookie, ...SCRIPT });
    world.clock.ahead = 0;
    assert.equal(headers.getSetCookie().length, 1);
    assert.equal(headers.get('cache-control'), 'private, no-store');
  });
});
