import { answer } from './site.js';

const env = Deno.env.toObject();
const { PORT = '8787', HOST = '127.0.0.1' } = env;

Deno.serve({ port: Number(PORT), hostname: HOST }, (request) => answer(request, env));
