// Asks a worker over HTTP, like a browser that may disconnect.
import { Agent, request } from 'node:http';

/** @typedef {import('../isolation/crowd.js').Answer} Answer */

const agent = new Agent({ keepAlive: true });

/**
 * When `leave` resolves, the connection is reset: only a reset tells workerd immediately that the client has left.
 *
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {Promise<void>} [leave]
 * @returns {Promise<Answer | undefined>} undefined: the client left
 */
export function ask(url, headers, leave) {
  return new Promise((resolve, reject) => {
    let left = false;
    const asked = request(
      url,
      { headers: { accept: 'application/json', ...headers }, agent },
      async (response) => {
        const chunks = [];
        try {
          for await (const chunk of response) chunks.push(chunk);
        } catch (error) {
          return left ? resolve(undefined) : reject(error);
        }
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? null,
          cookies: response.headers['set-cookie'] ?? [],
          body: Buffer.concat(chunks).toString(),
        });
      },
    );
    asked.once('error', (error) => (left ? resolve(undefined) : reject(error)));
    asked.end();
    leave?.then(() => {
      left = true;
      asked.socket?.resetAndDestroy();
    });
  });
}

export const closeClient = () => agent.destroy();
