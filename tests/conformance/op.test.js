// The OP tests of the OpenID Foundation for discovery and userinfo, each under the name of its module. Tailchat is the
// provider, and `tailchat-login/oidc` serves these two parts of it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startRelay, USERINFO } from '../worker/oidc/relay.js';

describe('OpenID Connect OP: discovery and userinfo', () => {
  /** @type {Awaited<ReturnType<typeof startRelay>>} */
  let relay;
  /** @type {string} */
  let token;
  before(async () => {
    relay = await startRelay();
    token = await relay.issue();
  });
  after(() => relay.close());

  /** @param {Response} response */
  async function assertClaims(response) {
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    const claims = await response.json();
    assert.equal(claims.sub, relay.user._id);
    return claims;
  }
  const bearer = () => ({ authorization: `Bearer ${token}` });

  test('oidcc-discovery-endpoint-verification: all required members, https, code, RS256, no request objects', async () => {
    const issuer = 'https://chat.example';
    const oidc = relay.makeOidc({ apiUrl: issuer });
    const response = await oidc.fetch(new Request(`${issuer}/.well-known/openid-configuration`));
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    const document = await response.json();
    assert.equal(document.issuer, issuer, 'the address without /.well-known/openid-configuration');
    for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'])
      assert.equal(new URL(document[name]).protocol, 'https:', name);
    assert.ok(document.scopes_supported.includes('openid'));
    assert.ok(document.response_types_supported.includes('code'));
    assert.ok(document.id_token_signing_alg_values_supported.includes('RS256'));
    assert.ok(document.claims_supported.includes('sub'));
    assert.deepEqual(document.subject_types_supported, ['public']);
    assert.equal(document.request_parameter_supported, false);
    assert.equal(document.request_uri_parameter_supported, false, 'true if it is missing');
    for (const [name, value] of Object.entries(document))
      if (name.endsWith('_supported') && Array.isArray(value)) assert.ok(value.length > 0, name);
  });

  test('oidcc-userinfo-get: GET with the token in the header', async () => {
    await assertClaims(await relay.makeOidc().fetch(new Request(USERINFO, { headers: bearer() })));
  });

  test('oidcc-userinfo-post-header: POST with the token in the header', async () => {
    const request = new Request(USERINFO, { method: 'POST', headers: bearer() });
    await assertClaims(await relay.makeOidc().fetch(request));
  });

  test('oidcc-userinfo-post-body: POST with the token in the form', async () => {
    const body = new URLSearchParams({ access_token: token });
    await assertClaims(await relay.makeOidc().fetch(new Request(USERINFO, { method: 'POST', body })));
  });

  test('oidcc-scope-profile: the claims of the scope that Tailchat knows, each of its type', async () => {
    const request = new Request(USERINFO, { headers: bearer() });
    const claims = await assertClaims(await relay.makeOidc().fetch(request));
    for (const name of ['name', 'preferred_username']) assert.equal(typeof claims[name], 'string', name);
    assert.equal(Object.values(claims).includes(null), false, 'a claim without a value is left out');
  });

  test('oidcc-scope-email: the address is a text, and email_verified a boolean', async () => {
    relay.user.emailVerified = true;
    const request = new Request(USERINFO, { headers: bearer() });
    const claims = await assertClaims(await relay.makeOidc({ email: true }).fetch(request));
    assert.deepEqual([claims.email, claims.email_verified], [relay.user.email, true]);
  });

  test('oidcc-codereuse: the token of a code that was used twice is invalid_token', async () => {
    relay.provider.script('me', () => ({
      status: 401,
      headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer error="invalid_token"' },
      body: '{"error":"invalid_token"}',
    }));
    const response = await relay.makeOidc().fetch(new Request(USERINFO, { headers: bearer() }));
    relay.provider.reset();
    assert.equal(response.status, 401);
    assert.match(response.headers.get('www-authenticate') ?? '', /error="invalid_token"/);
  });
});
