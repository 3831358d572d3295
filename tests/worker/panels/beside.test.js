// Checks the partitioned session beside the plain one: renewal, replacement, logout, stores, size, and the gate.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createGate } from 'tailchat-login/gate';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { createVisitor, startWorld } from '../../support/kit.js';
import * as kit from './kit.js';

const { alice, BASE_URL, FETCHED, FOREIGN, FRAMED, SHOWN } = kit;
const HALF_A_DAY = 43_200_000;
const OURS = { 'x-tailchat-login': '1', origin: BASE_URL };

/** @type {import('../../support/kit.js').World} */
let world;
/** @type {Awaited<ReturnType<typeof kit.meetTailchat>>} */
let tailchat;
before(async () => {
  world = await startWorld();
  tailchat = await kit.meetTailchat(world);
});
beforeEach(() => {
  world.clock.ahead = 0;
});
after(() => world.close());

const pairs = (/** @type {string} */ header, /** @type {RegExp} */ of) =>
  header.split('; ').filter((pair) => of.test(pair));
const SESSION = /tailchat_(panel_)?(renewal_)?[0-9a-f]{8}=/;

/** @param {object} [changes] */
async function enterBoth(changes) {
  const login = kit.makeLogin(world, changes);
  const frame = kit.createFrame(login, { tailchat });
  await frame.enter();
  const visitor = createVisitor(login, BASE_URL, tailchat);
  await visitor.enter('');
  const cookie = [frame, visitor].flatMap((one) => pairs(one.header(), SESSION)).join('; ');
  return { login, frame, visitor, cookie };
}

const cleared = (/** @type {Response} */ response) =>
  response.headers
    .getSetCookie()
    .filter((line) => /Max-Age=0/.test(line))
    .map((line) => line.split('=', 1)[0]);

test('a session in a panel slides, and stays partitioned', async () => {
  const frame = kit.createFrame(kit.makeLogin(world), { tailchat });
  await frame.enter();
  world.clock.ahead = HALF_A_DAY;
  const answer = await frame.send('/auth/session', FETCHED);
  const [line] = answer.headers.getSetCookie();
  assert.match(line, /^__Host-tailchat_panel_renewal_.*; SameSite=None; Partitioned$/);
  assert.equal((await frame.me())?.sub, alice._id);
});

test('a session in a panel ends when its time is over', async () => {
  const frame = kit.createFrame(kit.makeLogin(world, { sessionSeconds: 60 }), { tailchat });
  await frame.enter();
  world.clock.ahead = 61_000;
  assert.equal(await frame.me(), null);
});

describe('where both cookies arrive', () => {
  test('a logout clears both, and the store keeps neither', async () => {
    const { login, cookie } = await enterBoth({ store: createMemoryStore() });
    assert.equal((await login.sessions(alice._id)).length, 2);
    const headers = { ...FETCHED, ...OURS, cookie };
    const request = new Request(`${BASE_URL}/auth/logout`, { method: 'POST', headers });
    const response = await login.fetch(request);
    assert.equal(response.status, 204);
    const names = pairs(cookie, SESSION).map((pair) => pair.split('=', 1)[0]);
    assert.equal(names.length, 2);
    for (const name of names) assert.ok(cleared(response).includes(name), name);
    for (const line of response.headers.getSetCookie().filter((one) => /panel/.test(one)))
      assert.match(line, /Secure; SameSite=None; Partitioned$/);
    assert.deepEqual(await login.sessions(alice._id), []);
  });

  test('a logout that the store cannot note says so, and still clears both', async () => {
    const store = createMemoryStore();
    const { login, cookie } = await enterBoth({ store });
    const broken = kit.makeLogin(world, {
      store: {
        ...store,
        delete: () => Promise.reject(new Error('x')),
        put: () => Promise.reject(new Error('x')),
      },
    });
    const panelOnly = pairs(cookie, /panel/).join('; ');
    const headers = { ...FETCHED, ...OURS, cookie: panelOnly };
    const response = await broken.fetch(new Request(`${BASE_URL}/auth/logout`, { method: 'POST', headers }));
    assert.equal(response.status, 503);
    assert.ok(cleared(response).some((name) => /panel/.test(name)));
    assert.ok(login);
  });

  test('a login replaces both', async () => {
    const store = createMemoryStore();
    const { login, cookie } = await enterBoth({ store });
    const before = await login.sessions(alice._id);
    const visitor = createVisitor(login, BASE_URL, tailchat);
    const callback = await visitor.begin('');
    const own = visitor.header();
    const response = await visitor.send(callback, { headers: { cookie: `${own}; ${cookie}` } });
    assert.ok(cleared(response).some((name) => /^__Host-tailchat_panel_[0-9a-f]{8}$/.test(name)));
    const after = await login.sessions(alice._id);
    assert.equal(after.length, 1);
    assert.ok(before.every(({ sid }) => sid !== after[0].sid));
  });
});

test('a logout in the panel leaves the session of the site', async () => {
  const { login, frame, visitor } = await enterBoth({ store: createMemoryStore() });
  await frame.send('/auth/logout', { ...FETCHED, ...OURS }, 'POST');
  assert.equal(await frame.me(), null);
  assert.equal((await visitor.me())?.sub, alice._id);
  assert.equal((await login.sessions(alice._id)).length, 1);
});

test('revokeUser ends both', async () => {
  const { login, frame, visitor } = await enterBoth({ store: createMemoryStore() });
  assert.equal((await frame.me())?.sub, alice._id);
  world.clock.ahead = 1000;
  await login.revokeUser(alice._id);
  assert.equal(await frame.me(), null);
  assert.equal(await visitor.me(), null);
});

test('the largest user fits the cookie of a panel', async () => {
  const claims = { t: 'c'.repeat(LIMITS.session_claims_bytes - 8) };
  const login = kit.makeLogin(world, {
    onLogin: () => claims,
    sessionSeconds: 34_560_000,
    sessionAbsoluteSeconds: 34_560_000,
  });
  const frame = kit.createFrame(login, { tailchat });
  const end = await frame.enter();
  assert.equal(end.headers.get('location'), '/inbox');
  assert.deepEqual((await login.user(frame.request('/', FRAMED)))?.claims, claims);
  // The bytes that the longest texts would add. The cookie must have room for them.
  const [line] = end.headers.getSetCookie().filter((one) => /^__Host-tailchat_panel_[0-9a-f]{8}=/.test(one));
  const plain = line.length - 'panel_'.length - 'None; Partitioned'.length + 'Lax'.length;
  assert.ok(LIMITS.cookie_bytes - 3900 > line.length - plain, 'twenty bytes more than the plain one');
});

test('the names of the partitioned cookies are among those of the site', async () => {
  const { cookies } = await kit.makeLogin(world).site(new Request(BASE_URL));
  assert.equal(cookies.filter((name) => /^__Host-tailchat_panel_/.test(name)).length, 2);
});

describe('the gate', () => {
  const rules = [{ host: 'app.example', path: '/*', any: true }];
  const setOf = (/** @type {string} */ set, /** @type {string} */ method) => ({
    [`x-${set}-method`]: method,
    [`x-${set}-proto`]: 'https',
    [`x-${set}-host`]: 'app.example',
    [`x-${set}-uri`]: '/page',
  });

  for (const [route, set] of [
    ['check', 'original'],
    ['forward', 'forwarded'],
  ])
    test(`${route} lets a partitioned session through as require does, and no other panel's request`, async () => {
      const login = kit.makeLogin(world);
      const frame = kit.createFrame(login, { tailchat });
      await frame.enter();
      const gate = createGate({ login, rules: /** @type {any} */ (rules) });
      const ask = async (/** @type {Record<string, string>} */ headers, method = 'GET') => {
        const all = { cookie: frame.header(), ...headers, ...setOf(set, method) };
        return (await gate.fetch(new Request(`${BASE_URL}/auth/${route}`, { headers: all }))).status;
      };
      for (const headers of [FETCHED, FRAMED, SHOWN]) assert.equal(await ask(headers), 204);
      assert.equal(await ask(FETCHED, 'POST'), 204);
      assert.equal(await ask({ origin: BASE_URL }, 'POST'), 204);
      for (const [headers, method] of /** @type {[any, string][]} */ ([
        [FOREIGN, 'GET'],
        [FOREIGN, 'POST'],
        [SHOWN, 'POST'],
        [{}, 'GET'],
      ]))
        assert.equal(await ask(headers, method), 401, JSON.stringify([headers, method]));
    });
});
