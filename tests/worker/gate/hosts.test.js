// A gate before several hosts: the headers say which, and each has its own cookies.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createGate } from 'tailchat-login/gate';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';
import { headerSet } from './kit.js';

const HOSTS = [BASE_URL, 'https://wiki.example', 'https://map.example/tiles'];
const RULES = [
  { host: 'app.example', path: '/*', any: true },
  { host: 'wiki.example', path: '/*', subs: [alice._id] },
  { host: 'map.example', path: '/tiles/*', public: true },
];

/** @type {import('../../support/kit.js').World} */
let world;
/** @type {ReturnType<typeof createGate>} */
let gate;
/** @type {string[]} */
let cookies;
before(async () => {
  world = await startWorld();
  world.tailchat.apps[0].redirectUrls = HOSTS.map((one) => `${one}/auth/callback`);
  const login = world.makeLogin({ baseUrl: HOSTS });
  gate = createGate({ login, rules: RULES, log: (line) => world.log.push(line) });
  const visitors = HOSTS.slice(0, 2).map((host) => createVisitor(login, host));
  for (const visitor of visitors) await visitor.enter('');
  cookies = visitors.map((visitor) => visitor.header());
});
after(() => world.close());

/** @param {'check' | 'forward'} route @param {string} host @param {string} cookie @param {string} [path] */
async function ask(route, host, cookie, path = '/') {
  const set = headerSet(route === 'check' ? 'original' : 'forwarded', path);
  const named = Object.keys(set).find((name) => name.endsWith('-host')) ?? '';
  const headers = { ...set, [named]: host, cookie, accept: 'text/html', 'sec-fetch-mode': 'navigate' };
  return gate.fetch(new Request(`http://127.0.0.1:8787/auth/${route}`, { headers }));
}

test('lets pass by the cookies of the host that the headers name, and by no other', async () => {
  for (const route of /** @type {const} */ (['check', 'forward'])) {
    assert.equal((await ask(route, 'app.example', cookies[0])).status, 204);
    assert.equal((await ask(route, 'wiki.example', cookies[1])).status, 204);
    for (const [host, cookie] of [
      ['app.example', cookies[1]],
      ['wiki.example', cookies[0]],
    ])
      assert.equal((await ask(route, host, cookie)).status, route === 'check' ? 401 : 302);
    assert.equal((await ask(route, 'map.example', '', '/tiles/1')).status, 204);
  }
});

test('leads to the login of the host that was asked for', async () => {
  const { headers } = await ask('forward', 'wiki.example', '', '/a?b&c');
  assert.equal(headers.get('location'), 'https://wiki.example/auth/login?return_to=%2Fa%3Fb%26c');
});

test('answers 400 for a host that is not listed, whosever cookies come', async () => {
  for (const host of ['other.example', 'wiki.example.', 'wiki.example:444', 'WIKI.example'])
    for (const cookie of ['', ...cookies])
      for (const route of /** @type {const} */ (['check', 'forward']))
        assert.equal((await ask(route, host, cookie)).status, 400, `${route} ${host}`);
});

test('a rule for a host that is not listed is refused at the first look', async () => {
  const login = world.makeLogin({ baseUrl: HOSTS });
  const rules = [...RULES, { host: 'other.example', path: '/*', any: true }];
  await assert.rejects(createGate({ login, rules }).ready(), {
    code: 'configuration_invalid',
    option: 'rules',
  });
});
