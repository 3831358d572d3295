// Checks the questions of Envoy's ext_authz filter and of Traefik's ForwardAuth, by the headers that their documentation
// names. Both come over a real connection: a Request would resolve the paths.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { createSite } from '../../../worker/node/site.js';
import { listen } from 'tailchat-login/node';
import { alice, startWorld } from '../../support/kit.js';
import { checkOf, enter, HEADERS, here, HOST, makeGate, NAVIGATION, PROTO, ROUTES } from './kit.js';

const RULES = here(
  { host: '', path: '/assets/*', public: true },
  { host: '', path: '/form', methods: ['POST'], any: true },
  { host: '', path: '/wiki/*', any: true },
);

describe('a gate that Envoy asks', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {{ url: string, close(): Promise<void> }} */
  let envoys;
  /** @type {{ url: string, close(): Promise<void> }} */
  let others;
  let cookie = '';
  before(async () => {
    world = await startWorld();
    cookie = await enter(world);
    const serve = async (/** @type {boolean} */ extAuthz) => {
      const gate = makeGate(world, RULES, { gate: { extAuthz } });
      return listen(await createSite({ login: gate, gate, env: {} }));
    };
    [envoys, others] = [await serve(true), await serve(false)];
  });
  after(async () => {
    await Promise.all([envoys.close(), others.close()]);
    await world.close();
  });

  /**
   * @param {string} path as it is sent
   * @param {Record<string, string | string[]>} [headers]
   * @param {string} [method]
   * @param {{ url: string }} [server]
   * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, text: string }>}
   */
  const send = (path, headers = {}, method = 'GET', server = envoys) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      const asked = request({ hostname, port, path, method, headers, agent: false }, async (answer) => {
        let text = '';
        for await (const piece of answer) text += piece;
        resolve({ status: answer.statusCode, headers: answer.headers, text });
      });
      asked.once('error', reject).end();
    });

  /** With path_prefix `/auth/forward`, as examples/gate/envoy.yaml asks. @param {string} uri @param {object} [more] @param {string} [method] */
  const ask = (uri, more = {}, method = 'GET') =>
    send(
      `/auth/forward${uri}`,
      { host: HOST, 'content-length': '0', 'x-forwarded-proto': PROTO, ...more },
      method,
    );

  test('is answered 200 where the rules let in, with every header', async () => {
    for (const [uri, sub, method] of [
      ['/assets/a.css?x=1', '', 'GET'],
      ['/wiki/a?b=%2F..', alice._id, 'GET'],
      ['/wiki/forward/check', alice._id, 'DELETE'],
      ['/form', alice._id, 'POST'],
    ]) {
      const { status, headers } = await ask(uri, sub === '' ? {} : { cookie }, method);
      assert.equal(status, 200, uri);
      for (const name of HEADERS) assert.notEqual(headers[name], undefined, name);
      assert.equal(headers['remote-user'], sub);
    }
  });

  test('is answered otherwise where they do not', async () => {
    const login = await ask('/wiki/a?b=c&d', NAVIGATION);
    assert.equal(login.status, 302);
    assert.equal(new URL(login.headers.location ?? '').searchParams.get('return_to'), '/wiki/a?b=c&d');
    assert.equal((await ask('/wiki/', { accept: 'application/json' })).status, 401);
    assert.equal((await ask('/form', { cookie }, 'PUT')).status, 403);
    assert.equal((await ask('/', { cookie })).status, 403);
  });

  test('judges the path as it was sent, and answers no other route for it', async () => {
    for (const uri of [
      '/../jwks',
      '/../session',
      '/../me',
      '/../../healthz',
      '/../../assets/x',
      '/assets/../admin',
      '/assets/%2e%2e/admin',
      '/assets/..\\admin',
      '//assets/x',
      '/assets/..;/admin',
    ])
      assert.equal((await ask(uri, { cookie })).status, 403, uri);
  });

  test('needs the scheme and the host, each once, and one of baseUrl', async () => {
    for (const wrong of [
      { 'x-forwarded-proto': '' },
      { 'x-forwarded-proto': [PROTO, PROTO] },
      { 'x-forwarded-proto': 'ftp' },
      { host: 'other.example' },
    ])
      assert.equal((await ask('/assets/x', wrong)).status, 400, JSON.stringify(wrong));
    // What a client says of another request is not read.
    const forged = {
      'x-forwarded-uri': '/assets/x',
      'x-forwarded-method': 'GET',
      'x-original-uri': '/assets/x',
    };
    assert.equal((await ask('/admin', { cookie, ...forged })).status, 403);
  });

  test('is not answered by its path without the option, nor where nobody knows the path as it was sent', async () => {
    const headers = { host: HOST, 'x-forwarded-proto': PROTO };
    assert.equal((await send('/auth/forward/assets/x', headers, 'GET', others)).status, 404);
    assert.equal((await send('/auth/forward', headers, 'POST', others)).status, 405);
    const gate = makeGate(world, RULES, { gate: { extAuthz: true } });
    const resolved = new Request(`${ROUTES}/forward/assets/x`, { headers });
    assert.equal((await gate.fetch(resolved)).status, 400);
    assert.equal((await gate.fetch(checkOf('/assets/x'))).status, 204);
  });

  test('a gate that Traefik asks lets in and leads by its headers', async () => {
    // Traefik 3, ForwardAuth: these, and all that the client sent.
    const set = (/** @type {string} */ uri, method = 'GET') => ({
      'x-forwarded-method': method,
      'x-forwarded-proto': PROTO,
      'x-forwarded-host': HOST,
      'x-forwarded-uri': uri,
      'x-forwarded-for': '192.0.2.1',
    });
    const traefiks = (/** @type {object} */ headers) =>
      send('/auth/forward', { host: '127.0.0.1:8787', ...headers }, 'GET', others);
    const passed = await traefiks({ ...set('/wiki/'), cookie });
    assert.equal(passed.status, 204);
    assert.equal(passed.headers['remote-user'], alice._id);
    assert.equal((await traefiks({ ...set('/form', 'POST'), cookie })).status, 204);
    const socket = { 'x-forwarded-proto': PROTO.replace('http', 'ws') };
    assert.equal((await traefiks({ ...set('/wiki/'), ...socket, cookie })).status, 204);
    assert.equal((await traefiks({ ...set('/wiki/'), ...NAVIGATION })).status, 302);
    assert.equal((await traefiks({ ...set('/'), cookie })).status, 403);
  });
});
