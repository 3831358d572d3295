// A Tailchat of nothing but token and me (tailchat.js), and what its users do there: they grant.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** @typedef {{ sub: string, nickname: string, discriminator: string, avatar: string }} User */
/** @typedef {'reset' | 'status 503' | 'truncation' | 'hang'} Kind */
/** @typedef {{ at: 'token' | 'me', kind: Kind }} Fault */

/**
 * What a code says: who granted it, for which request, and what shall go wrong.
 *
 * @typedef {object} Grant
 * @property {User} user
 * @property {Fault | undefined} fault
 * @property {string} nonce
 * @property {string} challenge
 * @property {number} now seconds
 * @property {boolean} awaited somebody wants to know when it comes
 * @property {string} id
 */

const NAMES = Object.freeze(['requests', 'peak', 'refused', 'codes', 'twice']);

/**
 * @param {object} options
 * @param {number} options.seed of its latency
 * @param {string} options.clientId
 * @param {string} options.clientSecret
 * @param {string} options.redirectUri
 * @param {object} [options.texts] what /open/me says of everybody
 * @param {boolean} [options.signs] its id_tokens, with one key of the largest set that there may be
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
     * A user looks at the authorize URL and grants it. `arrived` is when the code has come back.
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

    /** Forgets all and ends every connection. */
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
