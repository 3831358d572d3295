// Row "JWKS abuse" of the threat table, for a worker with `verifyIdToken`.
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createVerifier } from 'tailchat-login/verify';
import { LIMITS } from '../../bindings/vocabulary.js';
import {
  gzipBomb,
  hang,
  json,
  MARK,
  rawBytes,
  reply,
  reset,
  truncate,
  withBody,
  withIdToken,
} from '../support/answers.js';
import { alice, assertRefused, read, startScene } from '../support/scene.js';
import { DEVELOPMENT_KEY, OTHER_KEY, rs256 } from '../support/tokens.js';

/** @typedef {import('../support/provider.js').Script} Script */

const WRONG = 'id_token_signature_invalid';
const INVALID = 'jwks_invalid';
const KID = 'keystore-CHANGE-ME';

/** @param {import('node:crypto').KeyObject} key @param {object} members */
const publish = (key, members) => ({ ...createPublicKey(key).export({ format: 'jwk' }), ...members });

/** @type {[string, Script, string][]} */
const SETS = [
  ['empty', json({ keys: [] }), WRONG],
  ['of another key under the right kid', json({ keys: [publish(OTHER_KEY, { kid: KID })] }), WRONG],
  [
    'of the right key for encryption',
    json({ keys: [publish(DEVELOPMENT_KEY, { kid: KID, use: 'enc' })] }),
    WRONG,
  ],
  [
    'of the right key for RS512',
    json({ keys: [publish(DEVELOPMENT_KEY, { kid: KID, alg: 'RS512' })] }),
    WRONG,
  ],
  ['of a secret key', json({ keys: [{ kty: 'oct', kid: KID, k: 'AAAA' }] }), WRONG],
  ['a list', json([publish(DEVELOPMENT_KEY, { kid: KID })]), INVALID],
  ['without keys', json({}), INVALID],
  ['of keys that are no objects', json({ keys: [MARK] }), INVALID],
  ['no JSON', reply(200, 'application/json', MARK), INVALID],
  ['an HTML page', reply(200, 'text/html', `<h1>${MARK}</h1>`), INVALID],
  ['a 404', json({ message: MARK }, 404), INVALID],
  ['a 500 with the keys', json({ keys: [publish(DEVELOPMENT_KEY, { kid: KID })] }, 500), INVALID],
  ['a redirect to the keys', json({}, 302, { location: '/open/steal' }), 'upstream_redirected'],
  [
    'one byte too large',
    withBody((body) => Buffer.concat([body, Buffer.alloc(LIMITS.jwks_bytes + 1 - body.length, ' ')])),
    INVALID,
  ],
  ['small and unpacking to 50 MB', gzipBomb, INVALID],
  ['cut short', truncate('{"keys":'), 'upstream_unreachable'],
  ['reset', reset, 'upstream_unreachable'],
  ['no HTTP', rawBytes(MARK), 'upstream_unreachable'],
  ['never sent', hang, 'deadline_exceeded'],
];

describe('a set of keys (row: JWKS abuse)', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  /** A worker whose verifier has not fetched keys yet. @param {object} [changes] */
  const makeLogin = (changes) =>
    scene.makeLogin({
      verifyIdToken: createVerifier({
        apiUrl: scene.provider.url,
        log: () => {},
        now: scene.config.now,
        ...changes,
      }),
    });

  for (const [what, script, code] of SETS) {
    test(`that is ${what} lets nobody in: ${code}`, async () => {
      const visitor = scene.visit(makeLogin({ deadline: code === 'deadline_exceeded' ? 400 : 20_000 }));
      scene.provider.script('jwks', script);
      const outcome = await read(await visitor.enter());
      assert.ok(scene.provider.requests.every(({ path }) => !path.includes('steal')));
      await assertRefused(scene, visitor, outcome, { code, token: 1, me: 0 });
    });
  }

  test('that a token brings along or points to is not looked at', async () => {
    const visitor = scene.visit(makeLogin());
    const jwk = publish(OTHER_KEY, { kid: 'own' });
    scene.provider.script(
      'token',
      withIdToken(
        ({ header }) =>
          void Object.assign(header, {
            jwk,
            kid: 'own',
            jku: `${scene.provider.url}/steal`,
            x5u: `${scene.provider.url}/steal`,
          }),
        rs256(OTHER_KEY),
      ),
    );
    const outcome = await read(await visitor.enter());
    assert.ok(scene.provider.requests.every(({ path }) => path !== '/steal'));
    await assertRefused(scene, visitor, outcome, { code: WRONG, token: 1, me: 0 });
  });

  test('is asked for once by many at once, and kept', async () => {
    const login = makeLogin();
    const visitors = Array.from({ length: 10 }, () => scene.visit(login));
    await Promise.all(visitors.map((visitor) => visitor.enter()));
    await scene.visit(login).enter();
    assert.equal(scene.provider.count('jwks'), 1);
    for (const visitor of visitors) assert.equal((await visitor.me()).sub, alice._id);
  });

  test('is not asked for again for each kid that somebody made up, until it has cooled down', async () => {
    const login = makeLogin();
    await scene.visit(login).enter();
    let made = 0;
    scene.provider.script(
      'token',
      withIdToken(({ header }) => void (header.kid = `made-up-${(made += 1)}`)),
    );
    for (let i = 0; i < 10; i += 1) {
      assert.equal((await read(await scene.visit(login).enter())).code, WRONG);
    }
    assert.equal(scene.provider.count('jwks'), 1);
    scene.clock.ahead = (LIMITS.jwks_cooldown_seconds + 1) * 1000;
    for (let i = 0; i < 10; i += 1) await scene.visit(login).enter();
    assert.equal(scene.provider.count('jwks'), 2);
  });
});
