import { core } from '../node_modules/tailchat-login/bindings/wasm/edge-light.js';
import { makeApp } from './app.js';

const app = makeApp(core);
addEventListener('fetch', (event) => {
  event.respondWith(app.fetch(event.request, process.env, event));
});
