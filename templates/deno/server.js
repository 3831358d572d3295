import { checkEnvironment } from 'tailchat-login/worker';
import { answer } from './site.js';

const env = Deno.env.toObject();
checkEnvironment(env); // what is wrong or misspelt ends the start, not the first login
const { PORT = '8787', HOST = '127.0.0.1', TAILCHAT_BASE_URL } = env;

// Not by its number: the login's cookies belong to this name alone.
const onListen = () => console.log(`Listening on ${TAILCHAT_BASE_URL}`);

Deno.serve({ port: Number(PORT), hostname: HOST, onListen }, (request) => answer(request, env));
