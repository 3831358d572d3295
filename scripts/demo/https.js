// `npm start -- --https`: a certificate for this run, and what stands with it before a server on plain http.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from '../setup/apt.js';
import { mustRun } from '../setup/process.js';
import { findPort } from './ports.js';

/** @typedef {{ key: string, cert: string }} Certificate */

const HOST = '127.0.0.1';

/** It signs itself, and counts for a day. Its key is on no disk afterwards. @returns {Promise<Certificate>} */
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
 * @param {number} port where it listens
 * @param {number} inner the port of the server that it passes requests on to
 * @returns {Promise<() => Promise<void>>} its end
 */
async function startFront(certificate, port, inner) {
  const server = createServer(certificate, (incoming, outgoing) => {
    const { method, url: path } = incoming;
    const headers = { ...incoming.headers, 'x-forwarded-proto': 'https' };
    const passed = request({ host: HOST, port: inner, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: HOST }, () => resolve(undefined));
  });
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}

/**
 * Where a server listens, and what people call it. On https it is behind the certificate. `localhost` and `127.0.0.1` are
 * two sites, so there the demo and Tailchat are as far apart as on two domains.
 *
 * @param {Certificate | undefined} certificate
 * @param {number} port
 * @param {string} name
 * @returns {Promise<{ port: number, url: string, close: () => unknown }>}
 */
export async function stand(certificate, port, name) {
  if (certificate === undefined) return { port, url: `http://localhost:${port}`, close: () => {} };
  const inner = await findPort(0);
  return { port: inner, url: `https://${name}:${port}`, close: await startFront(certificate, port, inner) };
}
