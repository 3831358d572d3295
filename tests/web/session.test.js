import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEntry, openPage } from './page.js';

const alice = { sub: '64b1f0c2a5d3e97b4c8f1a20', nickname: 'Alice', discriminator: '6244' };

test('importing touches no browser object', async () => {
  assert.equal(Reflect.get(globalThis, 'location'), undefined);
  assert.equal(typeof (await loadEntry()).login, 'function');
});

test('login goes to the worker, and leads back to where the page was', async () => {
  const { visited } = openPage('https://app.example/a%20b?q=1&x#part');
  const { login } = await loadEntry();
  login();
  login({ returnTo: '/inbox', prompt: 'none', basePath: '/api/auth' });
  const [first, second] = visited.map((url) => new URL(url, 'https://app.example'));
  assert.equal(first.pathname, '/auth/login');
  assert.deepEqual([...first.searchParams], [['return_to', '/a%20b?q=1&x#part']]);
  assert.equal(second.pathname, '/api/auth/login');
  assert.deepEqual(
    [...second.searchParams],
    [
      ['return_to', '/inbox'],
      ['prompt', 'none'],
    ],
  );
});

test('user is who the worker says, or null', async () => {
  const { user } = await loadEntry();
  const { requests } = openPage('https://app.example/', () => Response.json(alice));
  assert.deepEqual(await user({ basePath: '/api/auth' }), alice);
  assert.equal(requests[0].url, '/api/auth/session');
  assert.equal(requests[0].init.redirect, 'error');
  assert.equal(requests[0].init.cache, 'no-store');
  openPage('https://app.example/', () => Response.json(null));
  assert.equal(await user(), null);
});

test('an error of the worker keeps its code', async () => {
  const { user } = await loadEntry();
  openPage('https://app.example/', () => Response.json({ error: 'cookie_repeated' }, { status: 400 }));
  await assert.rejects(user(), { name: 'TailchatLoginError', code: 'cookie_repeated' });
});

test("what is not the worker's answer is worker_unreachable, and nothing of it is in the message", async () => {
  const { user } = await loadEntry();
  const answers = [
    () => Promise.reject(new TypeError('Failed to fetch')),
    () => new Response('<!doctype html><title>App</title>'),
    () => new Response('Bad gateway', { status: 502 }),
    () => Response.json({ error: { message: 'x' } }, { status: 500 }),
    () => Response.json({ error: '<img src=x>' }, { status: 404 }),
    () => Response.json({ message: 'x' }, { status: 500 }),
    () => Response.json(null, { status: 500 }),
    () => new Response('', { status: 500 }),
    () => new Response('Unauthorized', { status: 401 }),
    () => new Response(''),
    () => Response.json({}),
    () => Response.json({ ok: true }),
  ];
  for (const answer of answers) {
    openPage('https://app.example/', answer);
    await assert.rejects(user(), {
      code: 'worker_unreachable',
      message: 'Tailchat login failed: worker_unreachable',
    });
  }
});

test('logout is a POST with the header that another site cannot send', async () => {
  const { logout } = await loadEntry();
  const { requests } = openPage('https://app.example/', () => new Response(null, { status: 204 }));
  assert.equal(await logout(), undefined);
  assert.equal(requests[0].url, '/auth/logout');
  assert.equal(requests[0].init.method, 'POST');
  // Fastify refuses empty JSON, and Astro treats a POST without a content type as a form.
  assert.equal(requests[0].init.body, '{}');
  const headers = { 'x-tailchat-login': '1', 'Content-Type': 'application/json' };
  assert.deepEqual(requests[0].init.headers, headers);
});
