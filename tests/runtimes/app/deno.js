import { core } from '../node_modules/tailchat-login/bindings/wasm/inline.js';
import { makeApp } from './app.js';

const app = makeApp(core);
const env = Deno.env.toObject();
Deno.serve(
  {
    port: 0,
    hostname: '127.0.0.1',
    onListen({ port }) {
      console.log(`${Deno.version.deno} serves at http://127.0.0.1:${port}`);
      console.log(`entry ${import.meta.resolve('tailchat-login/core')}`);
    },
  },
  (request) => app.fetch(request, env),
);
