// A worker with a store on KV, which executes operations that it receives over HTTP.
import { createKvStore } from 'tailchat-login/store/kv';
import { answer } from './bench.js';

export default {
  /** @param {Request} request @param {any} env */
  fetch(request, { SESSIONS }) {
    const ahead = Number(new URL(request.url).searchParams.get('ahead'));
    return answer(request, createKvStore(SESSIONS, { now: () => Date.now() + ahead }));
  },
};
