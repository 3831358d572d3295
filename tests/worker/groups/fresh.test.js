// Checks how long an answer is used, the effect of a failing Tailchat, and the number of requests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alice,
  bob,
  createTailchat,
  failure,
  guild,
  idOf,
  json,
  makeGroup,
  makeUser,
  staff,
} from '../../support/tailchat_api.js';

const ACTION = 'group/getUserGroups';
const down = () => Promise.reject(Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' }));
const wait = () => new Promise((resolve) => setImmediate(resolve));
/** @param {any} groups @param {string} [sub] */
const hasRole = async (groups, sub = alice) => (await groups.of(sub))[0]?.roles.length === 1;

test('a role that is taken away is gone within cacheSeconds, and one that is given is there', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  assert.ok(await hasRole(groups));
  const members = [
    { roles: [], userId: alice },
    { roles: [staff], userId: bob },
  ];
  tailchat.groups = [makeGroup({ members })];
  tailchat.clock.now += 59_999;
  assert.ok(await hasRole(groups));
  tailchat.clock.now += 1;
  assert.ok(!(await hasRole(groups)));
  assert.ok(await hasRole(groups, bob));
  tailchat.groups = [];
  tailchat.clock.now += 60_000;
  assert.deepEqual(await groups.of(bob), []);
});

test('one request per cacheSeconds, whatever the number of users, and cacheSeconds is an option', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups({ cacheSeconds: 5 });
  await Promise.all(Array.from({ length: 500 }, (_, i) => groups.of(idOf(i))));
  assert.equal(tailchat.count(ACTION), 1);
  for (let i = 0; i < 100; i += 1) await groups.lacks(idOf(i), { group: guild });
  assert.equal(tailchat.count(ACTION), 1);
  tailchat.clock.now += 5000;
  await Promise.all(Array.from({ length: 500 }, (_, i) => groups.of(idOf(i))));
  assert.equal(tailchat.count(ACTION), 2);
  assert.equal(tailchat.count('openapi/bot/login'), 1);
});

test('the age of an answer counts from when it was asked for', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  tailchat.instead[ACTION] = () => {
    tailchat.clock.now += 50_000; // it took long, and says what was at its beginning
    return json(200, { code: 200, data: tailchat.groups });
  };
  await groups.of(alice);
  tailchat.clock.now += 10_000;
  await groups.of(alice);
  assert.equal(tailchat.count(ACTION), 2);
});

test('Tailchat stopped: the last answer counts for staleSeconds, then nobody is let in, and it comes back by itself', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  assert.ok(await hasRole(groups));
  assert.equal(await groups.isBanned(alice), false);
  tailchat.instead[ACTION] = tailchat.instead['user/getUserInfoList'] = down;
  for (const seconds of [60, 120, 299]) {
    tailchat.clock.now = 1_800_000_000_000 + seconds * 1000;
    assert.ok(await hasRole(groups), `${seconds}`);
    assert.equal(await groups.isBanned(alice), false);
    assert.equal(await groups.lacks(alice, { group: guild, role: staff }), undefined);
  }
  tailchat.clock.now = 1_800_000_000_000 + 300_000;
  await assert.rejects(groups.of(alice), { code: 'groups_unavailable', status: 503 });
  await assert.rejects(groups.isBanned(alice), { code: 'groups_unavailable', status: 503 });
  await assert.rejects(groups.lacks(alice, { group: guild }), { code: 'groups_unavailable' });
  await assert.rejects(groups.list(), { code: 'groups_unavailable' });
  tailchat.instead = {};
  tailchat.clock.now += 5000;
  assert.ok(await hasRole(groups));
  assert.equal(await groups.isBanned(alice), false);
});

test('with staleSeconds 0 nothing counts longer than cacheSeconds', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups({ staleSeconds: 0 });
  assert.ok(await hasRole(groups));
  tailchat.instead[ACTION] = down;
  tailchat.clock.now += 59_999;
  assert.ok(await hasRole(groups));
  tailchat.clock.now += 1;
  await assert.rejects(groups.of(alice), { code: 'groups_unavailable' });
});

test('a Tailchat that fails is asked again after the cool-down only', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  tailchat.instead[ACTION] = down;
  for (let i = 0; i < 50; i += 1) await assert.rejects(groups.of(alice), { code: 'groups_unavailable' });
  assert.equal(tailchat.count(ACTION), 1);
  tailchat.clock.now += 5000;
  await assert.rejects(groups.of(alice));
  assert.equal(tailchat.count(ACTION), 2);
  tailchat.clock.now -= 3_600_000; // a clock that was set back must not close it for an hour
  tailchat.instead = {};
  assert.ok(await hasRole(groups));
});

test('a clock that is set back makes no answer young again', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  await groups.of(alice);
  tailchat.clock.now -= 1;
  await groups.of(alice);
  assert.equal(tailchat.count(ACTION), 2);
});

test('each who waits has a clock of his own, and a request that never ends is given up', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups({ deadline: 40 });
  tailchat.instead[ACTION] = () => new Promise(() => {});
  const begun = performance.now();
  const outcomes = await Promise.allSettled([
    groups.of(alice),
    wait().then(() => groups.of(bob)),
    groups.list(),
  ]);
  assert.ok(performance.now() - begun < 1000);
  assert.deepEqual(
    outcomes.map(({ status, reason }) => [status, reason.code, reason.cause.code]),
    Array.from({ length: 3 }, () => ['rejected', 'groups_unavailable', 'deadline_exceeded']),
  );
  assert.equal(tailchat.count(ACTION), 1);
});

test('a body that stops in its middle is given up as well', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups({ deadline: 40 });
  let cancelled = false;
  tailchat.instead[ACTION] = () => {
    const start = (/** @type {any} */ controller) =>
      controller.enqueue(new TextEncoder().encode('{"code":200,"data":[{"_id":'));
    const body = new ReadableStream({ start, cancel: () => void (cancelled = true) });
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  };
  await assert.rejects(groups.of(alice), { code: 'groups_unavailable' });
  assert.ok(cancelled);
});

test('a request whose isolate has ended is followed by another', async () => {
  const tailchat = createTailchat();
  // The one that asks is gone: its timers too, as in workerd.
  const groups = tailchat.makeGroups({ deadline: 1500 });
  tailchat.instead[ACTION] = () => new Promise(() => {});
  groups.of(alice).catch(() => {});
  await wait();
  tailchat.instead = {};
  tailchat.clock.now += 60_000;
  assert.ok(await hasRole(groups));
});

test('who waits for another’s slow request takes the last answer after a moment', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups({ deadline: 1500 });
  await groups.of(alice);
  tailchat.instead[ACTION] = () => new Promise(() => {});
  tailchat.clock.now += 60_000;
  groups.of(alice).catch(() => {});
  await wait();
  assert.ok(await hasRole(groups));
});

for (const [what, answer] of /** @type {[string, () => Response | Promise<Response>][]} */ ([
  ['status 500', () => failure(500, 'Error', 'x')],
  ['status 504', () => failure(504, 'RequestTimeoutError', 'x', 'REQUEST_TIMEOUT')],
  ['the page of the web client', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  [
    'JSON of another kind',
    () => new Response('{"code":200,"data":[]}', { headers: { 'content-type': 'application/json+x' } }),
  ],
  ['no content type', () => new Response(new TextEncoder().encode('{"code":200,"data":[]}'))],
  ['no data', () => json(200, { code: 200 })],
  ['data: null', () => json(200, { code: 200, data: null })],
  ['data that is an object', () => json(200, { code: 200, data: {} })],
  ['data of texts', () => json(200, { code: 200, data: ['x'] })],
  ['data of null', () => json(200, { code: 200, data: [null] })],
  ['data of lists', () => json(200, { code: 200, data: [[]] })],
  ['a list', () => json(200, [])],
  ['nothing', () => json(200, '')],
  ['half of it', () => json(200, JSON.stringify({ code: 200, data: [makeGroup()] }).slice(0, -1))],
  ['more than it', () => json(200, '{"code":200,"data":[]}{}')],
  ['data twice', () => json(200, '{"data":[],"data":[]}')],
  ['a byte order mark', () => json(200, '\ufeff{"code":200,"data":[]}')],
  ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } })],
])) {
  test(`nobody is let in by an answer that is ${what}`, async () => {
    const tailchat = createTailchat();
    const groups = tailchat.makeGroups();
    tailchat.instead[ACTION] = answer;
    await assert.rejects(groups.of(alice), { code: 'groups_unavailable' });
    await assert.rejects(groups.lacks(alice, { group: guild }), { code: 'groups_unavailable' });
    assert.equal(tailchat.log.length, 1);
    assert.match(
      tailchat.log[0],
      /^tailchat-login: groups failed: (api_response_invalid|upstream_redirected) /,
    );
    assert.match(tailchat.log[0], / at=\/api\/group\/getUserGroups/);
  });
}

test('the log is told once of a failure, again each minute, of another, and of its end', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  const ask = () => groups.of(alice).catch(() => {});
  tailchat.instead[ACTION] = down;
  for (let i = 0; i < 4; i += 1) {
    await ask();
    tailchat.clock.now += 5000;
  }
  assert.equal(tailchat.log.length, 1);
  assert.match(tailchat.log[0], /upstream_unreachable .*cause=ECONNREFUSED/);
  tailchat.instead[ACTION] = () => failure(500, 'Error', 'x');
  await ask();
  assert.match(tailchat.log[1], /api_response_invalid .*status=500/);
  tailchat.clock.now += 60_000;
  await ask();
  assert.equal(tailchat.log.length, 3);
  tailchat.instead = {};
  tailchat.clock.now += 5000;
  await ask();
  assert.match(tailchat.log[3], /groups: Tailchat answers again/);
});

test('a log that throws breaks nothing', async () => {
  const tailchat = createTailchat();
  const log = () => {
    throw new Error('log');
  };
  tailchat.instead[ACTION] = down;
  await assert.rejects(tailchat.makeGroups({ log }).of(alice), { code: 'groups_unavailable' });
});

test('no answer of the other side, token or secret is in a log or an error', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  tailchat.users = [makeUser(alice)];
  await groups.isBanned(alice);
  for (const action of ['openapi/bot/login', ACTION, 'user/getUserInfoList'])
    tailchat.instead[action] = ({ token, body }) =>
      failure(500, 'Error', `SECRET ${token} ${JSON.stringify(body)}`);
  tailchat.clock.now += 400_000;
  for (const work of [groups.of(alice), groups.isBanned(alice)]) {
    const error = await work.then(assert.fail, (reason) => reason);
    assert.doesNotMatch(
      `${error.message} ${error.cause.message} ${JSON.stringify(error)}`,
      /SECRET|eyJ|"token"/,
    );
  }
  assert.doesNotMatch(tailchat.log.join('\n'), /SECRET|eyJ|"token"|secret-of/);
});
