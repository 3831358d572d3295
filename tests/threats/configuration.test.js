// Row "http API address" of the threat table, and other invalid configurations: they are refused at the start, and
// the error names the option and never its value.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createLogin } from 'tailchat-login/worker';
import { MARK } from '../support/answers.js';
import { BASE_URL, CLIENT_ID, CLIENT_SECRET, KEY } from '../support/scene.js';

const GOOD = {
  apiUrl: 'https://chat.example',
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  sessionKeys: KEY,
  baseUrl: BASE_URL,
};

/** @type {[string, object, string][]} */
const REFUSED = [
  ['an http API address', { apiUrl: `http://${MARK}.example` }, 'api_url_invalid'],
  ['an http API address in capitals', { apiUrl: `HTTP://${MARK}.example` }, 'api_url_invalid'],
  ['an http API address in the local network', { apiUrl: 'http://192.168.0.1:11001' }, 'api_url_invalid'],
  ['an http API address of all interfaces', { apiUrl: 'http://0.0.0.0' }, 'api_url_invalid'],
  ['an http API address beside 127.0.0.1', { apiUrl: 'http://127.0.0.2' }, 'api_url_invalid'],
  ['127.0.0.1 in another notation', { apiUrl: 'http://127.1' }, 'api_url_invalid'],
  ['127.0.0.1 as one number', { apiUrl: 'http://2130706433' }, 'api_url_invalid'],
  ['127.0.0.1 in hexadecimal', { apiUrl: 'http://0x7f000001' }, 'api_url_invalid'],
  ['::1 in another notation', { apiUrl: 'http://[0:0:0:0:0:0:0:1]' }, 'api_url_invalid'],
  ['a host that begins as localhost', { apiUrl: 'http://localhost.evil.example' }, 'api_url_invalid'],
  ['a host below localhost', { apiUrl: 'http://chat.localhost' }, 'api_url_invalid'],
  ['localhost with a dot', { apiUrl: 'http://localhost.' }, 'api_url_invalid'],
  ['localhost as userinfo', { apiUrl: `http://localhost@${MARK}.example` }, 'api_url_invalid'],
  ['localhost before a backslash', { apiUrl: `http://localhost\\@${MARK}.example` }, 'api_url_invalid'],
  ['a secret in the API address', { apiUrl: `https://user:${MARK}@chat.example` }, 'api_url_invalid'],
  ['a query in the API address', { apiUrl: `https://chat.example?${MARK}` }, 'api_url_invalid'],
  ['a fragment in the API address', { apiUrl: `https://chat.example#${MARK}` }, 'api_url_invalid'],
  ['dot segments in the API address', { apiUrl: 'https://chat.example/a/../b' }, 'api_url_invalid'],
  ['a line end in the API address', { apiUrl: 'https://chat.example\r\n' }, 'api_url_invalid'],
  ['a tab in the API address', { apiUrl: 'https://chat\t.example' }, 'api_url_invalid'],
  ['a host of other letters', { apiUrl: 'https://ch\u0430t.example' }, 'api_url_invalid'],
  ['another scheme', { apiUrl: 'ws://chat.example' }, 'api_url_invalid'],
  ['a file', { apiUrl: `file:///${MARK}` }, 'api_url_invalid'],
  ['no scheme', { apiUrl: 'chat.example' }, 'api_url_invalid'],
  ['an API address that is an object', { apiUrl: new URL('https://chat.example') }, 'configuration_invalid'],
  ['no API address', { apiUrl: undefined }, 'configuration_invalid'],
  ['an http base URL', { baseUrl: 'http://app.example' }, 'configuration_invalid'],
  ['a base URL with a query', { baseUrl: `https://app.example/?${MARK}` }, 'configuration_invalid'],
  ['a base URL with userinfo', { baseUrl: `https://${MARK}@app.example` }, 'configuration_invalid'],
  ['an allowed origin that is http', { allowedOrigins: ['http://www.example'] }, 'configuration_invalid'],
  [
    'an allowed origin with a path',
    { allowedOrigins: [`https://www.example/${MARK}`] },
    'configuration_invalid',
  ],
  ['every origin allowed', { allowedOrigins: '*' }, 'configuration_invalid'],
  ['the origin null allowed', { allowedOrigins: ['null'] }, 'configuration_invalid'],
  ['an allowed origin by a pattern', { allowedOrigins: ['https://*.example'] }, 'configuration_invalid'],
  ['an empty allowed origin', { allowedOrigins: 'https://www.example,' }, 'configuration_invalid'],
  ['the base URL null', { baseUrl: 'null' }, 'configuration_invalid'],
  ['a base URL with capitals', { baseUrl: 'https://App.example' }, 'configuration_invalid'],
  ['a base path that leaves', { basePath: '/../evil' }, 'configuration_invalid'],
  ['a base path that is another host', { basePath: '//evil.example' }, 'configuration_invalid'],
  ['a base path with a line end', { basePath: '/auth\r\n' }, 'configuration_invalid'],
  ['a short session key', { sessionKeys: MARK }, 'configuration_invalid'],
  ['a session key of 31 bytes', { sessionKeys: KEY.slice(0, 42) }, 'configuration_invalid'],
  ['a second spelling of a session key', { sessionKeys: `${KEY.slice(0, 42)}F` }, 'configuration_invalid'],
  ['the same session key twice', { sessionKeys: `${KEY},${KEY}` }, 'configuration_invalid'],
  ['a good key and a bad one', { sessionKeys: [KEY, 'bad'] }, 'configuration_invalid'],
  ['no session keys', { sessionKeys: [] }, 'configuration_invalid'],
  ['a line end in the client secret', { clientSecret: `${MARK}\r\n` }, 'configuration_invalid'],
  ['an empty client secret', { clientSecret: '' }, 'configuration_invalid'],
  ['a space in the client id', { clientId: `${MARK} x` }, 'client_id_invalid'],
  ['a scope without openid', { scope: 'profile' }, 'scope_invalid'],
  ['an issuer that is no URL', { issuer: MARK }, 'issuer_invalid'],
  ['a redirect URI by http', { redirectUris: ['http://app.example/page'] }, 'configuration_invalid'],
  [
    'a redirect URI with a fragment',
    { redirectUris: [`https://app.example/#${MARK}`] },
    'configuration_invalid',
  ],
  ['a deadline of a day', { deadline: 86_400_000 }, 'configuration_invalid'],
  ['a deadline of 0', { deadline: 0 }, 'configuration_invalid'],
  ['a session without an end', { sessionSeconds: Infinity }, 'configuration_invalid'],
  // There is no switch that turns a check off (row "code injection, PKCE downgrade").
  ['a switch for PKCE', { pkce: false }, 'configuration_invalid'],
  ['a switch for the nonce', { nonce: false }, 'configuration_invalid'],
  ['a switch for TLS', { allowInsecureRequests: true }, 'configuration_invalid'],
  ['a switch of another library', { skipIssuerCheck: MARK }, 'configuration_invalid'],
];

/** @type {[string, object][]} */
const ACCEPTED = [
  ['https', {}],
  ['http://localhost', { apiUrl: 'http://localhost:11001' }],
  ['http://127.0.0.1', { apiUrl: 'http://127.0.0.1' }],
  ['http://[::1]', { apiUrl: 'http://[::1]:11001/' }],
  ['a path', { apiUrl: 'https://chat.example/im/' }],
];

describe('a configuration (row: http API address)', () => {
  for (const [what, changes, code] of REFUSED) {
    test(`with ${what} is refused at the start: ${code}`, () => {
      assert.throws(
        () => createLogin(/** @type {any} */ ({ ...GOOD, ...changes })),
        (/** @type {any} */ error) => {
          assert.equal(error.name, 'TailchatLoginError');
          assert.equal(error.code, code);
          assert.doesNotMatch(
            `${error.message} ${error.stack?.split('\n')[0]} ${JSON.stringify(error)}`,
            new RegExp(`${MARK}|${CLIENT_SECRET}|${KEY}`),
          );
          return true;
        },
      );
    });

    test(`with ${what}, from an environment, answers no route and tells the log alone`, async (t) => {
      /** @type {string[]} */
      const lines = [];
      t.mock.method(console, 'warn', (/** @type {string} */ line) => lines.push(line));
      const login = createLogin(() => /** @type {any} */ ({ ...GOOD, ...changes }));
      for (const path of ['/auth/login', '/auth/callback?code=x&state=y', '/auth/me']) {
        const response = await login.fetch(new Request(`${BASE_URL}${path}`), {});
        assert.equal(response.status, 500);
        const text = await response.text();
        assert.match(text, /configuration_invalid/);
        assert.deepEqual(response.headers.getSetCookie(), []);
        assert.doesNotMatch(text + lines.join('\n'), new RegExp(`${MARK}|${CLIENT_SECRET}|${KEY}`));
      }
      assert.equal(lines.length, 3);
    });
  }

  for (const [what, changes] of ACCEPTED) {
    test(`with ${what} is taken`, async () => {
      const login = createLogin({ ...GOOD, ...changes });
      const response = await login.fetch(new Request(`${BASE_URL}/auth/login`));
      assert.equal(response.status, 302);
    });
  }
});
