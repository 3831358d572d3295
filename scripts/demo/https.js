// `npm start -- --https`: creates a certificate for this run, and a TLS proxy in front of a server on plain http.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from '../setup/apt.js';
import { mustRun } from '../setup/process.js';
import { findPort } from './ports.js';

/** @typedef {{ key: string, cert: string }} Certificate */

const HOST = '127.0.0.1';

/** A self-signed certificate, valid for a day. Its key is deleted from the disk. @returns {Promise<Certificate>} */
export async function makeCertificate() {
  await installPackages(['certificates']);
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
  try {
    const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    const names = ['-subj', '/CN=localhost', '-addext', `subjectAltName=DNS:localhost,IP:${HOST}`];
    await mustRun('openssl', ['req', '-x509', ...kind, ...names, '-keyout', key, '-out', cert], {
      quiet: true,
    });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {Certificate} certificate
 * @param {object} options
 * @param {(path: string) => number} options.inner the port of the server for a path
 * @param {number} [options.port] on which it listens
 * @param {Record<string, string>} [options.added] headers
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function startFront(certificate, { inner, port = 0, added = {} }) {
  const server = createServer(certificate, (incoming, outgoing) => {
    const { method, url: path = '/' } = incoming;
    const headers = { ...incoming.headers, ...added };
    const passed = request({ host: HOST, port: inner(path), method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  /** @type {Set<import('node:stream').Duplex>} */
  const upgraded = new Set();
  server.on('upgrade', (incoming, socket) => {
    upgraded.add(passUpgrade(incoming, socket, inner(incoming.url ?? '/'), added));
    upgraded.add(socket);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: HOST }, () => resolve(undefined));
  });
  const listening = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: listening.port,
    async close() {
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Passes on a WebSocket. A client sends nothing after the request until it has the answer.
 *
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:stream').Duplex} socket
 * @param {number} port
 * @param {Record<string, string>} added
 */
function passUpgrade({ method, url, headers }, socket, port, added) {
  const passed = connect(port, HOST);
  const lines = Object.entries({ ...headers, ...added }).map(([name, value]) => `${name}: ${value}\r\n`);
  passed.write(`${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n`);
  passed.on('error', () => socket.destroy());
  socket.on('error', () => passed.destroy());
  passed.pipe(socket).pipe(passed);
  return passed;
}

/**
 * Makes a server reachable, on https through the TLS proxy. `localhost` and `127.0.0.1` are two sites, so a browser separates
 * the demo and Tailchat there as it separates two domains.
 *
 * @param {Certificate | undefined} certificate
 * @param {number} port
 * @param {string} name
 * @returns {Promise<{ port: number, url: string, close: () => unknown }>}
 */
export async function stand(certificate, port, name) {
  if (certificate === undefined) return { port, url: `http://localhost:${port}`, close: () => {} };
  const inner = await findPort(0);
  const added = { 'x-forwarded-proto': 'https' };
  const { close } = await startFront(certificate, { port, inner: () => inner, added });
  return { port: inner, url: `https://${name}:${port}`, close };
}
