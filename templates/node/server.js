import { listen } from 'tailchat-login/node';
import { checkEnvironment } from 'tailchat-login/worker';
import { answer } from './site.js';

checkEnvironment(process.env); // stops the start if a variable is wrong or misspelled
const { PORT = '8787', HOST = '127.0.0.1', TAILCHAT_BASE_URL } = process.env;

await listen((request, ctx) => answer(request, process.env, ctx), { port: Number(PORT), host: HOST });
// Shows the name and not 127.0.0.1, because the login's cookies belong to this name.
console.log(`Listening on ${TAILCHAT_BASE_URL}`);
