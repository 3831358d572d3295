// A gate with an adjustable clock, and behind the proxy a program that records the requests that reach it.
import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';
import { createGate } from 'tailchat-login/gate';
import { listen } from 'tailchat-login/node';
import { listen as listenHere } from '../../support/listen.js';
import { createVisitor, startWorld } from '../../support/kit.js';
import { findPort } from '../../runtimes/ports.js';

const BIG = 50 * 1024 * 1024;

/** @typedef {{ method: string, url: string, headers: [string, string][], body: string }} Got */

async function startProgram() {
  /** @type {Got[]} */
  const got = [];
  /** @type {string[]} */
  const upgrades = [];
  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const { method = '', url = '', rawHeaders } = incoming;
    got.push({ method, url, headers: pairsOf(rawHeaders), body });
    if (url === '/wiki/missing') response.statusCode = 404;
    response.end(url === '/wiki/big' ? Buffer.alloc(BIG) : 'of the program');
  });
  server.on('upgrade', ({ headers }, socket) => {
    upgrades.push(headers.upgrade ?? '');
    const key = `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`; // RFC 6455 1.3
    const accept = createHash('sha1').update(key).digest('base64');
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\nof the program`,
    );
  });
  return { got, upgrades, ...(await listenHere(server)) };
}

/** @param {string[]} raw @returns {[string, string][]} */
const pairsOf = (raw) =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [/** @type {[string, string]} */ ([name, raw[at + 1]])] : []));

/**
 * @param {(place: { port: number, gate: string, program: string }) => Promise<unknown>} startProxy
 */
export async function startScene(startProxy) {
  const world = await startWorld();
  const port = await findPort();
  const host = `localhost:${port}`;
  const baseUrl = `http://${host}`;
  world.tailchat.apps[0].redirectUrls.push(`${baseUrl}/auth/callback`);
  const login = world.makeLogin({ baseUrl });
  const rules = [
    { host, path: '/assets/*', public: true },
    { host, path: '/wiki/*', any: true },
    { host, path: '/admin/*', subs: ['nobody'] },
  ];
  const gate = createGate({ login, rules, now: world.config.now, log: (line) => world.log.push(line) });
  const server = await listen((incoming) => gate.fetch(incoming), { port: 0 });
  const program = await startProgram();
  const place = { port, gate: new URL(server.url).host, program: new URL(program.url).host };
  await startProxy(place);
  const visitor = createVisitor(login, baseUrl);
  await visitor.enter('return_to=/wiki/');

  /**
   * Sends the path unchanged. fetch would normalize it.
   *
   * @param {string} path
   * @param {{ method?: string, headers?: string[], body?: string, cookie?: string }} [options] headers: name, value, name, value
   */
  function ask(path, { method = 'GET', headers = [], body, cookie = visitor.header() } = {}) {
    const own = [
      'Host',
      host,
      'Accept',
      'text/html',
      'Sec-Fetch-Mode',
      'navigate',
      'Sec-Fetch-Dest',
      'document',
    ];
    const cookies = cookie ? ['Cookie', cookie] : [];
    const length = body === undefined ? [] : ['Content-Length', String(body.length)];
    const all = [...own, ...cookies, ...length, ...headers];
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port, path, method, headers: all, agent: false },
        (answer) => {
          let bytes = 0;
          answer.on('data', (chunk) => (bytes += chunk.length));
          answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, bytes }));
        },
      );
      asked.on('upgrade', ({ statusCode }, socket) => {
        socket.destroy();
        resolve({ status: statusCode, headers: {}, bytes: 0 });
      });
      asked.on('error', reject).end(body);
    });
  }

  return {
    ask,
    baseUrl,
    visitor,
    world,
    got: program.got,
    upgrades: program.upgrades,
    async close() {
      await server.close();
      await program.close();
      await world.close();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startScene>>} Scene */
