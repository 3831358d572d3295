// The checks for the example of each proxy.
import assert from 'node:assert/strict';
import { ELSEWHERE, LEAST_PATHS, PATHS } from './tricks.js';

/** @typedef {import('./scene.js').Scene} Scene */

const NAMES = [
  'Remote-User',
  'X-Tailchat-Sub',
  'X-Tailchat-Nickname',
  'X-Tailchat-Discriminator',
  'X-Tailchat-Avatar',
  'X-Tailchat-Groups',
  'X-Tailchat-Assertion',
  'X-Forwarded-Method',
  'X-Forwarded-Uri',
  'X-Forwarded-Host',
  'X-Forwarded-For',
  'X-Original-Method',
  'X-Original-Host',
  'X-Original-URI',
  'X-HTTP-Method-Override',
  // By what programs are told the same under other names.
  'X-Forwarded-User',
  'X-Forwarded-Email',
  'X-Forwarded-Groups',
  'X-Forwarded-Preferred-Username',
  'X-Forwarded-Access-Token',
  'X-Forwarded-Port',
  'X-Forwarded-Prefix',
  'X-Forwarded-Proto',
  'X-Forwarded-Ssl',
  'X-Original-URL',
  'X-Rewrite-URL',
  'X-HTTP-Method',
  'X-Method-Override',
  'X-Real-IP',
  'X-Remote-User',
  'X-Auth-Request-User',
  'Remote-Name',
  'Remote-Email',
  'Remote-Groups',
  'Forwarded',
  'Proxy',
];
const SPELLINGS = [
  (/** @type {string} */ name) => name,
  (/** @type {string} */ name) => name.toLowerCase(),
  (/** @type {string} */ name) => name.toUpperCase(),
  (/** @type {string} */ name) => name.replaceAll('-', '_'),
  (/** @type {string} */ name) => name.replace('-', '_'),
  (/** @type {string} */ name) => name.replaceAll('-', '_').toLowerCase(),
];

/** Complete sets of forged headers that name another path. @param {string} uri @param {string} host */
const setsOf = (uri, host) =>
  ['Original', 'Forwarded'].flatMap((set) =>
    [
      ['Method', 'GET'],
      ['Proto', 'http'],
      ['Host', host],
      ['Uri', uri],
    ].flatMap(([name, value]) => [`X-${set}-${name}`, value]),
  );

/** Reads a path as the most careless program would. @param {string} url */
function readLoosely(url) {
  const [path] = url.split(/[?#]/, 1);
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A path that cannot be decoded stays unchanged.
  }
  const parts = [];
  for (const part of decoded.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `/${parts.join('/').toLowerCase()}`;
}

/** @param {Scene} scene */
async function checkForged({ ask, got }) {
  for (const spell of SPELLINGS)
    for (const name of NAMES)
      for (const times of [1, 2]) {
        const headers = Array.from({ length: times }, () => [spell(name), 'forged']).flat();
        got.length = 0;
        await ask('/assets/a', { headers, cookie: '' });
        await ask('/wiki/a', { headers });
        const forged = got.flatMap((one) => one.headers).filter(([, value]) => value.includes('forged'));
        assert.deepEqual(forged, [], spell(name));
        assert.equal(got.length, 2, spell(name));
      }
}

/** @param {Scene} scene */
async function checkTold({ ask, got, world, visitor }) {
  got.length = 0;
  const cookie = `a=1; ${visitor.header()}; b=2`;
  assert.equal((await ask('/wiki/a?x=1&y=%2F', { cookie })).status, 200);
  const [{ url, headers }] = got;
  assert.equal(url, '/wiki/a?x=1&y=%2F');
  const all = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const { _id } = world.tailchat.users[0];
  assert.deepEqual([all.get('remote-user'), all.get('x-tailchat-sub')], [_id, _id]);
  assert.match(all.get('x-tailchat-nickname') ?? '', /^Alice%20/);
  assert.doesNotMatch(all.get('cookie') ?? '', /tailchat/);
  for (const own of ['a=1', 'b=2']) assert.ok(all.get('cookie')?.includes(own), all.get('cookie'));
}

function redirectsOf() {
  return ELSEWHERE.flatMap((place) => [
    place,
    `/wiki/${place}`,
    `/auth/login?return_to=${encodeURIComponent(place)}`,
  ]);
}

/** @param {Scene} scene */
async function checkPaths({ ask, got }) {
  got.length = 0;
  let answered = 0;
  for (const path of PATHS) {
    const answer = await ask(path).catch(() => {}); // node or the proxy refuses this header
    if (answer !== undefined) answered += 1;
    await ask(path, { cookie: '' }).catch(() => {});
  }
  assert.ok(answered >= LEAST_PATHS, `${answered} paths were answered`);
  for (const { url } of got) assert.doesNotMatch(readLoosely(url), /^\/admin/, url);
  assert.ok(got.length > 0, 'some are harmless');
}

/** @param {Scene} scene */
async function checkRedirects({ ask, baseUrl, world }) {
  const allowed = [baseUrl, new URL(world.tailchat.url).origin];
  for (const path of redirectsOf()) {
    const { headers = {} } = /** @type {any} */ (await ask(path, { cookie: '' }).catch(() => ({})));
    const location = headers.location && new URL(headers.location, baseUrl);
    if (!location) continue;
    assert.ok(allowed.includes(location.origin), `${path}: ${location}`);
    const back = location.searchParams.get('return_to');
    if (back) assert.equal(new URL(back, baseUrl).origin, baseUrl, path);
  }
}

/** @param {Scene} scene */
async function checkSets({ ask, got, baseUrl }) {
  const { host } = new URL(baseUrl);
  got.length = 0;
  for (const uri of ['/assets/a', '/wiki/a'])
    assert.equal((await ask('/admin/x', { headers: setsOf(uri, host) })).status, 403);
  assert.deepEqual(got, []);
  assert.equal((await ask('/wiki/a', { headers: setsOf('/admin/x', host) })).status, 200);
  for (const path of ['check', 'forward', '%63heck', 'x/../check', '/forward', 'forward/', 'Forward'])
    for (const headers of [[], setsOf('/wiki/a', host)]) {
      const { status } = await ask(`/auth/${path}`, { headers });
      assert.ok(status >= 400, `${path}: ${status}`);
      if (/^\w+$/.test(path)) assert.ok(status === 404 || path === 'Forward', `${path}: ${status}`);
    }
}

/** @param {Scene} scene */
async function checkAnswers({ ask, got, baseUrl }) {
  got.length = 0;
  const led = await ask('/wiki/a?x=1&y=2', { cookie: '' });
  assert.equal(led.status, 302);
  assert.equal(led.headers.location, `${baseUrl}/auth/login?return_to=%2Fwiki%2Fa%3Fx%3D1%26y%3D2`);
  const denied = await ask('/admin/x');
  assert.equal(denied.status, 403);
  assert.match(denied.headers['content-type'], /^text\/html/);
  const posted = await ask('/wiki/a', { method: 'POST', body: 'text', cookie: '' });
  assert.ok(posted.status >= 400, `${posted.status}`);
  assert.deepEqual(got, []);
}

/** @param {Scene} scene */
async function checkRenewal({ ask, world }) {
  assert.equal((await ask('/wiki/a')).headers['set-cookie'], undefined);
  world.clock.ahead = 43_200_000;
  const { status, headers } = await ask('/wiki/a');
  world.clock.ahead = 0;
  assert.equal(status, 200);
  assert.equal(headers['set-cookie']?.length, 1);
  assert.match(headers['set-cookie'][0], /^tailchat_renewal_\w+=/);
}

/** In Connection a client names what a proxy removes (RFC 9110 7.6.1). @param {Scene} scene */
async function checkHops({ ask, got, world }) {
  const { _id } = world.tailchat.users[0];
  for (const more of ['', ', Upgrade']) {
    got.length = 0;
    const names = `close, Remote-User, X-Tailchat-Sub, X-Tailchat-Groups, Cookie, X-Forwarded-Uri${more}`;
    assert.equal((await ask('/wiki/a', { headers: ['Connection', names] })).status, 200);
    const told = new Map(got[0].headers.map(([name, value]) => [name.toLowerCase(), value]));
    assert.deepEqual([told.get('remote-user'), told.get('x-tailchat-sub')], [_id, _id]);
    assert.equal(told.get('x-tailchat-groups') ?? '', ''); // nginx sends no empty header
  }
}

/** Through a tunnel a client would ask the program itself. @param {Scene} scene */
async function checkTunnels({ ask, got, upgrades }) {
  const tunnel = ['Connection', 'Upgrade, HTTP2-Settings', 'HTTP2-Settings', 'AAMAAABkAAQCAAAAAAIAAAAA'];
  for (const kinds of [
    ['h2c'],
    ['H2C'],
    ['TLS/1.0'],
    ['h2c, websocket'],
    ['websocket', 'h2c'],
    ['h2c', 'websocket'],
  ]) {
    got.length = upgrades.length = 0;
    await ask('/wiki/a', { headers: [...tunnel, ...kinds.flatMap((kind) => ['Upgrade', kind])] });
    const named = got.flatMap(({ headers }) => headers).filter(([name]) => /^upgrade$/i.test(name));
    assert.deepEqual(named, [], String(kinds));
    assert.ok(
      upgrades.every((kind) => kind === 'websocket'),
      `${kinds}: ${upgrades}`,
    );
  }
}

/** @param {Scene} scene */
async function checkKinds({ ask, got }) {
  const upgrade = ['Connection', 'Upgrade', 'Upgrade', 'websocket', 'Sec-WebSocket-Version', '13'];
  const headers = [...upgrade, 'Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='];
  assert.equal((await ask('/wiki/socket', { headers })).status, 101);
  assert.notEqual((await ask('/wiki/socket', { headers, cookie: '' })).status, 101);
  got.length = 0;
  assert.equal((await ask('/wiki/a', { method: 'POST', body: 'a text' })).status, 200);
  assert.deepEqual([got[0].method, got[0].body], ['POST', 'a text']);
  assert.equal((await ask('/wiki/missing')).status, 404);
  assert.equal((await ask('/wiki/big')).bytes, 50 * 1024 * 1024);
}

/** @type {[string, (scene: Scene) => Promise<void>][]} */
export const CHECKS = [
  ['tells the program who it is, and keeps the cookies of the login', checkTold],
  ['leads a person to the login and shows a page to whoever may not pass', checkAnswers],
  ['passes on no header that the client has made up', checkForged],
  ['reads no set of headers but its own, and closes both routes', checkSets],
  ['tells the program the same, whatever a client names in Connection', checkHops],
  ['passes on no upgrade but WebSockets', checkTunnels],
  ['lets no spelling of a path past the rules', checkPaths],
  ['leads to no other site', checkRedirects],
  ['passes on the renewal', checkRenewal],
  ['passes on WebSockets, forms, errors and big files', checkKinds],
];
