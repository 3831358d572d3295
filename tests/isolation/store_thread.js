// A store in a thread: what it keeps is no memory of the worker that asks it.
import { parentPort } from 'node:worker_threads';
import { createMemoryStore } from 'tailchat-login/store/memory';

const store = createMemoryStore();
parentPort?.on('message', async ({ id, operation, args }) => {
  const result = await Reflect.get(store, operation)(...args);
  parentPort?.postMessage({ id, result });
});
