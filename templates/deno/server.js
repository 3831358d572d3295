import { checkEnvironment } from 'tailchat-login/worker';
import { answer } from './site.js';

const env = Deno.env.toObject();
checkEnvironment(env); // stops the start if a variable is wrong or misspelled
const { PORT = '8787', HOST = '127.0.0.1', TAILCHAT_BASE_URL } = env;

// Shows the name and not 127.0.0.1, because the login's cookies belong to this name.
const onListen = () => console.log(`Listening on ${TAILCHAT_BASE_URL}`);

Deno.serve({ port: Number(PORT), hostname: HOST, onListen }, (request) => answer(request, env));
