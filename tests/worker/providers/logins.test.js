// Runs whole logins with the real libraries. Rows of test:everywhere run Auth.js and Better Auth.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as arctic from 'arctic';
import * as openid from 'openid-client';
import Strategy from 'passport-oauth2';
import { tailchat as forArctic } from 'tailchat-login/providers/arctic';
import { tailchat as forOpenid } from 'tailchat-login/providers/openid-client';
import { tailchat as forPassport } from 'tailchat-login/providers/passport';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { alice, APP, BASE_URL, startWorld } from '../../support/kit.js';

/** @type {import('../../support/kit.js').World} */
let world;
before(async () => {
  world = await startWorld();
});
after(() => world.close());

const redirectUri = `${BASE_URL}/page`;
const options = () => ({
  apiUrl: world.config.apiUrl,
  clientId: APP.appId,
  clientSecret: APP.appSecret,
});
const USER = { sub: alice._id, nickname: alice.nickname, discriminator: alice.discriminator };

/** @param {string | URL} url */
const comeBackFrom = (url) => logIn(createBrowser(), String(url), alice);

/** A callback with a parameter changed. @param {string} callback @param {string} name @param {string} [value] */
function change(callback, name, value) {
  const url = new URL(callback);
  if (value === undefined) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return url.href;
}

describe('arctic', () => {
  async function begin() {
    const provider = forArctic({ ...options(), redirectUri }, arctic);
    const state = arctic.generateState();
    const verifier = arctic.generateCodeVerifier();
    const callback = await comeBackFrom(provider.createAuthorizationURL(state, verifier));
    return { provider, state, verifier, callback };
  }

  test('a login gives the user by the rules of the core', async () => {
    const { provider, state, verifier, callback } = await begin();
    const tokens = await provider.validateAuthorizationCode(provider.readCode(callback, state), verifier);
    const user = await provider.getUser(tokens);
    assert.deepEqual({ ...user, avatar: undefined }, { ...USER, avatar: undefined });
    assert.ok(!user.avatar?.includes('{BACKEND}'));
  });

  test('a foreign iss, a missing one, another state and a lost one are refused', async () => {
    const { provider, state, callback } = await begin();
    const read =
      (/** @type {string} */ url, /** @type {any} */ kept = state) =>
      () =>
        provider.readCode(url, kept);
    assert.throws(read(change(callback, 'iss', 'https://evil.example')), { code: 'issuer_mismatch' });
    assert.throws(read(change(callback, 'iss')), { code: 'issuer_missing' });
    assert.throws(read(change(callback, 'state', arctic.generateState())), { code: 'state_mismatch' });
    assert.throws(read(callback, null), { code: 'transaction_missing' });
    assert.throws(
      read(`${redirectUri}?error=access_denied&state=${state}&iss=${encodeURIComponent(options().apiUrl)}`),
      {
        code: 'access_denied',
      },
    );
  });

  test('another verifier gets no token', async () => {
    const { provider, state, callback } = await begin();
    const code = provider.readCode(callback, state);
    await assert.rejects(provider.validateAuthorizationCode(code, arctic.generateCodeVerifier()));
  });
});

describe('openid-client', () => {
  async function begin() {
    const provider = forOpenid(options(), openid);
    const state = openid.randomState();
    const nonce = openid.randomNonce();
    const verifier = openid.randomPKCECodeVerifier();
    const url = openid.buildAuthorizationUrl(provider.configuration, {
      redirect_uri: redirectUri,
      scope: provider.scope,
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const checks = {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    };
    return { provider, checks, callback: await comeBackFrom(url) };
  }

  test('a login gives the user by the rules of the core', async () => {
    const { provider, checks, callback } = await begin();
    const { configuration, readUser } = provider;
    const tokens = await openid.authorizationCodeGrant(configuration, new URL(callback), checks);
    const sub = /** @type {string} */ (tokens.claims()?.sub);
    const userinfo = await openid.fetchUserInfo(configuration, tokens.access_token, sub);
    assert.deepEqual({ ...readUser(userinfo), avatar: undefined }, { ...USER, avatar: undefined });
  });

  test('a foreign iss, a missing one, and another state are refused', async () => {
    const { provider, checks, callback } = await begin();
    const redeem = (/** @type {string} */ url) =>
      openid.authorizationCodeGrant(provider.configuration, new URL(url), checks);
    const because =
      (/** @type {RegExp} */ reason) =>
      (/** @type {any} */ { cause }) =>
        reason.test(cause.message);
    await assert.rejects(redeem(change(callback, 'iss', 'https://evil.example')), because(/"iss"/));
    await assert.rejects(redeem(change(callback, 'iss')), because(/"iss"/));
    await assert.rejects(redeem(change(callback, 'state', 'x')), because(/"state"/));
  });

  test('the deadline is the time limit of its requests', () => {
    assert.equal(forOpenid({ ...options(), deadline: 2500 }, openid).configuration.timeout, 2.5);
  });

  test('a Tailchat on https is never asked by plain http', () => {
    let allowed = 0;
    const library = { ...openid, allowInsecureRequests: () => void (allowed += 1) };
    forOpenid({ ...options(), apiUrl: 'https://chat.example' }, library);
    assert.equal(allowed, 0);
    forOpenid(options(), library);
    assert.equal(allowed, 1);
  });
});

describe('passport', () => {
  /** The part of Express in a login. @param {any} [changes] @param {(user: any) => any} [findAccount] */
  function make(changes, findAccount = (user) => ({ id: user.sub, name: user.nickname })) {
    const strategy = new Strategy(...forPassport({ ...options(), redirectUri, ...changes }, findAccount));
    /** @type {any} */
    const session = {};
    /** @param {Record<string, string>} query @returns {Promise<any>} */
    const authenticate = (query) =>
      new Promise((resolve) => {
        const passport = Object.create(strategy);
        passport.redirect = (/** @type {string} */ location) => resolve({ location });
        passport.success = (/** @type {any} */ account) => resolve({ account });
        passport.fail = (/** @type {any} */ challenge, /** @type {any} */ status) =>
          resolve({ challenge, status });
        passport.error = (/** @type {any} */ error) => resolve({ error });
        passport.authenticate({ query, session }, {});
      });
    return { authenticate, session };
  }
  const queryOf = (/** @type {string} */ url) => Object.fromEntries(new URL(url).searchParams);

  test('a login gives the account that was found for the user', async () => {
    const { authenticate } = make();
    const { location } = await authenticate({});
    assert.equal(new URL(location).searchParams.get('code_challenge_method'), 'S256');
    assert.deepEqual(await authenticate(queryOf(await comeBackFrom(location))), {
      account: { id: alice._id, name: alice.nickname },
    });
  });

  test('a foreign iss, a missing one, and a repeated one are refused', async () => {
    for (const [iss, code] of [
      ['https://evil.example', 'issuer_mismatch'],
      [undefined, 'issuer_missing'],
      [[world.config.apiUrl, world.config.apiUrl], 'issuer_mismatch'],
    ]) {
      const { authenticate } = make();
      const { location } = await authenticate({});
      const query = /** @type {any} */ ({ ...queryOf(await comeBackFrom(location)), iss });
      assert.deepEqual((await authenticate(query)).challenge, { message: code });
    }
  });

  test('another state is refused', async () => {
    const { authenticate } = make();
    const { location } = await authenticate({});
    const answer = await authenticate({ ...queryOf(await comeBackFrom(location)), state: 'x' });
    assert.equal(answer.status, 403);
  });

  test('no account is a refusal; what findAccount throws is an error', async () => {
    const refused = make({}, () => undefined);
    const { location } = await refused.authenticate({});
    assert.ok('challenge' in (await refused.authenticate(queryOf(await comeBackFrom(location)))));
    const broken = make({}, () => Promise.reject(new Error('no database')));
    const begun = await broken.authenticate({});
    const { error } = await broken.authenticate(queryOf(await comeBackFrom(begun.location)));
    assert.equal(error.message, 'no database');
  });

  test('a Tailchat that never answers is an error at the deadline', async () => {
    const { authenticate } = make({ fetch: () => new Promise(() => {}), deadline: 20 });
    const { location } = await authenticate({});
    const { error } = await authenticate(queryOf(await comeBackFrom(location)));
    assert.equal(error.code, 'deadline_exceeded');
  });
});
