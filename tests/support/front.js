// A TLS proxy on localhost, with a certificate for this test.
import { startFront as start } from '../../scripts/demo/https.js';
import { makeCertificate } from './certificates.js';

/**
 * @param {(path: string) => number} inner returns the port to which a request is passed on
 * @param {Record<string, string>} [added] headers that it adds to them
 */
export async function startFront(inner, added = {}) {
  const certificate = makeCertificate();
  const { port, close } = await start(certificate, { inner, added });
  return { url: `https://localhost:${port}`, cert: certificate.cert, close };
}
