/**
 * @typedef {{ value: string, until_ms: number }} Entry until_ms: milliseconds
 *
 * @typedef {{ operation: 'get' | 'delete' }
 *   | { operation: 'put' | 'claim', value: string, ttl: number }
 *   | { operation: 'swap', value: string, ttl: number, before: string }} Message
 *
 * @typedef {import('../../../types/store/durable-objects.js').ObjectState} ObjectState
 */

const NAME = 'entry';

/**
 * One entry of the store. It is a class because Durable Objects must be classes. The runtime delivers no other request
 * while the object waits for its storage, so a read and the following write are one step.
 */
export class LoginStore {
  /** @type {ObjectState['storage']} */
  #storage;

  /** @param {ObjectState} state */
  constructor({ storage }) {
    this.#storage = storage;
  }

  /** @param {Request} request only from createDurableObjectStore, because only a binding can reach the object */
  async fetch(request) {
    const result = await this.#answer(await request.json());
    return new Response(JSON.stringify({ result }), { headers: { 'content-type': 'application/json' } });
  }

  /** Frees the storage. An object without storage ceases to exist. */
  async alarm() {
    const entry = await this.#read();
    await (entry === undefined ? this.#storage.deleteAll() : this.#storage.setAlarm(entry.until_ms));
  }

  /**
   * @param {Message} message
   * @returns {Promise<string | boolean | undefined>}
   */
  async #answer(message) {
    switch (message.operation) {
      case 'get':
        return (await this.#read())?.value;
      case 'put':
        return this.#write(message.value, message.ttl);
      case 'claim':
        return this.#replace(undefined, message);
      case 'swap':
        return this.#replace(message.before, message);
      case 'delete':
        await Promise.all([this.#storage.deleteAlarm(), this.#storage.deleteAll()]);
        return;
      default:
        throw new Error('no such operation');
    }
  }

  /**
   * @param {string | undefined} before the value that it must hold now
   * @param {{ value: string, ttl: number }} after
   */
  async #replace(before, { value, ttl }) {
    if ((await this.#read())?.value !== before) return false;
    await this.#write(value, ttl);
    return true;
  }

  /** @returns {Promise<Entry | undefined>} */
  async #read() {
    const entry = /** @type {Entry | undefined} */ (await this.#storage.get(NAME));
    return entry !== undefined && entry.until_ms > Date.now() ? entry : undefined;
  }

  /**
   * Writes the value and its alarm together, so that every value has an alarm that removes it.
   *
   * @param {string} value
   * @param {number} ttl seconds
   * @returns {Promise<undefined>}
   */
  async #write(value, ttl) {
    const until_ms = Date.now() + ttl * 1000;
    await Promise.all([this.#storage.put(NAME, { value, until_ms }), this.#storage.setAlarm(until_ms)]);
  }
}
