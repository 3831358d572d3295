// Checks how the providers read their options and a profile, without a login.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tailchat as forAuthjs } from 'tailchat-login/providers/authjs';
import { tailchat as forBetterAuth } from 'tailchat-login/providers/better-auth';
import { placeholderEmail } from '../../../worker/lib/placeholder_email.js';
import { readSubject } from '../../../worker/providers/id_token.js';

const options = { apiUrl: 'https://chat.example/', clientId: 'tc_1', clientSecret: 'the secret of the app' };
const PROFILE = {
  sub: '0123456789abcdef01234567',
  nickname: 'Alice',
  discriminator: '6244',
  avatar: '{BACKEND}/static/a.png',
};

test('Auth.js gets endpoints, all its checks, and a user of the core', () => {
  const provider = forAuthjs(options);
  assert.equal(provider.issuer, 'https://chat.example/');
  assert.equal(provider.authorization.url, 'https://chat.example/open/auth');
  assert.equal(provider.token, 'https://chat.example/open/token');
  assert.equal(provider.userinfo, 'https://chat.example/open/me');
  assert.deepEqual(provider.checks, ['pkce', 'state', 'nonce']);
  assert.deepEqual(provider.profile(PROFILE), {
    id: PROFILE.sub,
    name: 'Alice',
    email: null,
    image: 'https://chat.example/static/a.png',
  });
  assert.deepEqual(provider.profile({ sub: 'x' }), { id: 'x', name: null, email: null, image: null });
});

test("Better Auth gets the issuer by discovery, and an address that is nobody's", () => {
  const provider = forBetterAuth({ ...options, internalUrl: 'http://tailchat:11001' });
  assert.equal(provider.discoveryUrl, 'http://tailchat:11001/open/.well-known/openid-configuration');
  assert.equal(provider.authorizationUrl, 'https://chat.example/open/auth');
  assert.equal(provider.tokenUrl, 'http://tailchat:11001/open/token');
  assert.equal(provider.requireIdTokenVerification, true);
  assert.deepEqual(provider.mapProfileToUser({ ...PROFILE, avatar: '{BACKEND}@evil.example/a.png' }), {
    name: 'Alice',
    email: '0123456789abcdef01234567@users.invalid',
    emailVerified: false,
    image: undefined,
  });
  assert.equal(provider.mapProfileToUser({ sub: 'x' }).name, 'x');
});

test('an option that is missing, unknown or wrong is named, never shown', () => {
  for (const tailchat of [forAuthjs, forBetterAuth]) {
    assert.throws(() => tailchat(/** @type {any} */ ({ ...options, clientSecret: undefined })), {
      code: 'configuration_invalid',
      option: 'clientSecret',
    });
    assert.throws(() => tailchat(/** @type {any} */ ({ ...options, redirectUri: 'x' })), {
      option: 'redirectUri',
    });
    assert.throws(() => tailchat({ ...options, apiUrl: 'http://chat.example' }), { code: 'api_url_invalid' });
    assert.throws(() => tailchat({ ...options, internalUrl: 'http://chat.example' }), {
      code: 'internal_url_invalid',
    });
  }
});

test('two users never share a placeholder, whatever their ids', () => {
  const subs = ['4142', 'AB', 'ab', 'a b', 'x-4142', 'ABC', 'a'.repeat(65)];
  const emails = subs.map((sub) => placeholderEmail(sub).toLowerCase());
  assert.equal(new Set(emails).size, subs.length);
  for (const email of emails) assert.match(email, /^[0-9a-z-]+@users\.invalid$/);
});

const NOW = 1_800_000_000;
const expected = { issuer: options.apiUrl, clientId: options.clientId };
const CLAIMS = { iss: options.apiUrl, aud: 'tc_1', exp: NOW + 60, sub: 'é' };
/** @param {unknown} claims */
const makeToken = (claims) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

test('an id_token of another issuer, for another app, or of another time is refused', () => {
  assert.equal(readSubject(expected, makeToken(CLAIMS), NOW), 'é');
  assert.equal(readSubject(expected, makeToken({ ...CLAIMS, aud: ['x', 'tc_1'] }), NOW), 'é');
  const refused = (/** @type {object} */ changes, /** @type {string} */ code) =>
    assert.throws(() => readSubject(expected, makeToken({ ...CLAIMS, ...changes }), NOW), { code });
  refused({ iss: 'https://evil.example' }, 'id_token_iss_mismatch');
  refused({ aud: 'tc_2' }, 'id_token_aud_mismatch');
  refused({ exp: NOW - 3600 }, 'id_token_exp_invalid');
  refused({ exp: undefined }, 'id_token_exp_invalid');
  for (const text of [undefined, '', 'a.b', makeToken(CLAIMS).slice(0, 20)])
    assert.throws(() => readSubject(expected, text, NOW), { code: 'id_token_malformed' });
});
