import { requireFunctions } from '../store.js';
import { withSessions } from '../sessions/index.js';

/** Redis runs a script in one step. */
const SWAP = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1`;

/** @type {typeof import('../../../types/store/redis.js').createRedisStore} */
export function createRedisStore(client, { prefix = 'tailchat-login:' } = {}) {
  requireFunctions(client, ['get', 'set', 'del'], 'a client of redis or ioredis');
  const ioredis = typeof Reflect.get(client, 'call') === 'function';
  const set = ioredis ? setOfIoredis(client) : setOfRedis(client);
  const run = typeof client.eval === 'function' ? (ioredis ? evalOfIoredis : evalOfRedis)(client) : null;

  /** @type {import('../../../types/store.js').Store} */
  const store = {
    get: async (key) => /** @type {any} */ (await client.get(prefix + key)) ?? undefined,
    async put(key, value, ttl) {
      requireOk(await set(prefix + key, value, ttl, false));
    },
    async delete(key) {
      await client.del(prefix + key);
    },
    async claim(key, ttl, value) {
      const answer = await set(prefix + key, value, ttl, true);
      if (answer === null) return false;
      requireOk(answer);
      return true;
    },
    swap:
      run &&
      (async (key, ttl, value, before) => {
        const answer = await run(prefix + key, [before, value, String(ttl)]);
        if (answer !== 0 && answer !== 1) throw new Error('Redis did not answer EVAL with 0 or 1');
        return answer === 1;
      }),
  };
  return withSessions(store);
}

/**
 * Each operation is one command, so that every key has an expiry, and only one of several callers gets a claim.
 *
 * @callback SetKey
 * @param {string} key
 * @param {string} value
 * @param {number} ttl seconds
 * @param {boolean} absent write only if the key holds nothing (NX)
 * @returns {Promise<any>} `OK`, or null if the key holds something
 */

/** @param {any} client @returns {SetKey} */
function setOfIoredis(client) {
  return (key, value, ttl, absent) => client.set(key, value, 'EX', ttl, ...(absent ? ['NX'] : []));
}

/** The options are passed in two spellings: of version 4, and of later ones. @param {any} client @returns {SetKey} */
function setOfRedis(client) {
  return (key, value, ttl, absent) =>
    client.set(key, value, {
      EX: ttl,
      expiration: { type: 'EX', value: ttl },
      ...(absent && { NX: true, condition: 'NX' }),
    });
}

/**
 * @callback RunSwap
 * @param {string} key
 * @param {string[]} args
 * @returns {Promise<any>}
 */

/** @param {any} client @returns {RunSwap} */
function evalOfIoredis(client) {
  return async (key, args) => client.eval?.(SWAP, 1, key, ...args);
}

/** @param {any} client @returns {RunSwap} */
function evalOfRedis(client) {
  return async (key, args) => client.eval?.(SWAP, { keys: [key], arguments: args });
}

/** A pipeline or a transaction answers QUEUED, which is not a result. @param {unknown} answer */
function requireOk(answer) {
  if (answer !== 'OK') throw new Error('Redis did not answer SET with OK');
}
