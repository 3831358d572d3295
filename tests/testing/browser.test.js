import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createBrowser, logIn } from '../../testing/browser.js';
import { createCookieJar } from '../../testing/cookies.js';
import * as kit from './kit.js';
import { USER } from './kit.js';

function fill(url, ...lines) {
  const jar = createCookieJar();
  jar.store(url, lines);
  return jar;
}

test('a cookie belongs to a host, whatever its port', () => {
  const jar = fill('http://127.0.0.1:1/', 'a=1; Path=/');
  assert.equal(jar.header('http://127.0.0.1:2/x'), 'a=1');
  assert.equal(jar.header('http://localhost:1/'), '');
});

test('a path covers itself and what is below it, the most specific first', () => {
  const jar = fill('http://a.test/', 'x=root; Path=/', 'x=deep; Path=/open/auth');
  assert.equal(jar.header('http://a.test/open/auth'), 'x=deep; x=root');
  assert.equal(jar.header('http://a.test/open/auth/1'), 'x=deep; x=root');
  assert.equal(jar.header('http://a.test/open/authority'), 'x=root');
});

test('without Path a cookie covers the folder that set it', () => {
  const jar = fill('http://a.test/one/two', 'x=1');
  assert.equal(jar.header('http://a.test/one/other'), 'x=1');
  assert.equal(jar.header('http://a.test/'), '');
});

test('a Secure cookie travels on https only', () => {
  const jar = fill('https://a.test/', 'x=1; Path=/; Secure');
  assert.deepEqual([jar.header('http://a.test/'), jar.header('https://a.test/')], ['', 'x=1']);
});

test('Max-Age=0 and a past Expires delete; Max-Age wins', () => {
  const past = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT';
  const jar = fill('http://a.test/', 'a=1; Path=/', 'b=1; Path=/', `c=1; Path=/; Max-Age=60; ${past}`);
  jar.store('http://a.test/', ['a=; Path=/; Max-Age=0', `b=; Path=/; ${past}`]);
  assert.equal(jar.header('http://a.test/'), 'c=1');
  jar.clear();
  assert.deepEqual(jar.list('http://a.test/'), []);
});

test('a value keeps its equals signs', () => {
  assert.equal(fill('http://a.test/', 'x=a=b==; Path=/').header('http://a.test/'), 'x=a=b==');
});

test('logIn returns the callback without requesting it, on the same host too', async (t) => {
  const target = await kit.start(t);
  const redirect_uri = `${target.url}/auth/callback`;
  const tailchat = await kit.start(t, { apps: [{ ...kit.APP, redirectUrls: [redirect_uri] }] });
  const callback = await logIn(createBrowser(), kit.authorizeUrl(tailchat, { redirect_uri }), USER);
  assert.ok(callback.startsWith(`${redirect_uri}?code=`));
  assert.deepEqual(target.requests, []);
});

test('logIn with a live session needs no user; without one it says so', async (t) => {
  const tailchat = await kit.start(t);
  const browser = createBrowser();
  await assert.rejects(logIn(browser, kit.authorizeUrl(tailchat)), /asks for a password/);
  await logIn(browser, kit.authorizeUrl(tailchat), USER);
  assert.ok(await logIn(browser, kit.authorizeUrl(tailchat)));
});

test('logIn reports a refused login by its status, not by its values', async (t) => {
  const tailchat = await kit.start(t);
  const wrong = { email: USER.email, password: 'a wrong secret' };
  await assert.rejects(logIn(createBrowser(), kit.authorizeUrl(tailchat), wrong), {
    message: 'Tailchat answered the login with status 500',
  });
  const url = kit.authorizeUrl(tailchat, { client_id: 'unknown' });
  await assert.rejects(logIn(createBrowser(), url, USER), {
    message: 'Tailchat answered a page with status 400',
  });
});
