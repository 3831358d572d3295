// Checks the bot's login: its password, its token, and Tailchat's refusals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alice,
  BOT,
  bot,
  createTailchat,
  failure,
  INVALID_TOKEN,
  json,
  makeGroup,
  NO_TOKEN,
  PASSWORD,
} from '../../support/tailchat_api.js';

const LOGIN = 'openapi/bot/login';
const GROUPS = 'group/getUserGroups';
const DAY = 86_400_000;
/** A login that would do. */
const GOOD = JSON.stringify({ code: 200, data: { jwt: 'a.b.c' } });

test('the bot logs in by POST, with the md5 of id and secret in the body, and asks with its token in a header', async () => {
  const tailchat = createTailchat();
  await tailchat.makeGroups().of(alice);
  const [login, ask] = tailchat.asked;
  assert.deepEqual([login.action, login.body], [LOGIN, { appId: BOT.botId, token: PASSWORD }]);
  assert.equal(login.token, null);
  assert.deepEqual([ask.action, ask.body], [GROUPS, {}]);
  assert.match(String(ask.token), /^eyJ/);
  for (const { init, action } of tailchat.asked) {
    assert.equal(init.method, 'POST');
    assert.equal(init.redirect, 'manual');
    assert.ok(init.signal instanceof AbortSignal);
    assert.deepEqual(
      Object.keys(init.headers).sort(),
      ['accept', 'accept-language', 'content-type', ...(action === LOGIN ? [] : ['x-token'])].sort(),
    );
  }
});

test('the password is that of the UTF-8 text, in lower case', async () => {
  const tailchat = createTailchat();
  await tailchat
    .makeGroups({ botId: 'a', botSecret: 'b' })
    .of(alice)
    .catch(() => {});
  assert.equal(tailchat.asked[0].body.token, '187ef4436122d1cc2f40dc2b92f0eba0');
});

test('the token is kept, and renewed at half of its life with the old one sent along', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  await groups.of(alice);
  const first = tailchat.asked[1].token;
  tailchat.clock.now += 15 * DAY - 1;
  await groups.of(alice);
  assert.equal(tailchat.count(LOGIN), 1);
  tailchat.clock.now += 60_000;
  await groups.of(alice);
  assert.equal(tailchat.count(LOGIN), 2);
  assert.equal(tailchat.asked.filter(({ action }) => action === LOGIN)[1].token, first);
  assert.notEqual(tailchat.asked.at(-1)?.token, first);
});

test('a token of a shorter life is renewed earlier, and one without a time each time', async () => {
  const tailchat = createTailchat();
  tailchat.lifeSeconds = 3600;
  const groups = tailchat.makeGroups();
  await groups.of(alice);
  tailchat.clock.now += 1_800_000;
  await groups.of(alice);
  assert.equal(tailchat.count(LOGIN), 2);
  const timeless = createTailchat();
  timeless.instead[LOGIN] = () => json(200, { code: 200, data: { jwt: 'a.b.c' } });
  timeless.tokens.add('a.b.c');
  const others = timeless.makeGroups();
  await others.of(alice);
  timeless.clock.now += 60_000;
  await others.of(alice);
  assert.equal(timeless.count(LOGIN), 2);
});

test('a renewal that fails is no end while the token is good', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  await groups.of(alice);
  tailchat.clock.now += 16 * DAY;
  tailchat.instead[LOGIN] = () => failure(404, 'ServiceNotAvailableError', 'x', 'SERVICE_NOT_AVAILABLE');
  assert.equal((await groups.of(alice)).length, 1);
  assert.match(
    tailchat.log.join(),
    /bot failed: api_response_invalid .*status=404 error=SERVICE_NOT_AVAILABLE/,
  );
});

test('a token that is over opens nothing, if no new one can be had', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  await groups.of(alice);
  tailchat.clock.now += 31 * DAY;
  tailchat.instead[LOGIN] = () => failure(500, 'Error', 'x');
  await assert.rejects(groups.of(alice), { code: 'groups_unavailable' });
  assert.equal(tailchat.count(GROUPS), 1);
});

test('a failure that is not about the token asks for no other token', async () => {
  const tailchat = createTailchat();
  tailchat.instead[GROUPS] = () => failure(500, 'Error', 'x');
  await assert.rejects(tailchat.makeGroups().of(alice), { code: 'groups_unavailable' });
  assert.deepEqual([tailchat.count(LOGIN), tailchat.count(GROUPS)], [1, 1]);
});

test('a failure is named in the log by the words of a fixed list alone', async () => {
  const tailchat = createTailchat();
  tailchat.instead[GROUPS] = () => failure(500, 'Error', 'x', 'WORDS_OF_A_STRANGER');
  await assert.rejects(tailchat.makeGroups().of(alice), { code: 'groups_unavailable' });
  assert.match(tailchat.log.join(), /status=500$/);
  assert.doesNotMatch(tailchat.log.join(), /STRANGER/);
});

test('a token that Tailchat refuses is replaced at once, once, with itself sent along', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  await groups.of(alice);
  const first = tailchat.asked[1].token;
  tailchat.tokens.clear(); // its secret was changed
  tailchat.clock.now += 60_000;
  assert.equal((await groups.of(alice)).length, 1);
  const again = tailchat.asked.slice(2).map(({ action, token }) => [action, token === first]);
  assert.deepEqual(again, [
    [GROUPS, true],
    [LOGIN, true],
    [GROUPS, false],
  ]);
  tailchat.instead[GROUPS] = INVALID_TOKEN;
  tailchat.clock.now += 60_000;
  const before = tailchat.asked.length;
  await groups.of(alice); // the last answer
  assert.equal(tailchat.asked.length, before + 3, 'no more than one more try');
});

test('a core that was restarted lets in who sends a token, and the log says what to do for who has none', async () => {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  await groups.of(alice);
  const login = ({ token }) =>
    tailchat.tokens.has(token)
      ? json(200, { code: 200, data: { jwt: [...tailchat.tokens][0] } })
      : NO_TOKEN();
  tailchat.instead[LOGIN] = /** @type {any} */ (login);
  tailchat.clock.now += 16 * DAY;
  assert.equal((await groups.of(alice)).length, 1);
  assert.deepEqual(tailchat.log, []);
  const fresh = tailchat.makeGroups();
  await assert.rejects(fresh.of(alice), { code: 'groups_unavailable' });
  assert.match(tailchat.log[0], /bot_login_closed \(.*restart the open platform/);
  assert.match(tailchat.log[0], /at=\/api\/openapi\/bot\/login status=401/);
});

for (const [message, word] of [
  ['Auth failed.', 'secret_wrong'],
  ['Not found open app:tc_1', 'app_unknown'],
  ['Open app not enabled capability:bot', 'bot_not_enabled'],
])
  test(`a login that is refused with ${word} says so in the log`, async () => {
    const tailchat = createTailchat();
    tailchat.instead[LOGIN] = () => failure(500, 'Error', message);
    const error = await tailchat
      .makeGroups()
      .of(alice)
      .then(assert.fail, (reason) => reason);
    assert.equal(error.code, 'groups_unavailable');
    assert.equal(error.cause.code, 'bot_login_refused');
    assert.match(tailchat.log[0], new RegExp(`bot_login_refused .* status=500 error=${word}$`));
    assert.equal(tailchat.count(GROUPS), 0);
  });

test('a refusal with another status than 500 is none of Tailchat', async () => {
  const tailchat = createTailchat();
  tailchat.instead[LOGIN] = () => failure(403, 'Error', 'Auth failed.');
  await assert.rejects(tailchat.makeGroups().of(alice), { code: 'groups_unavailable' });
  assert.match(tailchat.log[0], /api_response_invalid .*status=403$/);
});

for (const [what, answer] of /** @type {[string, () => Response][]} */ ([
  ['another failure', () => failure(500, 'Error', 'x')],
  ['no token', () => json(200, { code: 200, data: {} })],
  ['no data', () => json(200, { code: 200 })],
  ['data: null', () => json(200, { code: 200, data: null })],
  ['a token that is no text', () => json(200, { code: 200, data: { jwt: 1 } })],
  ['a token with a line end', () => json(200, { code: 200, data: { jwt: 'a.b.c\r\nx: y' } })],
  ['a token without parts', () => json(200, { code: 200, data: { jwt: 'abc' } })],
  ['a token beyond the limit', () => json(200, { code: 200, data: { jwt: `a.${'b'.repeat(16_384)}.c` } })],
  ['an answer beyond the limit', () => json(200, { code: 200, data: { x: 'x'.repeat(70_000) } })],
  ['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['a page that holds a login', () => new Response(GOOD, { headers: { 'content-type': 'text/html' } })],
  ['a page that says to be JSON', () => json(200, '<html>')],
  ['null', () => json(200, 'null')],
]))
  test(`a login answered with ${what} is none`, async () => {
    const tailchat = createTailchat();
    tailchat.instead[LOGIN] = answer;
    await assert.rejects(tailchat.makeGroups().of(alice), { code: 'groups_unavailable' });
    assert.equal(tailchat.count(GROUPS), 0);
    assert.match(tailchat.log[0], /at=\/api\/openapi\/bot\/login/);
  });

test('the one bot of many groups asks once, and internalUrl is where it asks', async () => {
  const tailchat = createTailchat();
  tailchat.groups = [makeGroup(), makeGroup({ _id: bot })];
  /** @type {string[]} */
  const urls = [];
  const fetch = (/** @type {any} */ url, /** @type {any} */ init) => (
    urls.push(String(url)),
    tailchat.fetch(url, init)
  );
  await tailchat.makeGroups({ fetch, internalUrl: 'http://tailchat:3000/' }).of(alice);
  assert.deepEqual(urls, [
    'http://tailchat:3000/api/openapi/bot/login',
    'http://tailchat:3000/api/group/getUserGroups',
  ]);
});
