// Asks Tailchat for the user of a token. Every bad answer gives an error status, and no claims.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  hang,
  json,
  MARK,
  reply,
  reset,
  stall,
  truncate,
  withJson,
  withText,
} from '../../support/answers.js';
import { startRelay } from './relay.js';

describe('the question to Tailchat', () => {
  /** @type {Awaited<ReturnType<typeof startRelay>>} */
  let relay;
  /** @type {string} */
  let token;
  before(async () => {
    relay = await startRelay();
    token = await relay.issue();
  });
  beforeEach(() => {
    relay.provider.reset();
    relay.log.length = 0;
    relay.user.banned = false;
  });
  after(() => relay.close());

  const ask = (/** @type {object} */ changes = {}) => relay.ask(relay.makeOidc(changes), token);

  test('the token goes on in a form, with nothing of the program', async () => {
    const headers = {
      authorization: `Bearer ${token}`,
      origin: 'https://other.example',
      cookie: 'a=1',
      referer: 'https://other.example/x',
    };
    const answer = await relay
      .makeOidc()
      .fetch(new Request('https://app.example/auth/userinfo', { headers }));
    assert.equal(answer.status, 200);
    const asked = relay.provider.requests.find(({ endpoint }) => endpoint === 'me');
    assert.deepEqual([asked?.method, asked?.query, asked?.body], ['POST', '', `access_token=${token}`]);
    for (const name of ['authorization', 'origin', 'cookie', 'referer'])
      assert.equal(asked?.headers[name], undefined, name);
  });

  test('nothing is kept: each request is asked through', async () => {
    const oidc = relay.makeOidc();
    await relay.ask(oidc, token);
    relay.provider.script('me', json({ error: 'invalid_token' }, 401));
    assert.equal((await relay.ask(oidc, token)).status, 401);
    assert.equal(relay.provider.count('me'), 2);
  });

  test('a token that Tailchat does not know', async () => {
    const response = await relay.ask(relay.makeOidc(), 'x'.repeat(43));
    assert.equal(response.status, 401);
    assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer error="invalid_token"/);
    assert.deepEqual(relay.log, [], 'it is no failure of ours');
  });

  test('a token without the scope openid', async () => {
    relay.provider.script('me', json({ error: 'insufficient_scope', error_description: MARK }, 403));
    const response = await ask();
    assert.equal(response.status, 403);
    const challenge = response.headers.get('www-authenticate') ?? '';
    assert.match(challenge, /^Bearer error="insufficient_scope", .*scope="openid"$/);
    assert.ok(!challenge.includes(MARK));
  });

  /** @type {[string, import('../../support/provider.js').Script, number, string][]} */
  const FAULTS = [
    ['a status', reply(500, 'application/json', `{"error":"${MARK}"}`), 502, 'userinfo_status_invalid'],
    ['another content type', reply(200, 'text/html', MARK), 502, 'userinfo_content_type_invalid'],
    ['no JSON', reply(200, 'application/json', MARK), 502, 'userinfo_response_invalid'],
    ['no object', json([MARK]), 502, 'userinfo_response_invalid'],
    ['null', json(null), 502, 'userinfo_response_invalid'],
    ['no sub', withJson(({ sub: _, ...rest }) => rest), 502, 'userinfo_response_invalid'],
    ['a sub that is no text', withJson((user) => ({ ...user, sub: 7 })), 502, 'userinfo_response_invalid'],
    ['an empty sub', withJson((user) => ({ ...user, sub: '' })), 502, 'userinfo_response_invalid'],
    ['a sub twice', withText((text) => text.replace('{', '{"sub":"x",')), 502, 'userinfo_response_invalid'],
    ['too much', reply(200, 'application/json', ' '.repeat(70_000)), 502, 'userinfo_response_too_large'],
    ['a redirect', reply(307, undefined, '', { location: '/x' }), 502, 'upstream_redirected'],
    ['a broken connection', reset, 502, 'upstream_unreachable'],
    ['half an answer', truncate('{"sub":'), 502, 'upstream_unreachable'],
    ['no answer', hang, 504, 'deadline_exceeded'],
    ['half an answer, then silence', stall, 504, 'deadline_exceeded'],
  ];
  for (const [what, script, status, code] of FAULTS)
    test(`${what}: ${code}, and a line in the log without the token`, async () => {
      relay.provider.script('me', script);
      const response = await ask({ deadline: 300 });
      assert.deepEqual([response.status, await response.json()], [status, { error: code }]);
      assert.match(relay.log.join('\n'), new RegExp(`^tailchat-login: userinfo failed: ${code}`));
      for (const text of [token, MARK]) assert.ok(!relay.log.join('\n').includes(text));
    });

  /** Tailchat's API with another answer. @param {unknown} answer @param {number} [status] */
  const withApi =
    (answer, status = 200) =>
    async (/** @type {any} */ url, /** @type {any} */ init) =>
      url.endsWith('/api/user/getUserInfo') ? Response.json(answer, { status }) : fetch(url, init);

  test('with email, an account that Tailchat will not tell of gets no claims at all', async () => {
    const other = { code: 200, data: { _id: 'f'.repeat(24), email: 'a@b.example', emailVerified: true } };
    for (const fetch of [
      withApi({ name: 'Error', code: 500 }, 500),
      withApi({ code: 200 }),
      withApi(other),
      withApi([]),
    ]) {
      const response = await ask({ fetch, email: true });
      assert.deepEqual([response.status, await response.json()], [502, { error: 'api_response_invalid' }]);
    }
  });

  test('an account that is gone or banned loses its token', async () => {
    assert.equal((await ask({ fetch: withApi({ code: 200, data: null }), email: true })).status, 401);
    relay.user.banned = true;
    assert.equal((await ask({ email: true })).status, 401);
    const groups = { of: async () => [], isBanned: async () => true };
    assert.equal((await ask({ groups: { ...GROUPS, ...groups } })).status, 401);
    assert.equal((await ask()).status, 200, 'without either nobody knows');
  });

  test('groups that cannot be said are no empty list', async () => {
    const { TailchatLoginError } = await import('../../../bindings/error.js');
    const of = async () => {
      throw new TailchatLoginError('groups_unavailable');
    };
    const response = await ask({ groups: { ...GROUPS, of } });
    assert.deepEqual([response.status, await response.json()], [503, { error: 'groups_unavailable' }]);
    const never = { ...GROUPS, isBanned: () => new Promise(() => {}) };
    assert.equal((await ask({ groups: never, deadline: 200 })).status, 504);
  });
});

/** The groups of a user who is in no group. */
const GROUPS = {
  of: async () => [],
  isBanned: async () => false,
  lacks: async () => undefined,
  list: async () => [],
  watch: () => {},
  explain: () => ({}),
};
