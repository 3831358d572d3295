// A Tailchat with only the token and me endpoints (tailchat.js), and the consent of its users.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** @typedef {{ sub: string, nickname: string, discriminator: string, avatar: string }} User */
/** @typedef {'reset' | 'status 503' | 'truncation' | 'hang'} Kind */
/** @typedef {{ at: 'token' | 'me', kind: Kind }} Fault */

/**
 * The content of a code: the user who granted it, the request, and the planned fault.
 *
 * @typedef {object} Grant
 * @property {User} user
 * @property {Fault | undefined} fault
 * @property {string} nonce
 * @property {string} challenge
 * @property {number} now seconds
 * @property {boolean} awaited whether to report its arrival
 * @property {string} id
 */

const NAMES = Object.freeze(['requests', 'peak', 'refused', 'codes', 'twice']);

/**
 * @param {object} options
 * @param {number} options.seed of its delays
 * @param {string} options.clientId
 * @param {string} options.clientSecret
 * @param {string} options.redirectUri
 * @param {object} [options.texts] members that /open/me returns for every user
 * @param {boolean} [options.signs] whether it signs its id_tokens, with one key of the largest allowed set
 * @param {() => number} [options.now] milliseconds
 */
export async function startUpstream({ now = Date.now, ...options }) {
  const shared = new SharedArrayBuffer(4 * NAMES.length);
  const figures = new Int32Array(shared);
  const thread = new Worker(new URL('./tailchat.js', import.meta.url), {
    workerData: { ...options, shared },
  });
  /** @type {Map<string, () => void>} */
  const awaited = new Map();
  const [{ url }] = await once(thread, 'message');
  thread.on('message', ({ arrived }) => {
    awaited.get(arrived)?.();
    awaited.delete(arrived);
  });

  return {
    url: /** @type {string} */ (url),

    /** @returns {Record<string, number>} */
    figures: () => Object.fromEntries(NAMES.map((name, index) => [name, figures[index]])),

    /**
     * Grants the request of an authorization URL. `arrived` resolves when the worker has sent the code.
     *
     * @param {string} authorizeUrl
     * @param {User} user
     * @param {Fault} [fault]
     * @param {boolean} [isAwaited]
     */
    authorize(authorizeUrl, user, fault, isAwaited = false) {
      const { searchParams } = new URL(authorizeUrl);
      const read = (/** @type {string} */ name) => searchParams.get(name) ?? '';
      /** @type {Grant} */
      const grant = {
        user,
        fault,
        nonce: read('nonce'),
        challenge: read('code_challenge'),
        now: Math.floor(now() / 1000),
        awaited: isAwaited,
        id: randomBytes(16).toString('base64url'),
      };
      const code = Buffer.from(JSON.stringify(grant)).toString('base64url');
      /** @type {Promise<void>} */
      const arrived = isAwaited ? new Promise((resolve) => awaited.set(code, resolve)) : Promise.resolve();
      const callback = new URL(read('redirect_uri'));
      callback.search = new URLSearchParams({ code, state: read('state'), iss: url }).toString();
      return { callback, arrived };
    },

    /** Deletes all records and closes all connections. */
    async clear() {
      thread.postMessage('clear');
      await once(thread, 'message');
      figures.fill(0);
    },

    async close() {
      thread.postMessage('close');
      await once(thread, 'exit');
    },
  };
}
