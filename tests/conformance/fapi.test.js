// The RP tests of the OpenID Foundation for FAPI 2 and FAPI 1 that apply to a login, each under the name of its
// module.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { withIdToken, withJson, withRedirect } from '../support/answers.js';
import { alice, assertRefused, CLIENT_ID, read, startScene } from '../support/scene.js';
import { es256, unsigned } from '../support/tokens.js';

/** @typedef {import('../support/provider.js').Script} Script */

const FAPI2 = 'fapi2-security-profile-final-client-test';
const FAPI1 = 'fapi1-advanced-final-client-test';
const WEEK = 7 * 86400;

/** @param {(claims: any) => void} change */
const claims = (change) => withIdToken((parts) => void change(parts.claims));

/** Bad authorization responses: /open/token is never asked. @type {[string, Script, string][]} */
const FRONT_CHANNEL = [
  [
    'ensure-authorization-response-with-invalid-state-fails',
    withRedirect((url) => url.searchParams.set('state', `${url.searchParams.get('state')}1`)),
    'state_mismatch',
  ],
  [
    'ensure-authorization-response-with-invalid-missing-state-fails',
    withRedirect((url) => url.searchParams.delete('state')),
    'state_missing',
  ],
  [
    'invalid-authorization-response-iss',
    withRedirect((url) => url.searchParams.set('iss', `${url.searchParams.get('iss')}/x`)),
    'issuer_mismatch',
  ],
  [
    'remove-authorization-response-iss',
    withRedirect((url) => url.searchParams.delete('iss')),
    'issuer_missing',
  ],
];

/** Bad id_tokens: /open/me is never asked. @type {[string, Script, string][]} */
const ID_TOKEN = [
  [`${FAPI2}-invalid-iss`, claims((all) => (all.iss += '1')), 'id_token_iss_mismatch'],
  [`${FAPI2}-invalid-missing-iss`, claims((all) => delete all.iss), 'id_token_iss_mismatch'],
  [`${FAPI2}-invalid-aud`, claims((all) => (all.aud += '1')), 'id_token_aud_mismatch'],
  [`${FAPI2}-invalid-missing-aud`, claims((all) => delete all.aud), 'id_token_aud_mismatch'],
  [
    `${FAPI2}-invalid-secondary-aud`,
    claims((all) => (all.aud = [CLIENT_ID, 'https://other.example'])),
    'id_token_aud_mismatch',
  ],
  [`${FAPI2}-invalid-missing-exp`, claims((all) => delete all.exp), 'id_token_exp_invalid'],
  [`${FAPI2}-invalid-expired-exp`, claims((all) => (all.exp -= 3600 + 300)), 'id_token_exp_invalid'],
  [`${FAPI2}-invalid-nonce`, claims((all) => (all.nonce += '1')), 'id_token_nonce_mismatch'],
  [`${FAPI2}-invalid-missing-nonce`, claims((all) => delete all.nonce), 'id_token_nonce_mismatch'],
  [
    `${FAPI2}-invalid-null-alg`,
    withIdToken(({ header }) => void (header.alg = 'none'), unsigned),
    'id_token_alg_invalid',
  ],
  [
    // The suite replaces PS256 by RS256. Tailchat uses only RS256, so this test replaces it by another algorithm.
    `${FAPI2}-invalid-alternate-alg`,
    withIdToken(({ header }) => void (header.alg = 'ES256'), es256),
    'id_token_alg_invalid',
  ],
  [`${FAPI1}-iat-is-week-in-past`, claims((all) => (all.iat -= WEEK)), 'id_token_iat_invalid'],
];

/** Answers that a login must accept. @type {[string, Script][]} */
const POSITIVE = [
  [`${FAPI2}-happy-path`, withJson((answer) => answer)],
  [`${FAPI2}-valid-aud-as-array`, claims((all) => (all.aud = [all.aud]))],
  [`${FAPI2}-token-type-case-insensitivity`, withJson((answer) => ({ ...answer, token_type: 'bEaReR' }))],
  [`${FAPI2}-token-endpoint-response-without-expires_in`, withJson(({ expires_in, ...answer }) => answer)],
];

describe('FAPI RP', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene();
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  for (const [module, script, code] of FRONT_CHANNEL) {
    test(`${FAPI2}-${module}: refused with ${code}, and the code is not sent`, async () => {
      const visitor = scene.visit();
      scene.provider.script('authorization', script);
      const callback = await visitor.begin();
      const outcome = await read(await visitor.send(callback));
      await assertRefused(scene, visitor, outcome, { code, token: 0, me: 0 });
    });
  }

  for (const [module, script, code] of ID_TOKEN) {
    test(`${module}: refused with ${code}, and the access token is not used`, async () => {
      const visitor = scene.visit();
      scene.provider.script('token', script);
      const outcome = await read(await visitor.enter());
      await assertRefused(scene, visitor, outcome, { code, token: 1, me: 0 });
    });
  }

  for (const [module, script] of POSITIVE) {
    test(`${module}: a login gives a session with the user`, async () => {
      const visitor = scene.visit();
      scene.provider.script('token', script);
      const response = await visitor.enter();
      assert.equal(response.headers.get('location'), '/inbox');
      assert.equal((await visitor.me()).sub, alice._id);
      assert.equal(scene.provider.count('me'), 1);
    });
  }
});
