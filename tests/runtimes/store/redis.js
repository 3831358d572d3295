// Starts a Redis for one test: on a socket file, without persistence.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '@redis/client';
import Redis from 'ioredis';

export async function startRedis() {
  const folder = await mkdtemp(join(tmpdir(), 'tailchat-login-redis-'));
  const path = join(folder, 'redis.sock');
  const child = spawn(
    'redis-server',
    ['--port', '0', '--unixsocket', path, '--dir', folder, '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    ended.then(() => reject(new Error('redis-server ended before it was ready')));
    createInterface(child.stdout).on('line', (line) => /ready to accept/i.test(line) && resolve(undefined));
  });

  return {
    path,
    /** Makes it accept commands without answering. */
    stop: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    /** Kills it, like a machine that loses its power. */
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async close() {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Clients with the default settings of their packages, apart from `options`. Each has a function that closes it.
 *
 * @type {Record<string, (path: string, options?: object) => Promise<{ client: any, close: () => void }>>}
 */
export const CLIENTS = {
  async '@redis/client'(path, options = {}) {
    const client = createClient({ socket: { path }, ...options });
    client.on('error', () => {}); // every failed command reports it
    await client.connect();
    return { client, close: () => client.destroy() };
  },
  async ioredis(path, options = {}) {
    const client = new Redis(path, { lazyConnect: true, ...options });
    client.on('error', () => {});
    await client.connect();
    return { client, close: () => client.disconnect() };
  },
};
