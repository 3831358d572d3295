// Serves Tailchat's token and me endpoints on a loopback port, in its own process, so that no figure includes its CPU time.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { configure, JSON_HEADERS, ME_ANSWER, tokenAnswer } from '../fixture.js';

const here = fileURLToPath(import.meta.url);

export async function startUpstream() {
  const child = fork(here, ['serve'], { execArgv: [] });
  const ended = once(child, 'exit');
  const [url] = await once(child, 'message');
  return {
    url: /** @type {string} */ (url),
    async close() {
      child.disconnect();
      await ended;
    },
  };
}

/** The code is the login's nonce. */
async function serve() {
  let apiUrl = '';
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const isToken = request.url === '/open/token';
    const body = isToken ? tokenAnswer(configure(apiUrl), form.get('code') ?? undefined) : ME_ANSWER;
    response.writeHead(200, { ...JSON_HEADERS, 'content-length': Buffer.byteLength(body) }).end(body);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  apiUrl = `http://127.0.0.1:${port}`;
  process.once('disconnect', () => process.exit(0));
  process.send?.(apiUrl);
}

if (process.argv[1] === here && process.argv[2] === 'serve') await serve();
