// Clients attack `serve` below the routes: with endless bodies and headers, and with invalid Hosts.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../../worker/node/serve.js';
import { TIMEOUTS } from '../../../worker/node/timeouts.js';
import { startWorld } from '../../support/kit.js';

const BASE_URL = 'http://localhost:8787';
const SHORT = { headers: 150, request: 300, keepAlive: 100, check: 20 };

/** @type {import('../../support/kit.js').World} */
let world;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {string[]} */
const lines = [];
/** @param {object} [login] @param {object} [options] */
const start = (login = {}, options = {}) =>
  serve({
    login: world.makeLogin({ baseUrl: BASE_URL, deadline: 200, ...login }),
    port: 0,
    log: (line) => lines.push(line),
    ...options,
  });

before(async () => {
  world = await startWorld();
  server = await start(
    {},
    { staticDir: fileURLToPath(new URL('../../../scripts/demo/page', import.meta.url)) },
  );
});
beforeEach(() => {
  lines.length = 0;
  world.log.length = 0;
});
after(async () => {
  await server.close();
  await world.close();
});

/** @param {string} text @param {string} [url] */
function open(text, url = server.url) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
    socket.write(text.replaceAll('\n', '\r\n'), 'latin1'),
  );
  socket.on('error', () => {});
  return socket;
}

/** Everything that the server sends until it closes the connection. @param {string} text @param {string} [url] @returns {Promise<string>} */
async function exchange(text, url) {
  const socket = open(text, url);
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk));
  await once(socket, 'close');
  return answer;
}

const POST =
  'POST /auth/exchange HTTP/1.1\nHost: localhost\nX-Tailchat-Login: 1\nContent-Type: application/json\n';

describe('a body', () => {
  for (const [what, rest] of [
    ['that stops', 'Content-Length: 1000\n\n{"url":'],
    ['in chunks that stops', 'Transfer-Encoding: chunked\n\n5\n{"url\n'],
    ['of which nothing comes', 'Content-Length: 1000\n\n'],
    ['that was announced and let in', 'Expect: 100-continue\nContent-Length: 1000\n\n'],
  ]) {
    test(`${what} is answered with 408, and its connection is closed`, async () => {
      const answer = await exchange(POST + rest);
      const last = answer.slice(answer.lastIndexOf('HTTP/1.1 '));
      assert.match(last, /^HTTP\/1\.1 408 /);
      assert.match(last, /^connection: close\r$/im);
      assert.match(last, /\{"error":"request_timeout"\}/);
      assert.match(world.log.join(), /^tailchat-login: exchange failed: request_timeout \([^)]+\)$/);
      assert.match(lines[0], /^POST \/auth\/exchange 408 \d+ms$/);
    });
  }

  test('a byte at a time is over in the same time', async () => {
    const socket = open(`${POST}Content-Length: 1000\n\n`);
    const drip = setInterval(() => socket.write(' '), 20);
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk));
    await once(socket, 'close');
    clearInterval(drip);
    assert.match(answer, /^HTTP\/1\.1 408 /);
  });

  test('whose client leaves is the client’s doing: no internal_error', async () => {
    /** @type {(line: string) => void} */
    let tell = () => {};
    const told = new Promise((resolve) => (tell = resolve));
    const other = await start({ deadline: 60_000, log: tell });
    const socket = open(`${POST}Content-Length: 1000\n\n{"url":`, other.url);
    await once(socket, 'connect');
    setImmediate(() => socket.destroy());
    assert.match(
      String(await told),
      /^tailchat-login: exchange failed: request_invalid \([^)]+\) cause=ECONNRESET$/,
    );
    await other.close();
  });

  test('that is within the time is read', async () => {
    const body = '{"url":"","transaction":{}}';
    const answer = await exchange(`${POST}Connection: close\nContent-Length: ${body.length}\n\n${body}`);
    assert.match(answer, /^HTTP\/1\.1 400 [^]*\{"error":"request_invalid"\}/);
  });

  for (const [what, head, status] of [
    ['of a logout', 'POST /auth/logout HTTP/1.1\nHost: localhost\nX-Tailchat-Login: 1\n', 204],
    ['for a file', 'POST / HTTP/1.1\nHost: localhost\n', 405],
    ['of a GET', 'GET /auth/me HTTP/1.1\nHost: localhost\n', 401],
  ]) {
    test(`${what} that never comes keeps no connection for ever`, async () => {
      const other = await start({}, { timeouts: SHORT });
      const answer = await exchange(`${head}Content-Length: 1000\n\nx`, other.url);
      assert.ok(answer.startsWith(`HTTP/1.1 ${status} `), answer.slice(0, 40));
      await other.close();
    });
  }
});

describe('a worker behind another server than node:http', () => {
  /** @param {ReadableStream<Uint8Array>} body */
  const ask = (body) =>
    world.makeLogin({ baseUrl: BASE_URL, deadline: 100 }).fetch(
      new Request(`${BASE_URL}/auth/exchange`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-tailchat-login': '1' },
        body,
        ...{ duplex: 'half' },
      }),
    );

  test('ends the wait for a body, and cancels it', async () => {
    let cancelled = false;
    const response = await ask(new ReadableStream({ cancel: () => void (cancelled = true) }));
    assert.deepEqual([response.status, await response.json()], [408, { error: 'request_timeout' }]);
    assert.ok(cancelled);
  });

  test('takes a body that breaks for a request that is not valid', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError('gone')) });
    const response = await ask(broken);
    assert.deepEqual([response.status, await response.json()], [400, { error: 'request_invalid' }]);
    assert.match(
      world.log.join(),
      /^tailchat-login: exchange failed: request_invalid \([^)]+\) cause=TypeError$/,
    );
  });
});

describe('a Host', () => {
  const bad = ['a b', '[::', 'a:99999', 'localhost:x', 'a,b', '%', '%6c', 'xn--', 'a/b', '\xe4', '256.1.1.1']
    .concat('1.2.3.4.5', 'user@host', '[zz]', 'a?b', 'a#b', 'a\\b', '<script>', 'a:1:2')
    .map((host) => `Host: ${host}`);
  for (const header of [...bad, 'Host: localhost\nHost: localhost', 'Host: a\nhost: b']) {
    for (const path of ['/auth/me', '/healthz', '/demo.js']) {
      test(`${JSON.stringify(header)} at ${path} is answered with 400 and a line`, async () => {
        const answer = await exchange(`GET ${path}?code=SECRET HTTP/1.1\n${header}\nConnection: close\n\n`);
        assert.match(answer, /^HTTP\/1\.1 400 /);
        assert.equal(lines.length, 1);
        assert.match(lines[0], new RegExp(`^GET ${path} 400 \\d+ms \\(Host is not valid\\)$`));
      });
    }
  }

  for (const header of [
    '',
    'localhost',
    'LOCALHOST.',
    'my_site.example',
    '[::1]:8787',
    '127.0.0.1:1',
    'a:',
  ]) {
    test(`${JSON.stringify(header)} is one`, async () => {
      const answer = await exchange(`GET /auth/me HTTP/1.1\nHost: ${header}\nConnection: close\n\n`);
      assert.match(answer, /^HTTP\/1\.1 401 /);
    });
  }

  test('is not needed in HTTP/1.0, and is in 1.1', async () => {
    assert.match(await exchange('GET /auth/me HTTP/1.0\n\n'), /^HTTP\/1\.1 401 /);
    assert.match(await exchange('GET /auth/me HTTP/1.1\n\n'), /^HTTP\/1\.1 400 /);
  });
});

describe('a request target', () => {
  /** @type {[string, number][]} */
  const targets = [
    ['GET http://other.example/auth/me', 401],
    ['GET http://256.1.1.1/auth/me', 400],
    ['GET ftp://other.example/auth/me', 400],
    ['GET localhost:80', 400],
    ['GET *', 404],
    ['OPTIONS *', 405],
    ['OPTIONS /auth/me', 405],
    ['OPTIONS /demo.js', 405],
    ['HEAD /demo.js', 200],
    ['TRACE /demo.js', 405],
    ['TRACE /auth/me', 405],
    ['PROPFIND /demo.js', 405],
    ['GET //auth/me', 404],
    ['GET //[/', 404],
    ['GET /demo%2ejs', 200],
    ['GET /%E0%A4%A', 400],
    ['GET /%ff', 400],
    ['GET /%5c%5chost', 404],
    [`GET /${'a'.repeat(5000)}`, 404],
  ];
  for (const [target, status] of targets) {
    test(`${target.slice(0, 40)} is answered with ${status}, whole`, async () => {
      const answer = await exchange(`${target} HTTP/1.1\nHost: localhost\nConnection: close\n\n`);
      assert.ok(answer.startsWith(`HTTP/1.1 ${status} `), answer.slice(0, 40));
      for (const line of lines) assert.ok(line.length < 600, 'a line has an end');
    });
  }

  test('an upgrade is not made, and the request answered', async () => {
    const other = await start({}, { timeouts: SHORT });
    const answer = await exchange(
      'GET /auth/me HTTP/1.1\nHost: localhost\nConnection: Upgrade\nUpgrade: websocket\n\n',
      other.url,
    );
    assert.match(answer, /^HTTP\/1\.1 401 /);
    await other.close();
  });
});

test('what a site’s own code throws is a 500 with a line, without its message', async () => {
  const login = { fetch: () => Promise.reject(new RangeError('SECRET')) };
  const other = await serve({ login, port: 0, log: (line) => lines.push(line) });
  const response = await fetch(`${other.url}/auth/me`);
  assert.equal(response.status, 500);
  assert.doesNotMatch(await response.text(), /SECRET/);
  assert.match(lines[0], /^GET \/auth\/me 500 \d+ms \(RangeError\)$/);
  await other.close();
});

describe('time-outs', () => {
  test('headers that never end', async () => {
    const other = await start({}, { timeouts: SHORT });
    assert.match(await exchange('GET / HTTP/1.1\nHost: loc', other.url), /^HTTP\/1\.1 408 /);
    await other.close();
  });

  test('a connection on which nothing is asked', async () => {
    const other = await start({}, { timeouts: SHORT });
    await exchange('', other.url);
    await other.close();
  });

  test('a connection is kept for the next request, and not for ever', async () => {
    const other = await start({}, { timeouts: SHORT });
    const answer = await exchange('GET /healthz HTTP/1.1\nHost: localhost\n\n', other.url);
    assert.match(answer, /^HTTP\/1\.1 200 [^]*keep-alive/i);
    await other.close();
  });

  test('a connection on which nothing moves any more', async () => {
    const login = { fetch: () => new Promise((/** @type {(response: Response) => void} */ _resolve) => {}) };
    const other = await serve({ login, port: 0, timeouts: { idle: 100 } });
    assert.equal(await exchange('GET /auth/me HTTP/1.1\nHost: localhost\n\n', other.url), '');
    await other.close();
  });

  test('are all set; kept connections outlive those of nginx (60 s), Traefik (90 s) and Caddy (120 s)', () => {
    for (const value of Object.values(TIMEOUTS)) assert.ok(value > 0 && Number.isFinite(value));
    assert.ok(TIMEOUTS.keepAlive > 120_000);
    assert.ok(TIMEOUTS.request > 60_000, 'the longest deadline comes first');
  });
});
