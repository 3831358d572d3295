import { TailchatLoginError } from '../../bindings/error.js';
import { OPTIONS, readEnv, variableOf } from '../../worker/config.js';
import { prepareClient } from '../../worker/context.js';
import { createLogin } from '../../worker/index.js';
import { MEANINGS } from '../../worker/meanings.js';
import { serve as startSite } from '../../worker/node/serve.js';
import { loadEnvironment } from '../environment.js';
import { fail, write } from '../output.js';
import { readPort, startOn, stopOnSignal } from '../server.js';

const VARIABLES = OPTIONS.filter(({ env }) => env !== undefined)
  .map(
    ({ name, env, required }) => `      ${env}${required ? '' : ' (optional)'}\n          ${MEANINGS[name]}`,
  )
  .join('\n');

/** @type {import('../main.js').Command} */
export const serve = {
  help: `tailchat-login serve [--port 8787] [--host 127.0.0.1] [--static DIR] [--env FILE]
    serves the login's routes under /auth, /healthz, and the files of DIR;
    it reads its configuration from the environment, to which --env adds:
${VARIABLES}
`,
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    static: { type: 'string' },
    env: { type: 'string' },
  },
  run: runServe,
};

/** @param {{ port?: string, host?: string, static?: string, env?: string }} values */
async function runServe({ port: given = '8787', host, static: staticDir, env: file }) {
  const port = readPort(given);
  loadEnvironment(file);
  checkEnvironment();
  const log = (/** @type {string} */ line) => write(`${line}\n`);
  const options = { login: createLogin(), env: process.env, port, host, staticDir, log };
  const server = await startOn(port, () => startSite(options));
  log(`tailchat-login: listening on ${server.url}`);
  stopOnSignal(server.close);
}

/** A wrong configuration ends the start, not the first login. */
function checkEnvironment() {
  try {
    prepareClient(readEnv(process.env));
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    const variable = variableOf(error);
    const named = variable === undefined || error.message.startsWith(variable);
    fail(1, `tailchat-login: ${named ? '' : `${variable}: `}${error.message}\n`);
  }
}
