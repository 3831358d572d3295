// The test cases for the app in every runtime, over HTTP.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createBrowser, logIn } from '../../testing/browser.js';
import { createVisitor } from './visitor.js';
import { alice, BASE_URL } from './tailchat.js';

/**
 * @typedef {import('./suite.js').Suite} Suite
 * @typedef {Awaited<ReturnType<typeof import('./tailchat.js').startStandIn>>} Tailchat
 */

const VECTORS = new URL('../vectors/', import.meta.url);
const { _id: sub, nickname, discriminator } = alice;
export const USER = { sub, nickname, discriminator };

/** @param {string} url @param {unknown} body @returns {Promise<any>} */
async function postJson(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return response.json();
}

/**
 * Runs the vectors, one test each.
 *
 * @param {Suite} suite
 * @param {(file: any) => Promise<any[]>} ask returns the outcomes of a file's vectors
 * @param {string[]} [operations] all by default
 */
export async function checkVectors({ test }, ask, operations) {
  const names = (await readdir(VECTORS)).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(new URL(name, VECTORS), 'utf8'))),
  );
  const isAsked = (/** @type {string} */ operation) => operations?.includes(operation) ?? true;
  for (const file of files.filter(({ operation }) => isAsked(operation))) {
    const outcomes = await ask(file);
    for (const [index, { name, expect }] of file.vectors.entries())
      await test(`${file.operation}: ${name}`, () => assert.deepEqual(outcomes[index], expect));
  }
}

/**
 * Runs begin, callback, exchange and userinfo of createClient.
 *
 * @param {Suite} suite
 * @param {string} url where the app listens
 * @param {Tailchat} tailchat
 */
async function checkClient({ test }, url, tailchat) {
  const begin = () => postJson(`${url}/client/begin`, {});
  const finish = (/** @type {any} */ body) => postJson(`${url}/client/finish`, body);

  await test('begin and finish give the user and the path', async () => {
    const begun = await begin();
    assert.ok(begun.url.startsWith(`${tailchat.url}/open/auth?`));
    const callback = await logIn(createBrowser(), begun.url, alice);
    const finished = await finish({ url: callback, transaction: begun.transaction });
    assert.deepEqual(finished, { user: USER, returnTo: '/inbox' });
  });

  await test('the callback of one login is refused with the transaction of another', async () => {
    const before = tailchat.countRedeemed();
    const [one, other] = [await begin(), await begin()];
    const callback = await logIn(createBrowser(), one.url, alice);
    const refused = await finish({ url: callback, transaction: other.transaction });
    assert.deepEqual(refused, { error: 'state_mismatch' });
    assert.equal(tailchat.countRedeemed(), before);
  });
}

/**
 * Does a whole login with the routes of the worker.
 *
 * @param {Suite} suite
 * @param {string} url where the app listens
 * @param {Tailchat} tailchat
 * @param {{ baseUrl?: string, basePath?: string }} [worker] its public address, and the path of its routes
 */
export async function checkWorker({ test }, url, tailchat, { baseUrl = BASE_URL, basePath = '/auth' } = {}) {
  const visitor = createVisitor(url, baseUrl);
  let callback = '';

  await test('a login leads to Tailchat and back with a session', async () => {
    assert.equal((await visitor.get(`${basePath}/me`)).status, 401);
    const started = await visitor.get(`${basePath}/login?return_to=/inbox`);
    assert.equal(started.status, 302);
    callback = await logIn(visitor.atTailchat, started.headers.get('location') ?? '', alice);
    assert.ok(callback.startsWith(`${baseUrl}${basePath}/callback?`), callback);
    assert.deepEqual(await visitor.arrive(callback), { status: 302, location: '/inbox', cookies: true });
    assert.deepEqual(await (await visitor.get(`${basePath}/me`)).json(), USER);
  });

  await test('its callback, loaded again, leads there again and redeems nothing', async () => {
    const redeemed = tailchat.countRedeemed();
    assert.deepEqual(await visitor.arrive(callback), { status: 302, location: '/inbox', cookies: false });
    assert.equal(tailchat.countRedeemed(), redeemed);
  });

  await test('its callback in a browser that did not start it is refused', async () => {
    const redeemed = tailchat.countRedeemed();
    const stranger = createVisitor(url, baseUrl);
    assert.deepEqual(await stranger.arrive(callback), { status: 400, location: null, cookies: false });
    assert.equal(tailchat.countRedeemed(), redeemed);
  });

  await test('a logout of another site is refused, one of the own page ends the session', async () => {
    assert.equal((await visitor.post(`${basePath}/logout`, { origin: 'https://evil.example' })).status, 403);
    assert.equal((await visitor.get(`${basePath}/me`)).status, 200);
    assert.equal((await visitor.post(`${basePath}/logout`)).status, 204);
    assert.equal((await visitor.get(`${basePath}/me`)).status, 401);
  });

  await test('the next login of the same person needs no question', async () => {
    const started = await visitor.get(`${basePath}/login?return_to=/`);
    const again = await logIn(visitor.atTailchat, started.headers.get('location') ?? '');
    assert.deepEqual(await visitor.arrive(again), { status: 302, location: '/', cookies: true });
  });
  return visitor;
}

/** The request of a proxy. @param {string} uri */
const asked = (uri) => ({
  'x-original-method': 'GET',
  'x-original-proto': 'https',
  'x-original-host': new URL(BASE_URL).host,
  'x-original-uri': uri,
});

/**
 * Runs the gate with the roles of a group.
 *
 * @param {Suite} suite
 * @param {string} url
 * @param {Awaited<ReturnType<typeof checkWorker>>} visitor who is logged in
 */
async function checkGate({ test }, url, visitor) {
  const ask = (/** @type {string} */ uri, who = visitor) => who.get('/auth/check', asked(uri));

  await test('the gate lets in who has the role, and says who it is', async () => {
    const { status, headers } = await ask('/staff/rota?week=1');
    assert.deepEqual([status, headers.get('remote-user')], [204, USER.sub]);
    assert.match(headers.get('x-tailchat-groups') ?? '', /^[0-9a-f]{24},[0-9a-f]{24}\/[0-9a-f]{24}$/);
  });

  await test('the gate lets nobody else in', async () => {
    assert.equal((await ask('/editors/')).status, 403);
    assert.equal((await ask('/staff/../editors/')).status, 403);
    assert.equal((await ask('/elsewhere')).status, 403);
    assert.equal((await ask('/staff/', createVisitor(url, BASE_URL))).status, 401);
  });
}

/**
 * Runs all cases for the app in app/.
 *
 * @param {Suite} suite
 * @param {string} url
 * @param {Tailchat} tailchat
 */
export async function checkApp(suite, url, tailchat) {
  await checkVectors(suite, (file) => postJson(`${url}/vectors`, file));
  await checkClient(suite, url, tailchat);
  const visitor = await checkWorker(suite, url, tailchat);
  await suite.test('the session is there for the rest of the server', async () => {
    assert.deepEqual(await (await visitor.get('/user')).json(), { user: USER, session: USER });
    const nobody = await createVisitor(url, BASE_URL).get('/user');
    assert.deepEqual(await nobody.json(), { user: null, session: null });
  });
  await checkGate(suite, url, visitor);
}
