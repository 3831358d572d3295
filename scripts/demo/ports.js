// Ports for the demo's servers.
import { createServer } from 'node:net';

/** @param {number} port @param {string} host @returns {Promise<number | undefined>} the port if it is free */
const tryPort = (port, host) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      // No IPv6 here: nothing can stand in the way there.
      else if (host === '::1') resolve(port);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(address.port));
    });
  });

/**
 * The port asked for, or another that is free. A browser tries both addresses of `localhost`, so a stranger on
 * either one takes the port.
 * @param {number} wanted
 */
export async function findPort(wanted) {
  const free = (await tryPort(wanted, '127.0.0.1')) && (await tryPort(wanted, '::1'));
  return free || /** @type {number} */ (await tryPort(0, '127.0.0.1'));
}
