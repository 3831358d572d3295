// The RP tests of the OpenID Foundation about signatures, with the option `verifyIdToken`.
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createVerifier } from 'tailchat-login/verify';
import { json, withIdToken } from '../support/answers.js';
import { alice, assertRefused, CLIENT_SECRET, read, startScene } from '../support/scene.js';
import {
  DEVELOPMENT_KEY,
  es256,
  hs256,
  OTHER_KEY,
  published256,
  rs256,
  unsigned,
} from '../support/tokens.js';

/** @typedef {import('../support/provider.js').Script} Script */

/** @param {import('node:crypto').KeyObject} key @param {object} [members] */
const publish = (key, members) => ({
  ...createPublicKey(key).export({ format: 'jwk' }),
  use: 'sig',
  alg: 'RS256',
  ...members,
});

/** The module, the id_token, the published keys (the stand-in's own by default), and the code. @type {[string, Script, object[] | undefined, string][]} */
const NEGATIVE = [
  ['invalid-sig-rs256', withIdToken(() => {}, rs256(OTHER_KEY)), undefined, 'id_token_signature_invalid'],
  [
    'invalid-sig-rs256 (one bit)',
    withIdToken(
      () => {},
      (input) => flip(Buffer.from(published256(input))),
    ),
    undefined,
    'id_token_signature_invalid',
  ],
  [
    'invalid-sig-hs256',
    withIdToken(({ header }) => void (header.alg = 'HS256'), hs256(CLIENT_SECRET)),
    undefined,
    'id_token_alg_invalid',
  ],
  [
    'invalid-sig-es256',
    withIdToken(({ header }) => void (header.alg = 'ES256'), es256),
    undefined,
    'id_token_alg_invalid',
  ],
  [
    'idtoken-sig-none',
    withIdToken(({ header }) => void (header.alg = 'none'), unsigned),
    undefined,
    'id_token_alg_invalid',
  ],
  [
    'kid-absent-multiple-jwks',
    withIdToken(({ header }) => void delete header.kid),
    [publish(OTHER_KEY, { kid: 'one' }), publish(DEVELOPMENT_KEY, { kid: 'two' })],
    'id_token_signature_invalid',
  ],
];

/** @type {[string, Script, object[] | undefined][]} */
const POSITIVE = [
  ['idtoken-sig-rs256', withIdToken(() => {}), undefined],
  ['kid-absent-single-jwks', withIdToken(({ header }) => void delete header.kid), [publish(DEVELOPMENT_KEY)]],
];

describe('OpenID Connect RP with verifyIdToken', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  /** A worker whose verifier has not fetched keys yet. */
  const makeLogin = () =>
    scene.makeLogin({ verifyIdToken: createVerifier({ apiUrl: scene.provider.url, log: () => {} }) });

  for (const [module, token, keys, code] of NEGATIVE) {
    test(`oidcc-client-test-${module}: refused with ${code}, and /open/me is not asked`, async () => {
      const visitor = scene.visit(makeLogin());
      scene.provider.script('token', token);
      if (keys !== undefined) scene.provider.script('jwks', json({ keys }));
      const outcome = await read(await visitor.enter());
      await assertRefused(scene, visitor, outcome, { code, token: 1, me: 0 });
    });
  }

  for (const [module, token, keys] of POSITIVE) {
    test(`oidcc-client-test-${module}: taken, by a key of the set`, async () => {
      const visitor = scene.visit(makeLogin());
      scene.provider.script('token', token);
      if (keys !== undefined) scene.provider.script('jwks', json({ keys }));
      await visitor.enter();
      assert.equal((await visitor.me())?.sub, alice._id);
      assert.equal(scene.provider.count('jwks'), 1);
    });
  }
});

/** @param {Buffer} bytes */
function flip(bytes) {
  bytes[100] ^= 1;
  return bytes;
}
