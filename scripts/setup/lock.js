// `npm start` and `npm test` may run at the same time in one clone. Only one of them may set up and build at a time.
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { root, say } from './process.js';

/** @param {string} name @returns {Promise<import('node:net').Server | undefined>} */
const listen = (name) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('listening', () => resolve(server));
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(name);
  });

/**
 * The lock is a Linux abstract socket named after this folder. The kernel frees it when its owner ends for any reason, so no
 * stale lock remains.
 * @template T @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function withLock(work) {
  if (process.platform !== 'linux') return work();
  const { dev, ino } = statSync(root);
  const name = `\0tailchat-login-${createHash('sha256').update(`${root}:${dev}:${ino}`).digest('hex').slice(0, 32)}`;
  let server = await listen(name);
  if (!server) say('Waiting for another set-up or build of this folder to end...');
  while (!server) {
    await wait(200);
    server = await listen(name);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
}
