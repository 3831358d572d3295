import { core } from '../node_modules/tailchat-login/bindings/wasm/inline.js';
import { makeApp } from './app.js';

const app = makeApp(core);
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch: (request) => app.fetch(request, process.env),
});
console.log(`${Bun.version} serves at ${server.url}`);
console.log(`entry ${import.meta.resolve('tailchat-login/core')}`);
