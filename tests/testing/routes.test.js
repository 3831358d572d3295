import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';

import * as kit from './kit.js';
import { APP, NOT_FOUND } from './kit.js';

const UNROUTED = [
  ['POST', '/open/auth'],
  ['GET', '/open/token'],
  ['PUT', '/open/me'],
  ['POST', '/open/token/revocation'],
  ['POST', '/open/token/introspection'],
  ['GET', '/open/session/end'],
  ['POST', '/open/session/end'],
  ['POST', '/open/session/end/confirm'],
  ['POST', '/open/request'],
  ['PATCH', '/open/me'],
  ['GET', '/open'],
  ['GET', '/open/'],
  ['GET', '/'],
  ['GET', '/auth'],
  ['GET', '/openauth'],
  ['GET', '/.well-known/openid-configuration'],
  ['GET', '/open/.well-known/oauth-authorization-server'],
  ['POST', '/open/interaction/x'],
  ['GET', '/open/interaction/x/login'],
  ['POST', '/open/interaction/x/abort'],
];

test('whatever is not routed is the same 404 JSON', async (t) => {
  const { url } = await kit.start(t);
  for (const [method, path] of UNROUTED) {
    const response = await fetch(url + path, { method });
    assert.equal(response.status, 404, `${method} ${path}`);
    assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.deepEqual(await response.json(), NOT_FOUND);
  }
  assert.equal((await fetch(kit.authorizeUrl({ url }), { method: 'HEAD' })).status, 404);
});

test('with standardDiscovery the document is also where the standard has it, as behind a proxy', async (t) => {
  const { url } = await kit.start(t, { standardDiscovery: true });
  const [standard, own] = await Promise.all(
    ['', '/open'].map(async (path) => (await fetch(`${url}${path}/.well-known/openid-configuration`)).json()),
  );
  assert.deepEqual(standard, own);
  assert.deepEqual([standard.issuer, standard.token_endpoint], [url, `${url}/open/token`]);
});

test('a preflight on token and me is 204 with the origin, and the real request is refused', async (t) => {
  const tailchat = await kit.start(t);
  const origin = 'https://page.example';
  for (const path of ['/open/token', '/open/me']) {
    const headers = { origin, 'access-control-request-method': 'POST' };
    const preflight = await fetch(tailchat.url + path, { method: 'OPTIONS', headers });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), origin);
  }
  const { access_token } = await kit.getTokens(tailchat);
  const code = await kit.getCode(tailchat);
  const answers = [
    await kit.requestToken(tailchat, { code }, { origin }),
    await kit.post(`${tailchat.url}/open/me`, { access_token }, { origin }),
  ];
  for (const answer of answers) {
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    const { error_description } = await answer.json();
    assert.equal(error_description, `origin ${origin} not allowed for client: ${APP.appId}`);
  }
  assert.equal((await kit.requestToken(tailchat, { code })).status, 200);
});

test('jwks is the published development key, without its private half, for any origin', async (t) => {
  const { url } = await kit.start(t);
  const response = await fetch(`${url}/open/jwks`, { headers: { origin: 'https://page.example' } });
  assert.equal(response.headers.get('access-control-allow-origin'), 'https://page.example');
  const { keys } = await response.json();
  assert.deepEqual(
    keys.map(({ kid, kty }) => [kid, kty]),
    [['keystore-CHANGE-ME', 'RSA']],
  );
  assert.ok(!('d' in keys[0]));
});

test('discovery says API as the issuer, and its endpoints follow the Host header', async (t) => {
  const { url } = await kit.start(t, { apiUrl: 'http://chat.example' });
  const discovery = await getWithHost(`${url}/open/.well-known/openid-configuration`, 'other.example:81');
  assert.equal(discovery.issuer, 'http://chat.example');
  assert.equal(discovery.authorization_endpoint, 'http://other.example:81/open/auth');
  assert.equal(discovery.token_endpoint, 'http://other.example:81/open/token');
  assert.equal(discovery.userinfo_endpoint, 'http://other.example:81/open/me');
  assert.equal(discovery.jwks_uri, 'http://other.example:81/open/jwks');
  assert.equal(discovery.authorization_response_iss_parameter_supported, true);
  assert.deepEqual(discovery.code_challenge_methods_supported, ['S256']);
  const dead = new URL(discovery.end_session_endpoint).pathname;
  assert.equal((await fetch(url + dead)).status, 404);
});

test('discovery allows any origin', async (t) => {
  const { url } = await kit.start(t);
  const headers = { origin: 'https://page.example' };
  const response = await fetch(`${url}/open/.well-known/openid-configuration`, { headers });
  assert.equal(response.headers.get('access-control-allow-origin'), 'https://page.example');
});

/** Sends a request with any Host header, which fetch() does not allow. */
function getWithHost(url, host) {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host }, agent: false }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve(JSON.parse(text));
    })
      .on('error', reject)
      .end();
  });
}
