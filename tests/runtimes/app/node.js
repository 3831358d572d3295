import { serve } from 'srvx';
import { core } from '../node_modules/tailchat-login/bindings/wasm/inline.js';
import { makeApp } from './app.js';

const app = makeApp(core);
const env = /** @type {Record<string, string>} */ (process.env);
const server = serve({
  port: 0,
  hostname: '127.0.0.1',
  silent: true,
  fetch: (request) => app.fetch(request, env, { waitUntil: (work) => request.waitUntil?.(work) }),
});
await server.ready();
console.log(`${process.version} serves at ${server.url}`);
console.log(`entry ${import.meta.resolve('tailchat-login/core')}`);
