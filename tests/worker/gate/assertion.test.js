// What a program behind the gate verifies: that the gate has let somebody in, whom, and for which program.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { verifyAssertion } from 'tailchat-login/verify';
import { makeAssertionKey } from '../../../cli/commands/key.js';
import { alice as account, BASE_URL, startWorld } from '../../support/kit.js';
import { createTailchat, guild, makeGroup, makeUser, staff } from '../../support/tailchat_api.js';
import { checkOf, enter, here, HOST, makeGate, ROUTES } from './kit.js';

const alice = account._id;
const RULES = here(
  { host: '', path: '/public/*', public: true },
  { host: '', path: '/*', roles: [`${guild}/${staff}`] },
);
const [first, second] = [makeAssertionKey(), makeAssertionKey()];

describe('the assertion', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {ReturnType<typeof makeGate>} */
  let gate;
  /** @type {(assertionKeys: any) => ReturnType<typeof makeGate>} */
  let make;
  let cookie = '';
  let asked = 0;
  before(async () => {
    world = await startWorld();
    cookie = await enter(world);
  });
  after(() => world.close());
  beforeEach(() => {
    const api = createTailchat();
    api.users = [makeUser(alice)];
    api.groups = [makeGroup({ members: [{ userId: alice, roles: [staff] }] })];
    const options = { groups: api.makeGroups() };
    make = (assertionKeys) => makeGate(world, RULES, { options, gate: { assertionKeys } });
    gate = make(first);
    asked = 0;
    world.clock.ahead = 0;
  });

  const assertionOf = async (from = gate, uri = '/') =>
    (await from.fetch(checkOf(uri, { cookie }))).headers.get('x-tailchat-assertion');
  /** @param {any} [changes] */
  const options = (changes = {}) => {
    const fetch = async (/** @type {string} */ url) => {
      asked += 1;
      assert.equal(url, `${ROUTES}/jwks`);
      return gate.fetch(new Request(url));
    };
    return { iss: BASE_URL, aud: HOST, fetch, now: world.config.now, ...changes };
  };
  const invalid = { code: 'assertion_invalid' };

  test('says who it is, which roles he has, and for which program, for a minute', async () => {
    const claims = await verifyAssertion(await assertionOf(), options());
    const { iat, exp, ...rest } = claims;
    assert.equal(exp - iat, 60);
    const roles = [`${guild}/${staff}`];
    assert.deepEqual(rest, { iss: BASE_URL, aud: HOST, sub: alice, groups: [guild], roles });
    assert.ok(Object.isFrozen(claims));
  });

  test('is another one for another minute, and the same for requests that come together', async () => {
    const one = await assertionOf();
    assert.equal(await assertionOf(), one);
    world.clock.ahead = 15_000;
    assert.notEqual(await assertionOf(), one);
    world.clock.ahead = -1000;
    assert.notEqual(await assertionOf(), one);
  });

  test('is refused once it has expired, before it is made, for another program and by another gate', async () => {
    const assertion = await assertionOf();
    for (const changes of [
      { aud: 'other.example' },
      { aud: HOST.toUpperCase() },
      { iss: 'https://other.example', jwksUrl: `${ROUTES}/jwks` },
      { now: () => world.config.now() + 66_000 },
      { now: () => world.config.now() - 10_000 },
    ])
      await assert.rejects(verifyAssertion(assertion, options(changes)), invalid);
  });

  test('is refused where it is missing, no token, changed, or signed otherwise', async () => {
    const assertion = String(await assertionOf());
    const [header, payload, signature] = assertion.split('.');
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const { kid } = decodeProtectedHeader(assertion);
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
    const secret = Buffer.from(JSON.stringify(await exportJWK(privateKey)));
    const symmetric = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(secret);
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const bob = Buffer.from(JSON.stringify({ ...claims, sub: 'b' })).toString('base64url');
    for (const bad of [
      null,
      undefined,
      '',
      'a.b.c',
      forged,
      symmetric,
      none,
      `${header}.${bob}.${signature}`,
      'x'.repeat(20_000),
    ])
      await assert.rejects(verifyAssertion(bad, options()), invalid);
  });

  test('is never verified without iss and aud', async () => {
    const assertion = await assertionOf();
    for (const changes of [
      { aud: undefined },
      { aud: '' },
      { iss: undefined },
      { iss: 'app.example' },
      { iss: 'http://app.example' },
      { jwksUrl: 'http://keys.example/jwks' },
    ])
      await assert.rejects(verifyAssertion(assertion, options(changes)), { code: 'configuration_invalid' });
  });

  test('is by the same gate where iss has a slash at its end', async () => {
    const { iss } = await verifyAssertion(await assertionOf(), options({ iss: `${BASE_URL}/` }));
    assert.equal(iss, BASE_URL);
  });

  test('the first key signs, all are published, and a verifier finds a new one', async () => {
    const shared = options();
    await verifyAssertion(await assertionOf(), shared);
    gate = make(`${second},${first}`);
    const { keys } = await (await gate.fetch(new Request(`${ROUTES}/jwks`))).json();
    assert.equal(keys.length, 2);
    for (const key of keys)
      assert.deepEqual(Object.keys(key).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    world.clock.ahead = 31_000; // asked for a kid that it does not know, it asks again
    await verifyAssertion(await assertionOf(), shared);
    await verifyAssertion(await assertionOf(make([first])), shared);
    assert.equal(asked, 2);
  });

  test('is empty for nobody and without a key, and then there are no keys', async () => {
    const { headers } = await gate.fetch(checkOf('/public/'));
    assert.equal(headers.get('x-tailchat-assertion'), '');
    const without = make(undefined);
    assert.equal(await assertionOf(without), '');
    assert.equal((await without.fetch(new Request(`${ROUTES}/jwks`))).status, 404);
  });

  test('keys that are none are refused', async () => {
    for (const keys of ['', 'x', first.slice(1), `${first},${first}`, [], [first, 1], {}])
      assert.throws(() => make(keys), { code: 'configuration_invalid', option: 'assertionKeys' });
    const mixed = [...first.split('.').slice(0, 2), second.split('.')[2]].join('.');
    await assert.rejects(make(mixed).ready(), { code: 'configuration_invalid', option: 'assertionKeys' });
    world.log.length = 0;
    assert.equal((await make(mixed).fetch(checkOf('/', { cookie }))).status, 503);
    assert.match(world.log.join(), /check failed: configuration_invalid \(assertionKeys must be/);
  });
});
