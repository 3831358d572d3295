// After a logout in a panel, only a click starts another login.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { createVisitor, startWorld } from '../../support/kit.js';
import * as kit from './kit.js';

const { alice, BASE_URL, beginOf, FETCHED, FOREIGN, FRAMED, SHOWN } = kit;
const OURS = { ...FETCHED, 'x-tailchat-login': '1', origin: BASE_URL };
const OUT = /^__Host-tailchat_panel_out_[0-9a-f]{8}$/;
const DAY = 86_400_000;

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

/** A frame whose user has logged out. @param {object} [options] @param {object} [changes] */
async function leave(options = {}, changes = {}) {
  const login = kit.makeLogin(world, changes);
  const frame = kit.createFrame(login, { tailchat, ...options });
  await frame.enter();
  await frame.send('/auth/logout', OURS, 'POST');
  return { login, frame };
}

const isOut = (/** @type {kit.Frame} */ frame) => frame.names().some((name) => OUT.test(name));
/** Whether a page waits for a click on its button. @param {Response} page */
const waits = async (page) => /data-waits/.test(await page.text());

/** Follows the silent login of a page to its end. @param {kit.Frame} frame @param {string} begin */
async function follow(frame, begin) {
  const begun = await frame.send(begin);
  const location = begun.headers.get('location') ?? '';
  const { url } = await tailchat.follow(location, ({ origin }) => origin === BASE_URL);
  return frame.send(url, SHOWN);
}

for (const sameSite of [false, true])
  describe(`in a frame of ${sameSite ? 'the same' : 'another'} site, after a logout`, () => {
    test('a guarded page and the login show the button, and ask nobody', async () => {
      const { login, frame } = await leave({ sameSite });
      assert.ok(isOut(frame));
      const { response } = await login.require(frame.request('/inbox', SHOWN));
      assert.equal(response?.status, 401);
      assert.ok(await waits(/** @type {Response} */ (response)));
      assert.ok(await waits(await frame.send('/auth/login?return_to=/inbox')));
      assert.deepEqual(await (await frame.send('/auth/panels', FETCHED)).json(), {
        embedded_in: [kit.CHAT],
        cookies: true,
        asked: true,
      });
    });

    test('a page that asks quietly is led back, and nothing begins', async () => {
      const { frame } = await leave({ sameSite });
      const quiet = await frame.send('/auth/login?prompt=none&return_to=/inbox');
      assert.equal(quiet.headers.get('location'), '/inbox');
      assert.deepEqual(quiet.headers.getSetCookie(), []);
    });

    test('a page that is shown again by itself begins nothing', async () => {
      const { frame } = await leave({ sameSite });
      const begin = beginOf(await (await frame.send('/auth/login?return_to=/inbox')).text());
      const again = await frame.send(begin);
      assert.equal(again.headers.get('location'), null);
      assert.ok(await waits(again));
      assert.equal(await frame.me(), null);
    });

    test('a click logs in, and takes the mark away', async () => {
      const { frame } = await leave({ sameSite });
      const begin = beginOf(await (await frame.send('/auth/login?return_to=/inbox')).text());
      const end = await follow(frame, `${begin}&asked=pressed`);
      assert.equal(end.headers.get('location'), '/inbox');
      assert.ok(!isOut(frame));
      assert.equal((await frame.me())?.sub, alice._id);
    });

    test("a click on the page's own button does the same", async () => {
      const { frame } = await leave({ sameSite });
      const page = await frame.send('/auth/login?prompt=none&asked=pressed&return_to=/inbox');
      const end = await follow(frame, beginOf(await page.text()));
      assert.equal(end.headers.get('location'), '/inbox');
      assert.ok(!isOut(frame));
    });
  });

test('the mark is partitioned, holds nothing, and is bounded in time', async () => {
  const frame = kit.createFrame(kit.makeLogin(world), { tailchat });
  await frame.enter();
  const answer = await frame.send('/auth/logout', OURS, 'POST');
  const line = answer.headers.getSetCookie().find((one) => /_out_/.test(one));
  assert.match(
    line ?? '',
    /^__Host-tailchat_panel_out_[0-9a-f]{8}=1; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=None; Partitioned$/,
  );
});

test('a click that finds nobody leaves the mark', async () => {
  const { createBrowser } = await import('../../../testing/browser.js');
  const { frame } = await leave();
  const begin = beginOf(await (await frame.send('/auth/login?return_to=/inbox')).text());
  const begun = await frame.send(`${begin}&asked=pressed`);
  const nobody = await createBrowser().follow(
    begun.headers.get('location') ?? '',
    ({ origin }) => origin === BASE_URL,
  );
  const end = await frame.send(nobody.url, SHOWN);
  assert.match(end.headers.get('location') ?? '', /asked=1$/);
  assert.ok(isOut(frame));
});

test('of two panels, the one that was logged in by a click frees the other', async () => {
  const { frame } = await leave();
  const [one, two] = [
    beginOf(await (await frame.send('/auth/login?return_to=/a')).text()),
    beginOf(await (await frame.send('/auth/login?return_to=/b')).text()),
  ];
  await follow(frame, `${one}&asked=pressed`);
  assert.equal((await follow(frame, two)).headers.get('location'), '/b');
});

test('a panel that waited before somebody else in it logged in and out does not log in by itself', async () => {
  const nobody = kit.createFrame(kit.makeLogin(world), { tailchat });
  const waiting = beginOf(await (await nobody.send('/auth/login?return_to=/a&asked=1')).text());
  await nobody.enter();
  await nobody.send('/auth/logout', OURS, 'POST');
  assert.equal((await nobody.send(waiting)).headers.get('location'), null);
});

test('a login of the same site in a window takes the mark away', async () => {
  const { login, frame } = await leave({ sameSite: true });
  const visitor = createVisitor(login, BASE_URL, tailchat);
  const callback = await visitor.begin('popup=1');
  const marks = frame
    .header()
    .split('; ')
    .filter((pair) => /_out_/.test(pair));
  const headers = { cookie: `${visitor.header()}; ${marks.join('; ')}` };
  const response = await visitor.send(callback, { headers });
  const lines = response.headers.getSetCookie().filter((line) => /_out_/.test(line));
  assert.match(lines.join(), /^__Host-tailchat_panel_out_[0-9a-f]{8}=; Max-Age=0; .*Partitioned$/);
});

describe('no mark is left', () => {
  test('by a logout that another panel tries', async () => {
    const frame = kit.createFrame(kit.makeLogin(world), { tailchat });
    await frame.enter();
    await frame.send('/auth/logout', { ...OURS, ...FOREIGN }, 'POST');
    await frame.send('/auth/logout', FETCHED, 'POST');
    assert.ok(!isOut(frame));
  });

  test('by a session that expires: the next one begins silently', async () => {
    const login = kit.makeLogin(world, { sessionSeconds: 60 });
    const frame = kit.createFrame(login, { tailchat });
    await frame.enter();
    world.clock.ahead = DAY;
    const { response } = await login.require(frame.request('/inbox', SHOWN));
    assert.ok(!(await waits(/** @type {Response} */ (response))));
    assert.ok(!isOut(frame));
  });

  test('by revokeUser: Tailchat is asked again, and decides', async () => {
    const login = kit.makeLogin(world, { store: createMemoryStore() });
    const frame = kit.createFrame(login, { tailchat });
    await frame.enter();
    world.clock.ahead = 1000;
    await login.revokeUser(alice._id);
    assert.equal(await frame.me(), null);
    const { response } = await login.require(frame.request('/inbox', FRAMED));
    assert.ok(!(await waits(/** @type {Response} */ (response))));
    assert.ok(!isOut(frame));
  });
});

test('a logout that the store cannot note leaves the mark: the person has logged out', async () => {
  const store = createMemoryStore();
  const { frame } = await leave({}, { store });
  assert.ok(isOut(frame));
  const broken = kit.makeLogin(world, {
    store: {
      ...store,
      delete: () => Promise.reject(new Error('x')),
      put: () => Promise.reject(new Error('x')),
    },
  });
  const other = kit.createFrame(kit.makeLogin(world, { store }), { tailchat });
  await other.enter();
  const headers = { ...OURS, cookie: other.header() };
  const response = await broken.fetch(new Request(`${BASE_URL}/auth/logout`, { method: 'POST', headers }));
  assert.equal(response.status, 503);
  assert.ok(response.headers.getSetCookie().some((line) => /_out_[0-9a-f]{8}=1;/.test(line)));
});

test('on plain http the mark is a plain cookie too', async () => {
  const base = 'http://localhost:8787';
  const login = kit.makeLogin(world, { baseUrl: base });
  const frame = kit.createFrame(login, { sameSite: 'plain', tailchat, base });
  await frame.enter();
  await frame.send('/auth/logout', { ...OURS, origin: base }, 'POST');
  assert.ok(frame.names().some((name) => /^tailchat_out_[0-9a-f]{8}$/.test(name)));
  assert.ok(await waits(await frame.send('/auth/login?return_to=/')));
});
