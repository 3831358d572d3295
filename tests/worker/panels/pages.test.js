// Checks the pages of panels, and the headers about frames in all other answers.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createPanels } from 'tailchat-login/panels';
import { logIn } from '../../../testing/browser.js';
import { END_HASH, END_SCRIPT, PANEL_HASH, PANEL_SCRIPT } from '../../../worker/panels/scripts.js';
import { createVisitor, startWorld } from '../../support/kit.js';
import * as kit from './kit.js';

const { alice, ANCESTORS, BASE_URL, beginOf, CHAT, FETCHED, FRAMED, OPENED, SHOWN } = kit;

/** @type {import('../../support/kit.js').World} */
let world;
before(async () => {
  world = await startWorld();
});
after(() => world.close());

const policyOf = (/** @type {any} */ response) => response.headers.get('content-security-policy') ?? '';
const hashOf = (/** @type {string} */ text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

test('the policies name the scripts as they are', () => {
  assert.equal(PANEL_HASH, hashOf(PANEL_SCRIPT));
  assert.equal(END_HASH, hashOf(END_SCRIPT));
});

describe('require in a frame', () => {
  test('shows a page that logs in silently first, and leads back to the page that was asked for', async () => {
    const frame = kit.createFrame(kit.makeLogin(world));
    for (const headers of [SHOWN, FRAMED]) {
      const { response } = await kit.makeLogin(world).require(frame.request('/a/b?c=d&e="f"', headers));
      assert.equal(response?.status, 401);
      assert.ok(policyOf(response).endsWith(ANCESTORS));
      assert.ok(policyOf(response).includes(`script-src '${PANEL_HASH}'`));
      const begin = new URL(beginOf(await /** @type {Response} */ (response).text()), BASE_URL);
      assert.equal(begin.searchParams.get('return_to'), '/a/b?c=d&e=%22f%22');
      assert.equal(begin.searchParams.get('prompt'), 'none');
    }
  });

  test('answers scripts, forms and pages as it does without panels', async () => {
    const frame = kit.createFrame(kit.makeLogin(world));
    for (const [headers, method, status] of /** @type {[any, string, number][]} */ ([
      [FETCHED, 'GET', 401],
      [FRAMED, 'POST', 401],
      [OPENED, 'GET', 302],
    ])) {
      const request = frame.request('/a', headers, method);
      const [own, plain] = [
        await kit.makeLogin(world).require(request),
        await world.makeLogin().require(request),
      ];
      assert.equal(own.response?.status, status);
      assert.equal(
        await text(own),
        (await text(plain)).replaceAll('_top', headers === FRAMED ? '_self' : '_top'),
      );
    }
  });

  test('speaks Chinese, and is below a prefix where the site is', async () => {
    const login = kit.makeLogin(world, { baseUrl: `${BASE_URL}/docs` });
    const frame = kit.createFrame(login);
    const request = frame.request('/docs/a', { ...SHOWN, 'accept-language': 'zh-CN' });
    const html = await text(await login.require(request));
    assert.match(html, /lang="zh-Hans".*正在登录/s);
    assert.ok(beginOf(html).startsWith('/docs/auth/login?return_to=%2Fdocs%2Fa&'));
  });
});

/** @param {import('tailchat-login/worker').RequireResult} result */
const text = async ({ response }) => (await response?.text()) ?? '';

describe('frame-ancestors', () => {
  test('has the listed origins on every page of ours, and nothing else of the policy changes', async () => {
    const frame = kit.createFrame(kit.makeLogin(world));
    const plain = kit.createFrame(world.makeLogin());
    for (const [path, headers] of /** @type {[string, any][]} */ ([
      ['/auth/login', OPENED],
      ['/auth/callback?state=x&code=y&iss=z', OPENED],
      ['/auth/callback?state=x&code=y&iss=z', SHOWN],
      ['/auth/session', FETCHED],
      ['/auth/me', FETCHED],
      ['/auth/none', OPENED],
    ])) {
      const own = policyOf(await frame.send(path, headers));
      assert.ok(own.endsWith(ANCESTORS), `${path}: ${own}`);
      const before = policyOf(await plain.send(path, headers));
      assert.equal(own.split('frame-ancestors')[0], before.split('frame-ancestors')[0]);
      assert.match(before, /frame-ancestors 'none'$/);
    }
  });

  test('is our own origin alone where no origin is listed', async () => {
    const login = world.makeLogin({ panels: createPanels({ embeddedIn: [] }) });
    const page = await kit.createFrame(login).send('/auth/login', SHOWN);
    assert.match(policyOf(page), /; frame-ancestors 'self'$/);
  });

  test('comes with links that stay in the panel, or open a window', async () => {
    const frame = kit.createFrame(kit.makeLogin(world));
    const html = await (await frame.send('/auth/callback?state=x&code=y&iss=z', SHOWN)).text();
    assert.match(html, /href="\/auth\/login\?[^"]*" target="_self"/);
    assert.doesNotMatch(html, /_top/);
    assert.match(await (await frame.send('/auth/callback?state=x', OPENED)).text(), /target="_top"/);
  });
});

test('panels tells a page where it may ask silently, whether cookies are kept, and whether it has just asked', async () => {
  const frame = kit.createFrame(kit.makeLogin(world));
  const look = async () => (await frame.send('/auth/panels', FETCHED)).json();
  assert.deepEqual(await look(), { embedded_in: [CHAT], cookies: false, asked: false });
  assert.deepEqual(await look(), { embedded_in: [CHAT], cookies: true, asked: false });
  await frame.send('/auth/login?prompt=none&return_to=/');
  assert.deepEqual(await look(), { embedded_in: [CHAT], cookies: true, asked: true });
  assert.equal((await frame.send('/auth/panels', FETCHED, 'POST')).status, 405);
  assert.equal((await kit.createFrame(world.makeLogin()).send('/auth/panels', FETCHED)).status, 404);
});

describe('the popup', () => {
  test('ends at a page that tells its opener, at our own origin alone, and closes', async () => {
    const login = kit.makeLogin(world);
    const visitor = createVisitor(login);
    const end = await visitor.enter('popup=1');
    assert.equal(end.headers.get('location'), '/auth/login?popup=end');
    const page = await visitor.get('/auth/login?popup=end', OPENED);
    assert.ok(policyOf(page).includes(`script-src '${END_HASH}'`));
    assert.ok((await page.text()).includes(END_SCRIPT));
    assert.match(END_SCRIPT, /opener\?\.postMessage\('tailchat-login-ended', location\.origin\)/);
    assert.equal((await visitor.me()).sub, alice._id);
    assert.doesNotMatch(visitor.header(), /_end_/, 'the mark is spent');
  });

  test('that was given up does not change where the next login ends', async () => {
    const visitor = createVisitor(kit.makeLogin(world));
    await visitor.get('/auth/login?popup=1');
    assert.match(visitor.header(), /_end_/);
    const end = await visitor.enter('return_to=/inbox');
    assert.equal(end.headers.get('location'), '/inbox');
  });

  test('asked for at another host is led to the site, and stays a popup', async () => {
    const login = kit.makeLogin(world);
    const request = new Request('https://www.app.example/auth/login?popup=1', { headers: OPENED });
    const to = new URL((await login.fetch(request)).headers.get('location') ?? '');
    assert.equal(to.origin, BASE_URL);
    assert.equal(to.searchParams.get('popup'), '1');
  });

  test('is a plain login in a worker without panels', async () => {
    const visitor = createVisitor(world.makeLogin());
    assert.equal((await visitor.enter('popup=1&return_to=/inbox')).headers.get('location'), '/inbox');
  });
});

test('a site on plain http has no partitioned cookies, and says that they need https', async () => {
  /** @type {string[]} */
  const log = [];
  const base = 'http://192.168.1.5:8787';
  const login = kit.makeLogin(world, {
    baseUrl: base,
    allowHttp: 'private',
    log: (/** @type {string} */ line) => log.push(line),
  });
  const site = await login.site(new Request(`${base}/`));
  await login.site(new Request(`${base}/`));
  assert.deepEqual(
    log
      .filter((line) => /panels/.test(line))
      .map((line) => /panels: baseUrl is on http, and a panel on another domain needs https/.test(line)),
    [true],
    'once, at the start',
  );
  assert.equal(site.cookies.length, 2);
  const begin = beginOf(
    await (await login.fetch(new Request(`${base}/auth/login`, { headers: SHOWN }))).text(),
  );
  const lost = await login.fetch(new Request(new URL(begin, base), { headers: FRAMED }));
  assert.match(await lost.text(), /on another domain they need https/);
  assert.equal(lost.headers.getSetCookie().length, 0);
});

test('on localhost Chromium and Firefox keep partitioned cookies of http too, as they do on https', async () => {
  const tailchat = await kit.meetTailchat(world);
  for (const base of ['http://localhost:8787', 'http://127.0.0.1:8787']) {
    const frame = kit.createFrame(kit.makeLogin(world, { baseUrl: base }), { tailchat, base });
    const begun = await frame.ask('return_to=/inbox');
    assert.ok(begun.headers.get('location')?.startsWith(world.tailchat.url));
    for (const line of begun.headers.getSetCookie().filter((one) => /panel/.test(one)))
      assert.match(line, /^__Host-tailchat_panel_.*; Secure; SameSite=None; Partitioned$/);
  }
  const base = 'http://localhost:8787';
  const frame = kit.createFrame(kit.makeLogin(world, { baseUrl: base }), { tailchat, base });
  await frame.enter();
  assert.ok(frame.names().every((name) => /^__Host-tailchat_panel_/.test(name)));
  assert.equal((await frame.me())?.sub, alice._id);
});

test('where a browser keeps plain cookies alone, a page on http asks once, and not for ever', async () => {
  const base = 'http://localhost:8787';
  const frame = kit.createFrame(kit.makeLogin(world, { baseUrl: base }), { sameSite: 'plain', base });
  const look = async () => (await frame.send('/auth/panels', FETCHED)).json();
  await look();
  assert.deepEqual(await look(), { embedded_in: [CHAT], cookies: true, asked: false });
  await frame.send('/auth/login?prompt=none&return_to=/');
  assert.deepEqual(await look(), { embedded_in: [CHAT], cookies: true, asked: true });
});
