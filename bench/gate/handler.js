// A process that nginx asks: it runs the gate as `tailchat-login serve` does, or a handler that only answers 204.
import { once } from 'node:events';
import { createServer } from 'node:http';

async function startGate() {
  const { listen } = await import('../../worker/node/index.js');
  const { startWorld } = await import('./world.js');
  const { makeGate, cookie } = await startWorld();
  const gate = makeGate(10);
  const { url } = await listen((request) => gate.fetch(request));
  return { port: Number(new URL(url).port), cookie };
}

async function startEmpty() {
  const server = createServer((_, response) => response.writeHead(204).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { port };
}

process.once('disconnect', () => process.exit(0));
process.send?.(await (process.argv[2] === 'gate' ? startGate() : startEmpty()));
