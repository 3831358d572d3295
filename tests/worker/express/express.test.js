// Runs tailchat-login/express over real sockets. Rows of test:everywhere run it in Express, Connect and Fastify.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { readUser, requireUser, router } from 'tailchat-login/express';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

/** @typedef {(req: any, res: any, next: (error?: unknown) => void) => unknown} Handler */

/** Imitates Connect: removes the path of a mount from the URL, and answers an error with 500. @param {[string, Handler][]} stack */
async function serve(stack) {
  /** @type {any[]} */
  const errors = [];
  const server = createServer((req, res) => {
    /** @type {any} */ (req).originalUrl = req.url;
    res.setHeader('X-Powered-By', 'Test');
    const next = (/** @type {number} */ index) => (/** @type {any} */ error) => {
      req.url = /** @type {any} */ (req).originalUrl;
      if (error) errors.push(error);
      if (error || index === stack.length) return res.writeHead(error ? (error.status ?? 500) : 404).end();
      const [path, handler] = stack[index];
      if (!`${req.url}/`.startsWith(`${path}/`) && path !== '') return next(index + 1)();
      req.url = String(req.url).slice(path.length) || '/';
      return void handler(req, res, next(index + 1));
    };
    next(0)();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, errors, close: () => server.close().closeAllConnections() };
}

describe('tailchat-login/express', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {(() => void)[]} */
  const closing = [];
  before(async () => {
    world = await startWorld();
  });
  after(async () => {
    for (const close of closing) close();
    await world.close();
  });

  /** @param {[string, Handler][]} stack */
  const open = async (stack) => {
    const served = await serve(stack);
    closing.push(served.close);
    return served;
  };
  const host = new URL(BASE_URL).host;
  /** Sends a request with the public host name of a server on Node. @param {string} url @param {import('node:http').RequestOptions} [options] @param {string} [body] */
  const send = (url, options = {}, body) =>
    /** @type {Promise<{ status?: number, headers: import('node:http').IncomingHttpHeaders, text: string }>} */ (
      new Promise((resolve, reject) => {
        const sent = ask(url, { ...options, headers: { host, ...options.headers } }, (response) => {
          let text = '';
          response.on('data', (chunk) => (text += chunk));
          response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
        });
        sent.on('error', reject);
        sent.end(body);
      })
    );

  const JSON_POST = {
    method: 'POST',
    headers: { 'x-tailchat-login': '1', 'content-type': 'application/json' },
  };

  for (const [where, path] of [
    ['mounted at basePath', '/auth'],
    ['at the root', ''],
  ])
    test(`${where}, the callback keeps all of its cookies beside a header that was set before`, async () => {
      const login = world.makeLogin();
      const { url } = await open([
        [path, router(login)],
        ['', (req, res) => res.end('the site')],
      ]);
      const visitor = createVisitor(login);
      const callback = new URL(await visitor.begin('return_to=/inbox%3Fpage%3D2'));
      const { status, headers } = await send(`${url}${callback.pathname}${callback.search}`, {
        headers: { cookie: visitor.header() },
      });
      assert.equal(status, 302);
      assert.equal(headers.location, '/inbox?page=2');
      assert.equal(headers['set-cookie']?.length, 2);
      assert.equal(headers['x-powered-by'], 'Test');
      assert.equal((await send(`${url}/other`)).text, 'the site');
      assert.equal((await send(`${url}/auth/none`)).status, 404);
    });

  test('a path that is not below basePath goes on, and the log says what was mounted elsewhere', async () => {
    const { url } = await open([['/api/auth', router(world.makeLogin())]]);
    world.log.length = 0;
    assert.equal((await send(`${url}/api/auth/login`)).status, 404);
    assert.deepEqual(world.log, ['tailchat-login: not_found: the path is not below /auth']);
    assert.equal((await send(`${url}/api/auth/other`)).status, 404);
    assert.equal(world.log.length, 1);
  });

  test('what is wrong with the configuration is said at the routes, and the site goes on', async () => {
    const { createLogin } = await import('tailchat-login/worker');
    const { url } = await open([
      ['', router(createLogin(), { env: { TAILCHAT_API_URL: '' } })],
      ['', (req, res) => res.end('the site')],
    ]);
    assert.equal((await send(`${url}/auth/login`)).status, 500);
    assert.equal((await send(`${url}/`)).text, 'the site');
  });

  describe('a body', () => {
    const texts = ['state', 'nonce', 'code_verifier', 'redirect_uri', 'return_to', 'issuer', 'client_id'];
    const transaction = { ...Object.fromEntries(texts.map((name) => [name, 'x'])), created_at: 1 };
    const exchange = { url: 'https://app.example/page?x=1', transaction };
    /** @param {Handler} parser */
    const behind = (parser) =>
      open([
        ['', parser],
        ['/auth', router(world.makeLogin())],
      ]);
    /** @param {any} req @returns {Promise<Buffer>} */
    const readAll = async (req) => {
      const chunks = [];
      for await (const chunk of req) chunks.push(chunk);
      return Buffer.concat(chunks);
    };
    const parsers = {
      'that nobody has read': async () => {},
      'that was parsed as JSON': async (/** @type {any} */ req) =>
        (req.body = JSON.parse(String(await readAll(req)))),
      'that was kept as text': async (/** @type {any} */ req) => (req.body = String(await readAll(req))),
      'that was kept as bytes': async (/** @type {any} */ req) => (req.body = await readAll(req)),
      'that a parser left alone': async (/** @type {any} */ req) => (req.body = {}),
    };
    for (const [what, parse] of Object.entries(parsers))
      test(`${what} is taken`, async () => {
        const { url } = await behind((req, res, next) => parse(req).then(() => next()));
        const { status, text } = await send(`${url}/auth/exchange`, JSON_POST, JSON.stringify(exchange));
        assert.deepEqual([status, text], [400, '{"error":"transaction_invalid"}']); // the body was read, and its transaction is invalid
        const other = await send(`${url}/auth/exchange`, JSON_POST, JSON.stringify({ ...exchange, more: 1 }));
        assert.equal(other.text, '{"error":"request_invalid"}');
      });

    test('that was read, of which nothing is left, has a code of its own, in the log as well', async () => {
      const { url } = await behind((req, res, next) => readAll(req).then(() => next()));
      world.log.length = 0;
      const { status, text } = await send(`${url}/auth/exchange`, JSON_POST, JSON.stringify(exchange));
      assert.deepEqual([status, text], [500, '{"error":"request_body_used"}']);
      assert.match(world.log.join(), /exchange failed: request_body_used \(.*body parser/);
    });

    test('over the limit is 413, sent in one piece or parsed', async () => {
      const body = JSON.stringify({ ...exchange, url: 'x'.repeat(200_000) });
      for (const parse of [parsers['that nobody has read'], parsers['that was parsed as JSON']]) {
        const { url } = await behind((req, res, next) => parse(req).then(() => next()));
        assert.equal((await send(`${url}/auth/exchange`, JSON_POST, body)).status, 413);
      }
    });

    test('of a client that leaves in the middle ends no process and hangs nothing', async () => {
      const login = world.makeLogin();
      let begin = () => {};
      const begun = new Promise((resolve) => (begin = () => resolve(undefined)));
      /** @type {(response: Response) => void} */
      let answered = () => {};
      const answer = new Promise((resolve) => (answered = resolve));
      const fetch = async (/** @type {Request} */ request, /** @type {any} */ env) => {
        begin();
        const response = await login.fetch(request, env);
        answered(response);
        return response;
      };
      const { url } = await open([['/auth', router({ handles: login.handles, fetch })]]);
      const headers = { ...JSON_POST.headers, host, 'content-length': 1000 };
      const sent = ask(`${url}/auth/exchange`, { ...JSON_POST, headers });
      sent.on('error', () => {});
      sent.write('{"url":');
      await begun;
      sent.destroy();
      assert.equal((await answer).status, 400);
    });
  });

  describe('requireUser and readUser', () => {
    const NAVIGATION = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    /** @param {any} req @param {any} res */
    const greet = (req, res) => res.end(`Hello ${req.user?.sub ?? 'nobody'}`);

    test('lead a person to the login and back to the whole address, below a mount too', async () => {
      const { url } = await open([['/account', requireUser(world.makeLogin())]]);
      const { status, headers } = await send(`${url}/account/a?b=c&d=/`, { headers: NAVIGATION });
      assert.equal(status, 302);
      const { searchParams } = new URL(String(headers.location));
      assert.equal(searchParams.get('return_to'), '/account/a?b=c&d=/');
    });

    test('tell a script 401, and let everybody through where nobody is asked for', async () => {
      const login = world.makeLogin();
      const { url } = await open([
        ['/account', requireUser(login)],
        ['', readUser(login)],
        ['', greet],
      ]);
      assert.equal((await send(`${url}/account`)).status, 401);
      assert.equal((await send(`${url}/`)).text, 'Hello nobody');
    });

    /** @type {[string, (res: any) => void][]} */
    const ANSWERS = [
      [
        'setHeader',
        (res) => res.setHeader('Cache-Control', 'public').setHeader('Set-Cookie', ['a=1', 'b=2']),
      ],
      [
        'writeHead with an object',
        (res) => res.writeHead(200, { 'Cache-Control': 'public', 'Set-Cookie': ['a=1', 'b=2'] }),
      ],
      [
        'writeHead with a text and a list',
        (res) =>
          res.writeHead(200, 'Fine', ['cache-control', 'public', 'set-cookie', 'a=1', 'Set-Cookie', 'b=2']),
      ],
      [
        'writeHead with a list of lists',
        (res) => res.writeHead(200, undefined, ['cache-control', 'public', 'set-cookie', ['a=1', 'b=2']]),
      ],
      [
        'writeHead with pairs',
        (res) =>
          res.writeHead(200, [
            ['CDN-Cache-Control', 'max-age=9'],
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
          ]),
      ],
    ];
    for (const [what, answer] of ANSWERS)
      test(`the session slides beside the cookies and the Cache-Control of ${what}`, async () => {
        const login = world.makeLogin();
        const visitor = createVisitor(login);
        await visitor.enter();
        const cookie = visitor.header();
        for (const middleware of [requireUser(login), readUser(login)]) {
          const { url } = await open([
            ['', middleware],
            ['', (req, res) => (res.setHeader('Vary', 'Accept'), answer(res), greet(req, res))],
          ]);
          const fresh = await send(`${url}/`, { headers: { cookie } });
          assert.equal(fresh.text, `Hello ${alice._id}`);
          assert.deepEqual(fresh.headers['set-cookie'], ['a=1', 'b=2']);
          assert.equal(fresh.headers.vary, 'Accept, Cookie');
          world.clock.ahead = 6 * 3600 * 1000;
          const slid = await send(`${url}/`, { headers: { cookie } });
          world.clock.ahead = 0;
          assert.equal(slid.text, `Hello ${alice._id}`);
          const lines = slid.headers['set-cookie'] ?? [];
          assert.deepEqual(
            lines.filter((line) => /^[ab]=/.test(line)),
            ['a=1', 'b=2'],
          );
          assert.equal(lines.filter((line) => line.startsWith('__Host-tailchat_renewal')).length, 1);
          assert.equal(slid.headers['cache-control'], 'private, no-store');
          assert.equal(slid.headers['cdn-cache-control'], undefined);
        }
      });

    test('a store that fails is an error for the site, with its status', async () => {
      const store = createMemoryStore();
      const login = world.makeLogin({ store });
      const visitor = createVisitor(login);
      await visitor.enter();
      const get = () => Promise.reject(new Error('down'));
      const broken = world.makeLogin({ store: { ...store, get } });
      const { url, errors } = await open([['', readUser(broken)]]);
      const { status } = await send(`${url}/`, { headers: { cookie: visitor.header() } });
      assert.equal(status, 503);
      assert.equal(errors[0].code, 'store_unavailable');
    });
  });
});
