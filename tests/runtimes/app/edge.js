import { makeApp } from './app.js';

/** @param {import('../../../bindings/core.js').Core} core */
export function listen(core) {
  const app = makeApp(core);
  addEventListener('fetch', (event) => {
    event.respondWith(app.fetch(event.request, process.env, event));
  });
}
