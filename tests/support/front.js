// A TLS proxy on localhost, with a certificate for this test.
import { request } from 'node:http';
import { createServer } from 'node:https';
import { makeCertificate } from './certificates.js';
import { listen } from './listen.js';

/**
 * @param {(path: string) => number} port returns the port to which a request is passed on
 * @param {Record<string, string>} [added] headers that it adds to them
 */
export async function startFront(port, added = {}) {
  const { key, cert } = makeCertificate();
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const { method, url: path } = incoming;
    const headers = { ...incoming.headers, ...added };
    const to = { host: '127.0.0.1', port: port(path ?? '/'), method, path, headers };
    const passed = request(to, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  const listening = await listen(server);
  return { url: `https://localhost:${listening.port}`, cert, close: listening.close };
}
