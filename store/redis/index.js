import { requireFunctions } from '../store.js';

/** @typedef {import('../store.js').Store} Store */

/**
 * The part of a client that is used. Connecting, reconnecting and closing it are its owner's.
 *
 * @typedef {object} RedisClient
 * @property {(key: string) => Promise<any>} get
 * @property {(...args: any[]) => Promise<any>} set
 * @property {(key: string) => Promise<any>} del
 */

/**
 * Keeps the sessions in Redis 2.6.12 or newer, or what speaks its protocol, one server or a cluster.
 *
 * @param {RedisClient} client of the packages `redis` (from 4), `@redis/client` or `ioredis`, kept for the
 *   process
 * @param {{ prefix?: string }} [options] prefix: what every key begins with
 * @returns {Readonly<Store>}
 */
export function createRedisStore(client, { prefix = 'tailchat-login:' } = {}) {
  requireFunctions(client, ['get', 'set', 'del'], 'a client of redis or ioredis');
  const set = typeof Reflect.get(client, 'call') === 'function' ? setOfIoredis(client) : setOfRedis(client);

  return Object.freeze({
    get: async (key) => (await client.get(prefix + key)) ?? undefined,
    async put(key, value, ttl) {
      requireOk(await set(prefix + key, value, ttl, false));
    },
    async delete(key) {
      await client.del(prefix + key);
    },
    async claim(key, ttl) {
      const answer = await set(prefix + key, '', ttl, true);
      if (answer === null) return false;
      requireOk(answer);
      return true;
    },
  });
}

/**
 * One command each, so that no key is ever without its end, and one of many gets a claim.
 *
 * @callback Set
 * @param {string} key
 * @param {string} value
 * @param {number} ttl seconds
 * @param {boolean} absent only where the key holds nothing (NX)
 * @returns {Promise<any>} `OK`, or null where the key holds something
 */

/** @param {RedisClient} client @returns {Set} */
function setOfIoredis(client) {
  return (key, value, ttl, absent) => client.set(key, value, 'EX', ttl, ...(absent ? ['NX'] : []));
}

/** The options are spelled twice: as version 4 knows them, and as later ones do. @param {RedisClient} client @returns {Set} */
function setOfRedis(client) {
  return (key, value, ttl, absent) =>
    client.set(key, value, {
      EX: ttl,
      expiration: { type: 'EX', value: ttl },
      ...(absent && { NX: true, condition: 'NX' }),
    });
}

/** A pipeline or a transaction answers QUEUED: nothing is there yet. @param {unknown} answer */
function requireOk(answer) {
  if (answer !== 'OK') throw new Error('Redis did not answer SET with OK');
}
