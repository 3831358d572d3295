// Ports for the demo's servers.
import { createServer } from 'node:net';

/** @param {number} port @param {string} host @returns {Promise<number | undefined>} the port if it is free */
const tryPort = (port, host) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      // Without IPv6 nothing can use the address there.
      else if (host === '::1') resolve(port);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(address.port));
    });
  });

/**
 * The given port, or a free one. A browser tries both addresses of `localhost`, so a foreign server on either one occupies
 * the port.
 * @param {number} wanted
 */
export async function findPort(wanted) {
  const free = (await tryPort(wanted, '127.0.0.1')) && (await tryPort(wanted, '::1'));
  return free || /** @type {number} */ (await tryPort(0, '127.0.0.1'));
}
