// `node serve.js FILE`: serves the fetch handler that a bundle exports, in Node.
import { pathToFileURL } from 'node:url';
import { serve } from 'srvx';

const { default: bundled } = await import(pathToFileURL(process.argv[2]).href);
const handler = bundled.default ?? bundled; // the default export of a CommonJS bundle is one level deeper
const server = serve({
  port: 0,
  hostname: '127.0.0.1',
  silent: true,
  fetch: (request) => handler.fetch(request, process.env, { waitUntil: (work) => request.waitUntil?.(work) }),
});
await server.ready();
console.log(`serves at ${server.url}`);
