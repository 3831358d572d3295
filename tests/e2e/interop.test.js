// Runs openid-client, the strictest client, through the real nginx and Caddy. It gets only the issuer.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as openid from 'openid-client';
import { createBrowser, logIn } from '../../testing/browser.js';
import { createContext } from '../runtimes/context.js';
import { alice } from '../support/example.js';
import { startCaddy, startNginx } from './interop/proxies.js';
import { CALLBACK, GROUP, ROLE, startScene } from './interop/scene.js';

/** @param {import('./interop/scene.js').Scene} scene */
async function discover({ issuer, app }) {
  const execute = [openid.allowInsecureRequests]; // these tests have no TLS
  return openid.discovery(new URL(issuer), app.appId, app.appSecret, undefined, { execute });
}

/** Does a whole login with all checks of the library. @param {openid.Configuration} configuration */
async function enter(configuration, scope = 'openid profile') {
  const [state, nonce, verifier] = [
    openid.randomState(),
    openid.randomNonce(),
    openid.randomPKCECodeVerifier(),
  ];
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: CALLBACK,
    scope,
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const callback = new URL(await logIn(createBrowser(), url.href, alice));
  const checks = {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  };
  const tokens = await openid.authorizationCodeGrant(configuration, callback, checks);
  const { sub } = /** @type {{ sub: string }} */ (tokens.claims());
  return {
    claims: await openid.fetchUserInfo(configuration, tokens.access_token, sub),
    token: tokens.access_token,
  };
}

for (const [name, start] of Object.entries({ nginx: startNginx, Caddy: startCaddy })) {
  describe(`openid-client with nothing but the issuer, through ${name}`, () => {
    const { context, end } = createContext('');
    after(() => end());

    test("the alias: it finds Tailchat's own document, and logs in", async () => {
      const scene = await startScene(context, start(context), false);
      const configuration = await discover(scene);
      assert.equal(configuration.serverMetadata().userinfo_endpoint, `${scene.issuer}/open/me`);
      const { claims } = await enter(configuration);
      assert.deepEqual([claims.sub, claims.nickname], [alice._id, alice.nickname]);
      assert.equal(claims.name, undefined, 'Tailchat has no standard claims');
    });

    describe('the document of serve --oidc', () => {
      /** @type {import('./interop/scene.js').Scene} */
      let scene;
      before(async () => {
        scene = await startScene(context, start(context), true);
      });

      test('it logs in and reads name, picture, groups and the address', async () => {
        const configuration = await discover(scene);
        const { userinfo_endpoint } = configuration.serverMetadata();
        assert.equal(userinfo_endpoint, `${scene.baseUrl}/auth/userinfo`);
        const { claims, token } = await enter(configuration, 'openid profile email');
        assert.deepEqual(claims, {
          sub: alice._id,
          name: alice.nickname,
          preferred_username: `${alice.nickname}-${alice.discriminator}`,
          picture: `${scene.issuer}/static/a.png`,
          groups: [GROUP, `${GROUP}/${ROLE}`],
          email: alice.email,
          email_verified: true,
        });
        assert.ok(!scene.output().includes(token), 'no token in the log');
      });

      test('a token that has ended is invalid_token for it', async () => {
        const configuration = await discover(scene);
        const asked = openid.fetchUserInfo(configuration, 'x'.repeat(43), alice._id);
        await assert.rejects(asked, (/** @type {any} */ error) => {
          assert.equal(error.code, 'OAUTH_WWW_AUTHENTICATE_CHALLENGE');
          assert.equal(error.cause[0].parameters.error, 'invalid_token');
          return true;
        });
      });

      test('from our own address it refuses the document', async () => {
        const asked = discover({ ...scene, issuer: scene.baseUrl });
        await assert.rejects(asked, { code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' });
      });
    });
  });
}
