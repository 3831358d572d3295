// Checks the page of the server templates under its own policy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { answer } from '../../templates/server/site.js';
import { renderAccount, renderHome } from '../../templates/server/page.js';
import { KEY } from '../support/example.js';

const env = {
  TAILCHAT_API_URL: 'https://chat.example',
  TAILCHAT_BASE_URL: 'https://app.example',
  TAILCHAT_CLIENT_ID: 'tc_x',
  TAILCHAT_CLIENT_SECRET: 'secret',
  TAILCHAT_SESSION_KEYS: KEY,
};
const get = (/** @type {string} */ path) => answer(new Request(`https://app.example${path}`), env);

test('the page has a policy without a script or a style within it, and HSTS', async () => {
  const { headers } = await get('/');
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'; script-src 'self';/);
  assert.match(policy, /base-uri 'none'; form-action 'self'; frame-ancestors 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(headers.get('strict-transport-security'), 'max-age=31536000');
  assert.equal(headers.get('cache-control'), 'no-store');
});

test('its pages load what the policy allows, and their script is there', async () => {
  const page = renderHome({ nickname: 'Alice', discriminator: '6244' });
  assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)|<style|\son\w+=|javascript:/);
  const [, path] = /<script[^>]*\ssrc="([^"]+)"/.exec(page) ?? [];
  const response = await get(`/${path}`);
  assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
  const text = await response.text();
  assert.match(text, /'auth\/logout'/);
  assert.match(text, /logout_url/);
});

test('below a prefix the pages, their script and the login are found, whether or not a proxy takes it off', async () => {
  const below = { ...env, TAILCHAT_BASE_URL: 'https://app.example/docs' };
  for (const prefix of ['', '/docs']) {
    const ask = (/** @type {string} */ path) =>
      answer(new Request(`https://app.example${prefix}${path}`), below);
    const page = await ask('/');
    assert.equal(page.status, 200);
    const [, link] = /<a href="([^"]+)"/.exec(await page.text()) ?? [];
    const begun = await ask(`/${link}`);
    assert.equal(begun.status, 302);
    const { searchParams } = new URL(begun.headers.get('location') ?? '');
    assert.equal(searchParams.get('redirect_uri'), 'https://app.example/docs/auth/callback');
    assert.equal((await ask('/logout.js')).status, 200);
  }
  assert.equal((await answer(new Request('https://app.example/docs/docs/'), below)).status, 404);
  const alice = { nickname: 'Alice', avatar: 'https://chat.example/a.png' };
  for (const page of [renderHome(null), renderHome(alice), renderAccount(alice)])
    assert.doesNotMatch(page, /(?:href|src)="\//, 'an address that knows no prefix');
});

test('the account is for users: a person is led to the login and back to it, a script is told 401', async () => {
  const navigate = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };
  const led = await answer(new Request('https://app.example/account?page=2', { headers: navigate }), env);
  assert.equal(led.status, 302);
  assert.match(led.headers.get('location') ?? '', /^https:\/\/(app|chat)\.example\//);
  const refused = await answer(
    new Request('https://app.example/account', { headers: { accept: 'application/json' } }),
    env,
  );
  assert.equal(refused.status, 401);
});

test('its style is a file of its own', async () => {
  const style = await get('/style.css');
  assert.match(style.headers.get('content-type') ?? '', /^text\/css/);
  assert.match(await style.text(), /prefers-color-scheme: dark/);
});

test('the page of the Vite template has a policy too', () => {
  const html = readFileSync(new URL('../../templates/vite/index.html', import.meta.url), 'utf8');
  assert.match(html, /http-equiv="Content-Security-Policy"\s+content="default-src 'self';/);
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|<style|\son\w+=/);
});
