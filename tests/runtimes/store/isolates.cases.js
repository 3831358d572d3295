// Runs two workers of workerd over one Durable Object namespace. They behave like two isolates of a site.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Miniflare } from 'miniflare';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { createCookieJar } from '../../../testing/cookies.js';
import { alice, BASE_URL, startStandIn } from '../tailchat.js';
import { bundleModules } from './bundle.js';

const className = 'LoginStore';

describe('two isolates over one store of Durable Objects', () => {
  /** @type {Awaited<ReturnType<typeof startStandIn>>} */
  let tailchat;
  /** @type {Miniflare} */
  let miniflare;
  /** @type {URL[]} */
  let isolates;
  before(async () => {
    tailchat = await startStandIn();
    const worker = {
      modules: await bundleModules(new URL('isolate.worker.js', import.meta.url)),
      compatibilityDate: '2026-07-01',
      unsafeDirectSockets: [{ port: 0 }],
      bindings: tailchat.environment(),
    };
    const object = { className, useSQLite: true };
    miniflare = new Miniflare({
      workers: [
        { ...worker, name: 'one', durableObjects: { LOGIN_STORE: object } },
        { ...worker, name: 'two', durableObjects: { LOGIN_STORE: { ...object, scriptName: 'one' } } },
      ],
    });
    isolates = await Promise.all(['one', 'two'].map((name) => miniflare.unsafeGetDirectURL(name)));
  });
  after(async () => {
    await miniflare.dispose();
    await tailchat.close();
  });

  /** @param {URL} isolate @param {string} path @param {string} [cookie] */
  const ask = (isolate, path, cookie = '') =>
    fetch(new URL(path, isolate), { headers: { cookie, accept: 'application/json' }, redirect: 'manual' });

  /** Walks through a login up to its callback at baseUrl: returns the callback's path and the cookies. */
  async function begin() {
    const started = await ask(isolates[0], '/auth/login?return_to=/inbox&moved=1');
    const jar = createCookieJar();
    jar.store(BASE_URL, started.headers.getSetCookie());
    const { pathname, search } = new URL(
      await logIn(createBrowser(), started.headers.get('location') ?? '', alice),
    );
    tailchat.requests.length = 0;
    return { path: pathname + search, cookie: jar.header(BASE_URL) };
  }

  /** The session's cookie. @param {Response} answer */
  function enter(answer) {
    assert.deepEqual([answer.status, answer.headers.get('location')], [302, '/inbox']);
    const jar = createCookieJar();
    jar.store(BASE_URL, answer.headers.getSetCookie());
    return jar.header(BASE_URL);
  }

  /** The answers of all isolates for a cookie. @param {string | undefined} cookie */
  const statuses = (cookie) =>
    Promise.all(isolates.map(async (isolate) => (await ask(isolate, '/auth/me', cookie)).status));

  test('given the same callback at once make one token call, and lead to one session', async () => {
    const { path, cookie } = await begin();
    const answers = await Promise.all(
      [...isolates, ...isolates].map((isolate) => ask(isolate, path, cookie)),
    );
    const sids = await Promise.all(
      answers.map(async (answer) => (await ask(isolates[1], '/sid', enter(answer))).text()),
    );
    assert.equal(new Set(sids).size, 1);
    assert.equal(tailchat.countRedeemed(), 1);
  });

  test('lead to the session when the callback comes again to the other one', async () => {
    const { path, cookie } = await begin();
    enter(await ask(isolates[0], path, cookie));
    assert.deepEqual(await statuses(enter(await ask(isolates[1], path, cookie))), [200, 200]);
    assert.equal(tailchat.countRedeemed(), 1);
  });

  test('know a session that either has revoked as nobody, at the next request', async () => {
    const { path, cookie } = await begin();
    const session = enter(await ask(isolates[0], path, cookie));
    assert.deepEqual(await statuses(session), [200, 200]);
    const sid = await (await ask(isolates[0], '/sid', session)).text();
    assert.equal((await ask(isolates[1], `/revoke-session?sid=${sid}`)).status, 204);
    assert.deepEqual(await statuses(session), [401, 401]);
  });

  test('know every session of a revoked user as nobody, and the next login as good', async () => {
    const sessions = [];
    for (const isolate of isolates) {
      const { path, cookie } = await begin();
      sessions.push(enter(await ask(isolate, path, cookie)));
    }
    assert.equal((await ask(isolates[0], `/revoke-user?sub=${alice._id}`)).status, 204);
    for (const session of sessions) assert.deepEqual(await statuses(session), [401, 401]);
    const { path, cookie } = await begin();
    assert.deepEqual(await statuses(enter(await ask(isolates[1], path, cookie))), [200, 200]);
  });
});
