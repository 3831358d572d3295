// A TLS proxy on localhost, with a certificate that lives as long as the test.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HOST = '127.0.0.1';

/**
 * @param {(path: string) => number} port where it passes requests on to
 * @param {Record<string, string>} [added] headers that it adds to them
 */
export async function startFront(port, added = {}) {
  const { key, cert } = makeCertificate();
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const { method, url: path } = incoming;
    const headers = { ...incoming.headers, ...added };
    const passed = request({ host: HOST, port: port(path ?? '/'), method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, HOST, () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `https://localhost:${address.port}`,
    cert,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** For localhost, for a day. */
export function makeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
  try {
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1']
        .concat('-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost')
        .concat('-keyout', key, '-out', cert),
      { stdio: 'ignore' },
    );
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
