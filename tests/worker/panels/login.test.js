// Checks how a login in a panel starts, and that it cannot start elsewhere.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createVisitor, startWorld } from '../../support/kit.js';
import * as kit from './kit.js';

const { alice, ANCESTORS, BASE_URL, beginOf, FETCHED, FOREIGN, FRAMED, OPENED, SHOWN } = kit;

/** @type {import('../../support/kit.js').World} */
let world;
/** @type {Awaited<ReturnType<typeof kit.meetTailchat>>} */
let tailchat;
before(async () => {
  world = await startWorld();
  tailchat = await kit.meetTailchat(world);
});
after(() => world.close());

const frameOf = (/** @type {object} */ options = {}) =>
  kit.createFrame(kit.makeLogin(world), { tailchat, ...options });
const PANEL = /^__Host-tailchat_panel_/;

describe('a login in a frame', () => {
  test('shows a page of ours first, which only the listed origins can show', async () => {
    for (const headers of [FRAMED, SHOWN]) {
      const frame = frameOf();
      const page = await frame.send('/auth/login?return_to=/inbox', headers);
      assert.equal(page.status, 200);
      const policy = page.headers.get('content-security-policy') ?? '';
      assert.ok(policy.endsWith(ANCESTORS), policy);
      assert.equal(page.headers.get('location'), null);
      assert.equal(frame.names().length, 1, 'only that it was shown');
    }
  });

  test('logs in silently with partitioned cookies, and leads back', async () => {
    const frame = frameOf();
    const end = await frame.enter('return_to=/inbox?a=1');
    assert.equal(end.headers.get('location'), '/inbox?a=1');
    assert.ok(frame.names().every((name) => PANEL.test(name)));
    for (const line of end.headers.getSetCookie().filter((one) => !/Max-Age=0/.test(one)))
      assert.match(line, /; Path=\/; HttpOnly; Secure; SameSite=None; Partitioned$/);
    assert.equal((await frame.me())?.sub, alice._id);
  });

  test('starts only with the secret of that page, which the cookie repeats', async () => {
    const frame = frameOf();
    const first = beginOf(await (await frame.send('/auth/login?return_to=/a')).text());
    for (const wrong of ['panel=', 'panel=1', `panel=${'A'.repeat(22)}`]) {
      const refused = await frame.send(first.replace(/panel=[^&]+/, wrong));
      assert.equal(refused.headers.get('location'), null, wrong);
      assert.ok(frame.names().every((name) => !/_tx_/.test(name)));
    }
    const foreign = await frame.send(first, SHOWN);
    assert.match(await foreign.text(), /navigation_required/);
    assert.ok((await frame.send(first)).headers.get('location')?.startsWith(world.tailchat.url));
  });

  test('of two panels at once shares the secret', async () => {
    const frame = frameOf();
    const [one, two] = [
      await frame.send('/auth/login?return_to=/a'),
      await frame.send('/auth/login?return_to=/b'),
    ];
    for (const page of [one, two]) assert.equal((await frame.send(beginOf(await page.text()))).status, 302);
  });

  test('says so where the browser keeps no cookies, and offers the site in a window', async () => {
    const login = kit.makeLogin(world);
    const page = await login.fetch(new Request(`${BASE_URL}/auth/login?return_to=/a`, { headers: FRAMED }));
    const begin = new URL(beginOf(await page.text()), BASE_URL);
    const lost = await login.fetch(new Request(begin, { headers: FRAMED }));
    assert.match(await lost.text(), /keeps no cookies for a panel.*href="\/a" target="_blank"/);
    begin.searchParams.delete('ask');
    const quiet = await login.fetch(new Request(begin, { headers: FRAMED }));
    assert.equal(quiet.headers.get('location'), '/a');
  });

  test('that found nobody ends at the page with one button, or back where it was asked quietly', async () => {
    const { createBrowser } = await import('../../../testing/browser.js');
    const frame = frameOf({ tailchat: createBrowser() });
    const end = await frame.enter('return_to=/inbox');
    const asked = end.headers.get('location') ?? '';
    assert.equal(asked, '/auth/login?return_to=%2Finbox&asked=1');
    const html = await (await frame.send(asked, SHOWN)).text();
    assert.equal(html.match(/class="again"/g)?.length, 1);
    assert.match(html, /href="\/auth\/login\?popup=1" target="_blank"/);
    assert.match(html, /data-waits/);
    const quiet = await frame.enter('prompt=none&return_to=/inbox');
    assert.equal(quiet.headers.get('location'), '/inbox');
  });

  test('of the same site is a plain login, and leaves no partitioned session', async () => {
    const frame = frameOf({ sameSite: true });
    await frame.enter();
    assert.deepEqual(
      frame
        .names()
        .filter((name) => !/_(tx|shown|end)_/.test(name))
        .map((name) => PANEL.test(name)),
      [false],
    );
    assert.equal((await frame.me())?.sub, alice._id);
  });
});

describe('a partitioned session', () => {
  /** Whether `user` accepts the partitioned session. @param {Record<string, string>} headers @param {string} [method] */
  const counts = async (headers, method) => {
    const login = kit.makeLogin(world);
    const { frame } = await entered;
    const request = frame.request('/page', headers, method);
    const user = await login.user(request);
    const session = await login.session(request);
    const { response } = await login.require(request);
    assert.equal(session.user?.sub, user?.sub);
    assert.equal(response === undefined, user !== null);
    return user?.sub === alice._id;
  };
  /** @type {Promise<{ frame: kit.Frame }>} */
  let entered;
  before(async () => {
    const frame = frameOf();
    entered = frame.enter().then(() => ({ frame }));
    await entered;
  });

  test('counts for pages of ours and for who opens a page', async () => {
    for (const headers of [FETCHED, FRAMED, SHOWN, OPENED])
      assert.ok(await counts(headers), JSON.stringify(headers));
    assert.ok(await counts({ ...FETCHED }, 'POST'));
    assert.ok(await counts({ origin: BASE_URL }, 'POST'), 'without Fetch Metadata, by Origin');
    assert.ok(await counts({ origin: BASE_URL, upgrade: 'websocket', connection: 'upgrade' }), 'WebSocket');
  });

  test('is nobody for another panel', async () => {
    assert.equal(await counts(FOREIGN), false);
    assert.equal(await counts(FOREIGN, 'POST'), false);
    assert.equal(await counts(SHOWN, 'POST'), false, 'a form of another panel');
    assert.equal(await counts({ ...SHOWN, 'sec-fetch-dest': 'embed' }), false);
    assert.equal(await counts({ ...FOREIGN, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }), false);
    assert.equal(await counts({ ...FOREIGN, 'sec-fetch-mode': 'websocket', upgrade: 'websocket' }), false);
    assert.equal(await counts({ origin: 'https://evil.example', upgrade: 'websocket' }), false);
    assert.equal(await counts({ origin: 'null' }, 'POST'), false);
    assert.equal(await counts({}), false, 'who says nothing');
    assert.equal(await counts({ ...FETCHED, 'sec-fetch-site': 'same-site' }), false);
  });

  test('is nobody for another panel at our routes', async () => {
    const { frame } = await entered;
    for (const route of ['session', 'me']) {
      const answer = await frame.send(`/auth/${route}`, FOREIGN);
      assert.equal(answer.status, 403);
    }
    const before = frame.names();
    const refused = await frame.send('/auth/logout', { ...FOREIGN, 'x-tailchat-login': '1' }, 'POST');
    assert.equal(refused.status, 403);
    assert.deepEqual(frame.names(), before);
  });

  test('is nothing under the name of the plain cookie, nor the other way round', async () => {
    const { frame } = await entered;
    const login = kit.makeLogin(world);
    const pairs = frame
      .header()
      .split('; ')
      .filter((pair) => /panel_[0-9a-f]{8}=/.test(pair));
    assert.equal(pairs.length, 1);
    const moved = pairs[0].replace('tailchat_panel_', 'tailchat_');
    assert.equal(await login.user(frame.request('/', { ...FRAMED, cookie: moved })), null);
    const visitor = createVisitor(login, BASE_URL, tailchat);
    await visitor.enter('');
    const plain = visitor
      .header()
      .split('; ')
      .filter((pair) => /tailchat_[0-9a-f]{8}=/.test(pair))[0];
    assert.equal((await login.user(frame.request('/', { ...FRAMED, cookie: plain })))?.sub, alice._id);
    const renamed = plain.replace('tailchat_', 'tailchat_panel_');
    assert.equal(await login.user(frame.request('/', { ...FRAMED, cookie: renamed })), null);
  });

  test('gives way to the plain one where both arrive, also to one that is nobody', async () => {
    const { frame } = await entered;
    const login = kit.makeLogin(world);
    const [, suffix] = /panel_([0-9a-f]{8})=/.exec(frame.header()) ?? [];
    const both = { ...FRAMED, cookie: `${frame.header()}; __Host-tailchat_${suffix}=x` };
    assert.equal(await login.user(frame.request('/', both)), null);
  });
});
