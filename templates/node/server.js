import { serve } from 'srvx';
import { checkEnvironment } from 'tailchat-login/worker';
import { answer } from './site.js';

checkEnvironment(process.env); // what is wrong or misspelt ends the start, not the first login
const { PORT = '8787', HOST = '127.0.0.1', TAILCHAT_BASE_URL } = process.env;

const server = serve({
  port: Number(PORT),
  hostname: HOST,
  silent: true,
  // This server's request has waitUntil itself.
  fetch: (request) => answer(request, process.env, request),
});
await server.ready();
// Not by its number: the login's cookies belong to this name alone.
console.log(`Listening on ${TAILCHAT_BASE_URL}`);
