// The RP tests of the OpenID Foundation for OpenID Connect Core, each under the name of its module, through the
// worker's routes. If a module says that the client makes no further call, the calls are counted at the provider.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { withIdToken, withJson } from '../support/answers.js';
import {
  alice,
  assertRefused,
  CLIENT_ID,
  CLIENT_SECRET,
  read,
  sessionOf,
  startScene,
} from '../support/scene.js';
import { es256, hs256, unsigned } from '../support/tokens.js';

/** @typedef {import('../support/provider.js').Script} Script */
/** @typedef {import('../support/provider.js').Endpoint} Endpoint */

/** @param {(claims: any) => void} change */
const claims = (change) => withIdToken((parts) => void change(parts.claims));

/** The module, the endpoint with the bad answer, the answer, and the code. @type {[string, Endpoint, Script, string][]} */
const NEGATIVE = [
  ['invalid-iss', 'token', claims((all) => (all.iss += '/other')), 'id_token_iss_mismatch'],
  ['missing-sub', 'token', claims((all) => delete all.sub), 'id_token_sub_invalid'],
  ['invalid-aud', 'token', claims((all) => (all.aud = 'another client')), 'id_token_aud_mismatch'],
  ['missing-aud', 'token', claims((all) => delete all.aud), 'id_token_aud_mismatch'],
  ['missing-iat', 'token', claims((all) => delete all.iat), 'id_token_iat_invalid'],
  [
    'nonce-invalid',
    'token',
    claims((all) => (all.nonce = `${all.nonce.startsWith('x') ? 'y' : 'x'}${all.nonce.slice(1)}`)),
    'id_token_nonce_mismatch',
  ],
  [
    // The suite lets a client accept an unsigned token in the code flow. Our client is registered with RS256 only.
    'idtoken-sig-none',
    'token',
    withIdToken(({ header }) => void (header.alg = 'none'), unsigned),
    'id_token_alg_invalid',
  ],
  [
    'invalid-sig-hs256',
    'token',
    withIdToken(({ header }) => void (header.alg = 'HS256'), hs256(`${CLIENT_SECRET}x`)),
    'id_token_alg_invalid',
  ],
  [
    'invalid-sig-hs256 (with the right client secret)',
    'token',
    withIdToken(({ header }) => void (header.alg = 'HS256'), hs256(CLIENT_SECRET)),
    'id_token_alg_invalid',
  ],
  [
    'invalid-sig-es256',
    'token',
    withIdToken(({ header }) => void (header.alg = 'ES256'), es256),
    'id_token_alg_invalid',
  ],
  [
    'userinfo-invalid-sub',
    'me',
    withJson((user) => ({ ...user, sub: `${user.sub}1` })),
    'userinfo_sub_mismatch',
  ],
];

describe('OpenID Connect RP', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  for (const [module, endpoint, script, code] of NEGATIVE) {
    test(`oidcc-client-test-${module}: refused with ${code}, and nothing further is asked`, async () => {
      const visitor = scene.visit();
      const callback = await visitor.begin();
      scene.provider.script(endpoint, script);
      const outcome = await read(await visitor.send(callback));
      await assertRefused(scene, visitor, outcome, { code, token: 1, me: endpoint === 'me' ? 1 : 0 });
    });
  }

  test('oidcc-client-test: a login gives a session with the user', async () => {
    const visitor = scene.visit();
    const response = await visitor.enter();
    assert.equal(response.headers.get('location'), '/inbox');
    assert.ok(sessionOf(response));
    assert.equal((await visitor.me()).sub, alice._id);
    assert.deepEqual([scene.provider.count('token'), scene.provider.count('me')], [1, 1]);
  });

  test('oidcc-client-test-idtoken-sig-rs256: an id_token signed with RS256 is taken', async () => {
    scene.provider.script(
      'token',
      withIdToken(({ header }) => assert.equal(header.alg, 'RS256')),
    );
    const visitor = scene.visit();
    await visitor.enter();
    assert.equal((await visitor.me()).sub, alice._id);
  });

  // OpenID Connect Core 3.1.3.7 rule 6: the direct TLS answer replaces the signature. Without `verifyIdToken` the client
  // ignores the keys of these three modules. verify.test.js has the cases with it.
  test('oidcc-client-test-invalid-sig-rs256: without verifyIdToken the direct answer is what counts', async () => {
    scene.provider.script(
      'token',
      withIdToken(({ token }) => `${token.slice(0, token.lastIndexOf('.'))}.AAAA`),
    );
    const visitor = scene.visit();
    await visitor.enter();
    assert.equal((await visitor.me()).sub, alice._id);
    assert.equal(scene.provider.count('jwks'), 0);
  });

  for (const module of ['kid-absent-single-jwks', 'kid-absent-multiple-jwks']) {
    test(`oidcc-client-test-${module}: without verifyIdToken no key is chosen, so no kid is needed`, async () => {
      scene.provider.script(
        'token',
        withIdToken(({ header }) => void delete header.kid),
      );
      const visitor = scene.visit();
      await visitor.enter();
      assert.equal((await visitor.me()).sub, alice._id);
      assert.equal(scene.provider.count('jwks'), 0);
    });
  }

  test('oidcc-client-test-userinfo-bearer-body: the access token goes in the form body', async () => {
    await scene.visit().enter();
    const asked = scene.provider.requests.find(({ endpoint }) => endpoint === 'me');
    assert.equal(asked?.method, 'POST');
    assert.equal(asked?.headers['content-type'], 'application/x-www-form-urlencoded');
    const form = new URLSearchParams(asked?.body);
    assert.deepEqual([...form.keys()], ['access_token']);
    assert.notEqual(form.get('access_token'), '');
  });

  test('oidcc-client-test-userinfo-bearer-header: no Authorization header is sent, nor the token in the URL', async () => {
    // Does not apply: RFC 6750 section 2 allows one method per request, and we use the form body.
    await scene.visit().enter();
    const asked = scene.provider.requests.find(({ endpoint }) => endpoint === 'me');
    assert.equal(asked?.headers.authorization, undefined);
    assert.equal(asked?.query, '');
  });

  test('oidcc-client-test-client-secret-basic: client_secret_post is sent, and no Authorization header', async () => {
    // Does not apply: RFC 6749 section 2.3 allows one method per request, and a secret in the form needs no second encoding.
    await scene.visit().enter();
    const asked = scene.provider.requests.find(({ endpoint }) => endpoint === 'token');
    const form = new URLSearchParams(asked?.body);
    assert.equal(asked?.headers.authorization, undefined);
    assert.deepEqual(form.getAll('client_id'), [CLIENT_ID]);
    assert.deepEqual(form.getAll('client_secret'), [CLIENT_SECRET]);
  });

  test('oidcc-client-test-scope-userinfo-claims: profile is asked for, and its claims come from userinfo', async () => {
    const visitor = scene.visit();
    const location = (await visitor.get('/auth/login')).headers.get('location') ?? '';
    assert.equal(new URL(location).searchParams.get('scope'), 'openid profile');
    await visitor.enter();
    const { nickname, discriminator } = alice;
    assert.deepEqual(await visitor.me(), { sub: alice._id, nickname, discriminator });
  });

  test('oidcc-client-test-nonce-unless-code-flow: a nonce is sent in the code flow too, a new one each time', async () => {
    const visitor = scene.visit();
    const nonces = new Set();
    for (let i = 0; i < 20; i += 1) {
      const { searchParams } = new URL((await visitor.get('/auth/login')).headers.get('location') ?? '');
      assert.equal(searchParams.get('response_type'), 'code');
      assert.match(searchParams.get('nonce') ?? '', /^[\w-]{43}$/);
      nonces.add(searchParams.get('nonce'));
    }
    assert.equal(nonces.size, 20);
  });
});
