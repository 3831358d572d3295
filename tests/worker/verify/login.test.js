// A login also verifies the signature, against the real stand-in and its keys.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient } from 'tailchat-login';
import { createVerifier } from 'tailchat-login/verify';
import { TailchatLoginError } from '../../../bindings/error.js';
import { alice, assertRefused, BASE_URL, read, sessionOf, startScene } from '../../support/scene.js';
import { compact, decode, encodePart, OTHER_KEY, published256, rs256 } from '../../support/tokens.js';

const require = createRequire(import.meta.url);
const KID = 'keystore-CHANGE-ME';

describe('a login with verifyIdToken', () => {
  /** @type {import('../../support/scene.js').Scene} */
  let scene;
  /** @type {string[]} */
  let warnings;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => {
    scene.reset();
    warnings = [];
  });
  after(() => scene.close());

  const makeVerifier = (changes = {}) =>
    createVerifier({ apiUrl: scene.provider.url, log: (line) => void warnings.push(line), ...changes });
  /** @param {object} [changes] */
  const visit = (changes) => scene.visit(scene.makeLogin({ verifyIdToken: makeVerifier(), ...changes }));

  /** Changes the id_token. @param {(token: string) => string} change */
  const spoil = (change) =>
    scene.provider.script('token', async ({ ask }) => {
      const answer = await ask();
      const body = JSON.parse(answer.body.toString());
      return { ...answer, body: JSON.stringify({ ...body, id_token: change(body.id_token) }) };
    });

  test('asks for the keys once for two logins, between token and me', async () => {
    const login = scene.makeLogin({ verifyIdToken: makeVerifier() });
    for (let round = 0; round < 2; round += 1) {
      const visitor = scene.visit(login);
      assert.ok(sessionOf(await visitor.enter()));
      assert.equal((await visitor.me()).sub, alice._id);
    }
    const asked = scene.provider.requests
      .map(({ endpoint }) => endpoint)
      .filter((name) => name !== 'authorization');
    assert.deepEqual(asked, ['token', 'jwks', 'me', 'token', 'me']);
  });

  test('warns once that the key is the published one, and takes it', async () => {
    const verifyIdToken = makeVerifier({ cacheSeconds: 1, now: () => Date.now() + scene.clock.ahead });
    const login = scene.makeLogin({ verifyIdToken });
    for (let round = 0; round < 3; round += 1) {
      scene.clock.ahead += 2000;
      await scene.visit(login).enter();
    }
    assert.equal(scene.provider.count('jwks'), 3);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], /^tailchat-login: .*published development key/);
  });

  test('knows the published key by the kid that oidc-provider gives it, and the stand-in signs with', async () => {
    const [published] = require('oidc-provider/lib/consts/dev_keystore.js').keys;
    assert.equal(published.kid, KID);
    const { keys } = await (await fetch(`${scene.provider.url}/open/jwks`)).json();
    assert.deepEqual(
      keys.map((/** @type {any} */ { kid, n }) => [kid, n]),
      [[KID, published.n]],
    );
  });

  test('does not warn where the key is another, and lives with a log that throws', async () => {
    const jwk = { ...OTHER_KEY.export({ format: 'jwk' }), kid: 'of this deployment' };
    const { kty, n, e, kid } = /** @type {any} */ (jwk);
    scene.provider.script('jwks', () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ keys: [{ kty, n, e, kid }] }),
    }));
    spoil((token) => compact({ alg: 'RS256', kid }, decode(token).claims, rs256(OTHER_KEY)));
    assert.ok(sessionOf(await visit().enter()));
    assert.deepEqual(warnings, []);
    scene.reset();
    const log = () => {
      throw new Error('the log is full');
    };
    assert.ok(sessionOf(await visit({ verifyIdToken: makeVerifier({ log }) }).enter()));
  });

  const refusals = /** @type {[string, (token: string) => string][]} */ ([
    // oidcc-client-test-invalid-sig-rs256
    [
      'a signature of one bit less',
      (token) => token.slice(0, -10) + (token.at(-10) === 'A' ? 'B' : 'A') + token.slice(-9),
    ],
    ['a signature by another key', (token) => resign(token, rs256(OTHER_KEY))],
    ['no signature to speak of', (token) => `${token.slice(0, token.lastIndexOf('.'))}.AAAA`],
    ['an unknown kid', (token) => resign(token, published256, { kid: 'unknown' })],
    ['claims that were not signed', (token) => withClaims(token, { nickname: 'Eve' })],
  ]);
  for (const [what, change] of refusals) {
    test(`refuses ${what}: no session, and /open/me is not asked`, async () => {
      spoil(change);
      const visitor = visit();
      const outcome = await read(await visitor.enter());
      assert.equal(scene.provider.count('jwks'), 1);
      await assertRefused(scene, visitor, outcome, { code: 'id_token_signature_invalid', token: 1, me: 0 });
    });
  }

  // oidcc-client-test-kid-absent-single-jwks
  test('takes a token without kid, for Tailchat has one key', async () => {
    spoil((token) => resign(token, published256, { kid: undefined }));
    assert.ok(sessionOf(await visit().enter()));
  });

  // oidcc-client-test-kid-absent-multiple-jwks
  test('refuses a token without kid where there are more keys', async () => {
    spoil((token) => resign(token, published256, { kid: undefined }));
    scene.provider.script('jwks', async ({ ask }) => {
      const answer = await ask();
      const { keys } = JSON.parse(answer.body.toString());
      return { ...answer, body: JSON.stringify({ keys: [...keys, { ...keys[0], kid: 'another' }] }) };
    });
    const visitor = visit();
    const outcome = await read(await visitor.enter());
    await assertRefused(scene, visitor, outcome, { code: 'id_token_signature_invalid', token: 1, me: 0 });
  });

  test('asks for no key where the claims are wrong already', async () => {
    spoil((token) => resign(withClaims(token, { nonce: 'other' }), published256));
    const visitor = visit();
    const outcome = await read(await visitor.enter());
    assert.equal(scene.provider.count('jwks'), 0);
    await assertRefused(scene, visitor, outcome, { code: 'id_token_nonce_mismatch', token: 1, me: 0 });
  });

  const unusable = /** @type {[string, import('../../support/provider.js').Script, string][]} */ ([
    [
      'HTML',
      () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }),
      'jwks_invalid',
    ],
    [
      'a redirect',
      () => ({ status: 307, headers: { location: '/open/jwks' }, body: '' }),
      'upstream_redirected',
    ],
    ['a reset', ({ response }) => void response.destroy(), 'upstream_unreachable'],
  ]);
  for (const [what, script, code] of unusable) {
    test(`ends with ${code} where the answer for the keys is ${what}`, async () => {
      scene.provider.script('jwks', script);
      const visitor = visit();
      await assertRefused(scene, visitor, await read(await visitor.enter()), { code, token: 1, me: 0 });
    });
  }

  test('gives the keys the time of the login, and no more', async () => {
    scene.provider.script('jwks', () => {});
    const visitor = visit({ deadline: 300 });
    const outcome = await read(await visitor.enter());
    scene.provider.script('jwks', ({ ask }) => ask());
    await assertRefused(scene, visitor, outcome, { code: 'deadline_exceeded', token: 1, me: 0 });
  });
});

describe('verifyIdToken of one’s own', () => {
  /** @type {import('../../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  test('is given the id_token and a signal, and may answer anything but false', async () => {
    for (const answer of [undefined, true, {}, 0, null]) {
      /** @type {any[]} */
      const calls = [];
      const verifyIdToken = (/** @type {any[]} */ ...given) => {
        calls.push(given);
        return answer;
      };
      assert.ok(sessionOf(await scene.visit(scene.makeLogin({ verifyIdToken })).enter()));
      assert.equal(calls.length, 1);
      assert.equal(decode(calls[0][0]).claims.sub, alice._id);
      assert.ok(calls[0][1].signal instanceof AbortSignal);
    }
  });

  const nos = /** @type {[string, () => unknown, string][]} */ ([
    ['false', () => false, 'id_token_signature_invalid'],
    ['a promise of false', async () => false, 'id_token_signature_invalid'],
    [
      'an error',
      () => {
        throw new Error('secret');
      },
      'id_token_signature_invalid',
    ],
    ['a rejection with nothing', () => Promise.reject(undefined), 'id_token_signature_invalid'],
    [
      'a code of ours',
      () => {
        throw new TailchatLoginError('id_token_iss_mismatch');
      },
      'id_token_iss_mismatch',
    ],
  ]);
  for (const [what, verifyIdToken, code] of nos) {
    test(`says no by ${what}: ${code}, and /open/me is not asked`, async () => {
      const visitor = scene.visit(scene.makeLogin({ verifyIdToken }));
      await assertRefused(scene, visitor, await read(await visitor.enter()), { code, token: 1, me: 0 });
    });
  }

  test('that never comes back ends with the deadline, and its signal says so', async () => {
    /** @type {AbortSignal | undefined} */
    let signal;
    const verifyIdToken = (/** @type {string} */ _, /** @type {any} */ options) => {
      signal = options.signal;
      return new Promise(() => {});
    };
    const visitor = scene.visit(scene.makeLogin({ verifyIdToken, deadline: 300 }));
    const outcome = await read(await visitor.enter());
    assert.equal(signal?.aborted, true);
    await assertRefused(scene, visitor, outcome, { code: 'deadline_exceeded', token: 1, me: 0 });
  });

  test('holds for createClient too: tokens that failed are no key to userinfo', async () => {
    const { apiUrl, clientId, clientSecret } = scene.config;
    const redirectUri = `${BASE_URL}/auth/callback`;
    const client = createClient({ apiUrl, clientId, clientSecret, redirectUri, verifyIdToken: () => false });
    const { url, transaction } = client.begin();
    const callback = (await scene.person.follow(url, ({ origin }) => origin === BASE_URL)).url;
    const checked = client.callback(String(callback), transaction);
    await assert.rejects(client.exchange(checked), { code: 'id_token_signature_invalid' });
    await assert.rejects(client.exchange(checked), { code: 'transaction_finished' });
    assert.equal(scene.provider.count('me'), 0);
  });

  test('that never comes back holds no step of createClient longer than the deadline', async () => {
    const { apiUrl, clientId, clientSecret } = scene.config;
    const redirectUri = `${BASE_URL}/auth/callback`;
    const verifyIdToken = () => new Promise(() => {});
    const options = { apiUrl, clientId, clientSecret, redirectUri, verifyIdToken, deadline: 300 };
    const client = createClient(options);
    for (const step of /** @type {const} */ (['exchange', 'finish'])) {
      const { url, transaction } = client.begin();
      const callback = (await scene.person.follow(url, ({ origin }) => origin === BASE_URL)).url;
      const ended =
        step === 'finish'
          ? client.finish(String(callback), transaction)
          : client.exchange(client.callback(String(callback), transaction));
      await assert.rejects(ended, { code: 'deadline_exceeded' });
    }
  });

  test('must be a function', () => {
    assert.throws(() => scene.makeLogin({ verifyIdToken: true }), {
      code: 'configuration_invalid',
      option: 'verifyIdToken',
    });
  });
});

/** @param {string} token @param {import('../../support/tokens.js').Signer} signer @param {object} [changes] */
function resign(token, signer, changes = {}) {
  const { header, claims } = decode(token);
  return compact({ ...header, ...changes }, claims, signer);
}

/** Other claims under the old signature. @param {string} token @param {object} changes */
function withClaims(token, changes) {
  const [header, , signature] = token.split('.');
  return `${header}.${encodePart({ ...decode(token).claims, ...changes })}.${signature}`;
}
