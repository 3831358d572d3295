// Runs tailchat-login/next with imitations of the parts of Next that it uses. The rows framework-next* of test:everywhere
// run the real Next.
import { createMemoryStore } from 'tailchat-login/store/memory';
import assert from 'node:assert/strict';
import { register } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

/** @type {Record<string, string>} */
const NEXT = {
  'next/headers.js': 'export const headers = async () => globalThis.next.headers;',
  'next/navigation':
    'export const redirect = (to) => { throw Object.assign(new Error("NEXT_REDIRECT"), { to }); };',
  'next/server.js': `export const NextResponse = { next: (init) => new Response(null, { headers: {
    'x-middleware-next': '1', 'x-page': init.request.headers.get('x-tailchat-login-page') } }) };
    export const after = (work) => globalThis.next.after.push(work);`,
};
const hooks = `const NEXT = ${JSON.stringify(NEXT)};
  export const resolve = (name, context, next) => name in NEXT
    ? { url: 'data:text/javascript,' + encodeURIComponent(NEXT[name]), shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
const { createNextLogin } = await import('tailchat-login/next');

describe('tailchat-login/next', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  const next = { headers: new Headers(), after: /** @type {unknown[]} */ ([]) };
  Object.assign(globalThis, { next });
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());

  const { host } = new URL(BASE_URL);
  /** @param {Record<string, string>} headers */
  const come = (headers) => void (next.headers = new Headers({ host, ...headers }));
  /** @param {Promise<unknown>} asked @returns {Promise<string>} */
  const ledTo = (asked) =>
    asked.then(
      () => assert.fail('nobody was led'),
      (error) => error.to ?? assert.fail(error),
    );

  test('auth and requireUser give the user', async () => {
    const login = world.makeLogin();
    const { auth, requireUser } = createNextLogin(login);
    const visitor = createVisitor(login);
    await visitor.enter();
    come({ cookie: visitor.header() });
    assert.equal((await auth())?.sub, alice._id);
    assert.equal((await requireUser()).sub, alice._id);
  });

  test('requireUser leads to the login and back to the page, which the proxy or the call says', async () => {
    const { auth, requireUser } = createNextLogin(world.makeLogin());
    come({});
    assert.equal(await auth(), null);
    const login = `${BASE_URL}/auth/login?return_to=`;
    assert.equal(await ledTo(requireUser()), `${login}%2F`);
    assert.equal(await ledTo(requireUser({ returnTo: '/inbox?a=b' })), `${login}%2Finbox%3Fa%3Db`);
    // The headers of Next's own script.
    come({
      'x-tailchat-login-page': '/account?b=c',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
      rsc: '1',
    });
    assert.equal(await ledTo(requireUser()), `${login}%2Faccount%3Fb%3Dc`);
  });

  test('requireUser fails where no login can be started', async () => {
    const get = () => Promise.reject(new Error('down'));
    const broken = {
      ...world.makeLogin(),
      user: async () => null,
      require: async () => ({ response: new Response() }),
    };
    come({});
    await assert.rejects(createNextLogin(/** @type {any} */ (broken)).requireUser(), /nobody is logged in/);
    const store = { ...createMemoryStore(), get };
    const login = world.makeLogin({ store });
    assert.equal(await createNextLogin(login).auth(), null);
  });

  test('the proxy has the session slide, and hands the page on', async () => {
    const login = world.makeLogin();
    const { proxy } = createNextLogin(login);
    const visitor = createVisitor(login);
    await visitor.enter();
    world.clock.ahead = 6 * 3600 * 1000;
    const request = new Request(`${BASE_URL}/account?a=b`, {
      headers: { cookie: visitor.header(), 'x-tailchat-login-page': '/elsewhere' },
    });
    const response = await proxy(request);
    world.clock.ahead = 0;
    assert.equal(response.headers.get('x-middleware-next'), '1');
    assert.equal(response.headers.get('x-page'), '/account?a=b');
    assert.equal(response.headers.getSetCookie().length, 1);
    assert.equal(response.headers.get('cache-control'), 'private, no-store');
  });

  test('the handlers answer the routes, with what goes on after the answer', async () => {
    let done = () => {};
    const told = new Promise((resolve) => (done = () => resolve(undefined)));
    const { handlers } = createNextLogin(world.makeLogin({ onEvent: () => told }));
    assert.equal((await handlers.GET(new Request(`${BASE_URL}/auth/login`))).status, 302);
    assert.equal(next.after.length, 1);
    done();
    assert.equal(
      (await handlers.POST(new Request(`${BASE_URL}/auth/logout`, { method: 'POST' }))).status,
      403,
    );
    assert.equal(
      (await handlers.OPTIONS(new Request(`${BASE_URL}/auth/me`, { method: 'OPTIONS' }))).status,
      405,
    );
  });

  test('without an environment it is the one of the process', async () => {
    const { createLogin } = await import('tailchat-login/worker');
    const { auth } = createNextLogin(createLogin(), { env: {} });
    come({});
    await assert.rejects(auth(), { code: 'configuration_invalid' });
  });
});
