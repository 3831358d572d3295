// A store in its own thread, so that its entries do not count as memory of the worker.
import { parentPort } from 'node:worker_threads';
import { createMemoryStore } from 'tailchat-login/store/memory';

const store = createMemoryStore();
parentPort?.on('message', async ({ id, operation, args }) => {
  const result = await Reflect.get(store, operation)(...args);
  parentPort?.postMessage({ id, result });
});
