// Checks the server of `tailchat-login/node`: it runs the site's own function with the protection that `serve` has.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { listen } from 'tailchat-login/node';

describe('listen', () => {
  /** @type {Awaited<ReturnType<typeof listen>>} */
  let server;
  /** @type {string[]} */
  const lines = [];
  /** @type {unknown[]} */
  const errors = [];
  before(async () => {
    server = await listen(
      async (request, ctx) => {
        const { pathname } = new URL(request.url);
        if (pathname === '/throw') throw new RangeError('a text');
        if (pathname === '/odd') throw 'no error';
        ctx.waitUntil(Promise.resolve());
        return new Response(`at ${pathname}`);
      },
      {
        log: (line) => lines.push(line),
        onError: (error) => errors.push(error),
        timeouts: { headers: 300, check: 50 },
      },
    );
  });
  beforeEach(() => {
    lines.length = errors.length = 0;
  });
  after(() => server.close());

  /** @param {string} text */
  async function send(text) {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let said = '';
    socket.on('data', (chunk) => (said += chunk)).write(text);
    await once(socket, 'close');
    return said;
  }

  test('answers by the function, on loopback, with waitUntil', async () => {
    assert.equal(new URL(server.url).hostname, '127.0.0.1');
    assert.equal(await (await fetch(`${server.url}/page?code=SECRET`)).text(), 'at /page');
    assert.match(lines.join(), /^GET \/page 200 \d+ms$/);
  });

  test('makes 500 of what it throws, tells the site, and logs the name alone', async () => {
    for (const path of ['/throw', '/odd']) assert.equal((await fetch(server.url + path)).status, 500);
    assert.deepEqual(errors.map(String), ['RangeError: a text', 'no error']);
    assert.match(lines[0], /500 \d+ms \(RangeError\)$/);
    assert.match(lines[1], /500 \d+ms \(unknown\)$/);
  });

  test('refuses a Host that is none, and ends a request whose headers do not come', async () => {
    assert.match(await send('GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'), /^HTTP\/1.1 400 /);
    assert.match(lines.join(), /400 .*Host is not valid/);
    assert.match(await send('GET / HTTP/1.1\r\nHost: a\r\n'), /^HTTP\/1.1 408 /);
  });
});
