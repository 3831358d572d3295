import { serve } from 'srvx';
import { answer } from './site.js';

const { PORT = '8787', HOST = '127.0.0.1' } = process.env;

serve({
  port: Number(PORT),
  hostname: HOST,
  // This server's request has waitUntil itself.
  fetch: (request) => answer(request, process.env, request),
});
