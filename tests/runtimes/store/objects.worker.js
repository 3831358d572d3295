// A worker with a store, which executes operations that it receives over HTTP. A test can look into its class of the store.
import { createDurableObjectStore, LoginStore as Base } from 'tailchat-login/store/durable-objects';
import { answer } from './bench.js';

export class LoginStore extends Base {
  /** @param {any} state */
  constructor(state) {
    super(state);
    this.storage = state.storage;
  }

  /** @param {Request} request */
  async fetch(request) {
    switch (new URL(request.url).pathname) {
      case '/expire':
        await this.#expire();
        return this.#look();
      case '/alarm':
        await this.alarm();
        return this.#look();
      case '/look':
        return this.#look();
      default:
        return super.fetch(request);
    }
  }

  /** Ends the life of the stored value, as if the time had passed. */
  async #expire() {
    const entry = await this.storage.get('entry');
    await this.storage.put('entry', { ...entry, until_ms: Date.now() - 1 });
  }

  async #look() {
    const entries = await this.storage.list();
    return Response.json({ entries: [...entries], alarm: await this.storage.getAlarm(), now: Date.now() });
  }
}

export default {
  /** @param {Request} request @param {any} env */
  fetch(request, { STORE }) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/') return answer(request, createDurableObjectStore(STORE));
    return STORE.get(STORE.idFromName(searchParams.get('key'))).fetch(request);
  },
};
