import { listen } from 'tailchat-login/node';
import { checkEnvironment } from 'tailchat-login/worker';
import { answer } from './site.js';

checkEnvironment(process.env); // what is wrong or misspelt ends the start, not the first login
const { PORT = '8787', HOST = '127.0.0.1', TAILCHAT_BASE_URL } = process.env;

await listen((request, ctx) => answer(request, process.env, ctx), { port: Number(PORT), host: HOST });
// Not by its number: the login's cookies belong to this name alone.
console.log(`Listening on ${TAILCHAT_BASE_URL}`);
