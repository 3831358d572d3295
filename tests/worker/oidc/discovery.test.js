// Checks the document of OpenID Connect Discovery 1.0, and the headers that all answers of the two routes share.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createOidc, readOidcEnv } from 'tailchat-login/oidc';

const options = { apiUrl: 'https://chat.example', baseUrl: 'https://app.example' };
const URL_ = 'https://chat.example/.well-known/openid-configuration';

describe('the discovery document', () => {
  test('points at Tailchat, and for userinfo at us; the issuer stays', async () => {
    const oidc = createOidc({ ...options, issuer: 'https://chat.example/', basePath: '/login' });
    const response = await oidc.fetch(new Request(URL_));
    assert.equal(response.status, 200);
    const document = await response.json();
    assert.deepEqual(document, oidc.document);
    const { issuer, authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = document;
    assert.deepEqual(
      [issuer, authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint],
      [
        'https://chat.example/',
        'https://chat.example/open/auth',
        'https://chat.example/open/token',
        'https://chat.example/open/jwks',
        'https://app.example/login/userinfo',
      ],
    );
  });

  test('names the code flow and the query alone, and no endpoint that is dead', () => {
    const { document } = createOidc(options);
    assert.deepEqual(document.response_types_supported, ['code']);
    assert.deepEqual(document.response_modes_supported, ['query']);
    const endpoints = Object.keys(document).filter((name) => /_(?:endpoint|uri)$|_iframe$/.test(name));
    assert.deepEqual(endpoints.sort(), [
      'authorization_endpoint',
      'jwks_uri',
      'token_endpoint',
      'userinfo_endpoint',
    ]);
  });

  test('shows no address of the inside', () => {
    const { document } = createOidc({
      ...options,
      internalUrl: 'http://tailchat:11001',
      internalApiUrl: 'http://tailchat:11000',
    });
    assert.ok(!JSON.stringify(document).includes('tailchat:'));
  });

  test('names email and groups only where they are turned on', () => {
    const claims = (/** @type {object} */ changes) => createOidc({ ...options, ...changes }).document;
    assert.doesNotMatch(JSON.stringify(claims({})), /email|groups/);
    assert.match(JSON.stringify(claims({ email: true }).claims_supported), /"email","email_verified"/);
    assert.ok(claims({ placeholderEmail: true }).scopes_supported.includes('email'));
  });

  test('below a prefix, and with several hosts the first', () => {
    const at = (/** @type {string | string[]} */ baseUrl) =>
      createOidc({ ...options, baseUrl }).document.userinfo_endpoint;
    assert.equal(at('https://app.example/shop'), 'https://app.example/shop/auth/userinfo');
    assert.equal(at(['https://a.example', 'https://b.example']), 'https://a.example/auth/userinfo');
  });
});

describe('both routes', () => {
  const oidc = createOidc(options);
  const USERINFO = 'https://app.example/auth/userinfo';

  test('no cache keeps an answer, and a script of any origin may read it, without cookies', async () => {
    for (const url of [URL_, USERINFO]) {
      const response = await oidc.fetch(new Request(url, { headers: { origin: 'https://x.example' } }));
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('access-control-allow-origin'), '*');
      assert.equal(response.headers.get('access-control-allow-credentials'), null);
      assert.match(response.headers.get('access-control-expose-headers') ?? '', /WWW-Authenticate/);
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    }
  });

  test('a preflight may ask with the Authorization header', async () => {
    const response = await oidc.fetch(new Request(USERINFO, { method: 'OPTIONS' }));
    assert.equal(response.status, 204);
    assert.match(response.headers.get('access-control-allow-headers') ?? '', /Authorization/);
    assert.equal(response.headers.get('access-control-allow-methods'), 'GET, POST');
  });

  test('other methods and paths', async () => {
    const put = await oidc.fetch(new Request(USERINFO, { method: 'PUT' }));
    assert.deepEqual([put.status, put.headers.get('allow')], [405, 'GET, POST, OPTIONS']);
    assert.equal((await oidc.fetch(new Request(URL_, { method: 'POST' }))).status, 405);
    assert.equal((await oidc.fetch(new Request('https://app.example/auth/me'))).status, 404);
    assert.equal(oidc.handles({ url: 'https://app.example/auth/me' }), false);
    assert.equal(oidc.handles({ url: `${USERINFO}/` }), true);
  });
});

describe('the options', () => {
  test('one that is missing, unknown or wrong is named', () => {
    /** @type {[object, string][]} */
    const wrong = [
      [{ ...options, apiUrl: undefined }, 'apiUrl'],
      [{ ...options, baseUrl: undefined }, 'baseUrl'],
      [{ ...options, baseUrl: 'http://app.example' }, 'baseUrl'],
      [{ ...options, clientId: 'x' }, 'clientId'],
      [{ ...options, email: 'yes' }, 'email'],
      [{ ...options, groups: {} }, 'groups'],
      [{ ...options, placeholderEmail: 'site.example' }, 'placeholderEmail'],
    ];
    for (const [given, option] of wrong)
      assert.throws(() => createOidc(/** @type {any} */ (given)), { code: 'configuration_invalid', option });
    assert.throws(() => createOidc({ ...options, apiUrl: 'http://chat.example' }), {
      code: 'api_url_invalid',
    });
    for (const name of ['internalUrl', 'internalApiUrl'])
      assert.throws(() => createOidc({ ...options, [name]: 'http://chat.example' }), {
        code: 'internal_url_invalid',
      });
  });

  test('the environment has them too', () => {
    const env = { TAILCHAT_API_URL: options.apiUrl, TAILCHAT_BASE_URL: options.baseUrl };
    assert.equal(createOidc(readOidcEnv(env)).document.issuer, options.apiUrl);
    assert.equal(readOidcEnv({ ...env, TAILCHAT_OIDC_EMAIL: 'true' }).email, true);
    assert.throws(() => readOidcEnv({ ...env, TAILCHAT_OIDC_EMAIL: 'yes' }), /TAILCHAT_OIDC_EMAIL/);
    assert.throws(() => readOidcEnv({}), /TAILCHAT_API_URL/);
  });
});
