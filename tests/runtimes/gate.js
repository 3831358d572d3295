// A relay in front of a Tailchat's token and me endpoints. It can hold back a code.
import { createServer } from 'node:http';
import { listen } from '../support/listen.js';

/**
 * @param {() => string} target the address of Tailchat
 */
export async function startGate(target) {
  /** @type {{ arrive: () => void, opened: Promise<void> } | undefined} */
  let held;
  const server = createServer(async (request, response) => {
    response.on('error', () => {});
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.url === '/open/token') {
      held?.arrive();
      await held?.opened;
    }
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const answer = await fetch(`${target()}${request.url}`, {
      method: 'POST',
      headers,
      body: Buffer.concat(chunks),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const { url, close } = await listen(server);

  return {
    url,

    /** Holds back all codes from now on. `arrived` resolves when the first has come, and `open` releases them. */
    hold() {
      let arrive = () => {};
      let open = () => {};
      /** @type {Promise<void>} */
      const arrived = new Promise((resolve) => (arrive = resolve));
      /** @type {Promise<void>} */
      const opened = new Promise((resolve) => (open = resolve));
      const mine = { arrive, opened };
      held = mine;
      return {
        arrived,
        open() {
          open();
          if (held === mine) held = undefined;
        },
      };
    },

    close,
  };
}
