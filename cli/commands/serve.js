import { TailchatLoginError } from '../../bindings/error.js';
import { OPTIONS, variableOf } from '../../worker/config/config.js';
import { checkEnvironment } from '../../worker/environment.js';
import { createLogin } from '../../worker/index.js';
import { MEANINGS } from '../../worker/config/option_docs.js';
import { readAddress } from '../../worker/config/addresses.js';
import { serve as startSite } from '../../worker/node/serve.js';
import { loadEnvironment } from '../environment.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { readPort, startOn, stopOnSignal } from '../server.js';

const VARIABLES = OPTIONS.filter(({ env }) => env !== undefined)
  .map(
    ({ name, env, required }) => `      ${env}${required ? '' : ' (optional)'}\n          ${MEANINGS[name]}`,
  )
  .join('\n');

/** @type {import('../main.js').Command} */
export const serve = {
  help: `tailchat-login serve [--port 8787] [--host 127.0.0.1] [--static DIR [--spa]]
                       [--env FILE] [--after-tailchat-logout URL[,URL]]
    serves the login's routes under /auth, /healthz, and the files of DIR,
    which are public: nobody needs to log in for them;
    with --spa a page that is no file is DIR's index.html, never below /auth;
    with --after-tailchat-logout also /open/logout and /open/session/end/confirm
    of Tailchat's host, which its gateway leads here: they end the login at
    Tailchat and lead to the first URL, or to the one whose host ?to= names;
    it reads its configuration from the environment, to which --env adds:
${VARIABLES}
`,
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    static: { type: 'string' },
    spa: { type: 'boolean' },
    env: { type: 'string' },
    'after-tailchat-logout': { type: 'string' },
  },
  run: runServe,
};

/** @param {{ port?: string, host?: string, static?: string, spa?: any, env?: string, 'after-tailchat-logout'?: string }} values */
async function runServe({ port: given = '8787', host, static: staticDir, spa, env: file, ...rest }) {
  const port = readPort(given);
  if (spa && staticDir === undefined) fail(USAGE_ERROR, 'tailchat-login: --spa needs --static DIR\n');
  loadEnvironment(file);
  const log = (/** @type {string} */ line) => write(`${line}\n`);
  const afterTailchatLogout = readAddresses(rest['after-tailchat-logout']);
  const { baseUrl, basePath, prefixStripped } = check();
  const prefix = baseUrl.slice(new URL(baseUrl).origin.length);
  const paths = { basePath, prefix, prefixStripped };
  const files = { staticDir, spa, afterTailchatLogout };
  const options = { login: createLogin(), env: process.env, port, host, log, ...files, ...paths };
  const server = await startOn(port, () => startSite(options));
  log(`tailchat-login: listening on ${server.url}`);
  // Not the address above: the login's cookies belong to the host of this one.
  log(`tailchat-login: open ${baseUrl}`);
  if (staticDir !== undefined) log(`tailchat-login: the files of ${staticDir} are public`);
  stopOnSignal(server.close);
}

/** A wrong configuration ends the start, not the first login. */
function check() {
  try {
    return checkEnvironment(process.env, (line) => process.stderr.write(`${line}\n`));
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    const variable = variableOf(error);
    const named = variable === undefined || error.message.startsWith(variable);
    return fail(1, `tailchat-login: ${named ? '' : `${variable}: `}${error.message}\n`);
  }
}

/** @param {string} [text] */
function readAddresses(text) {
  const addresses = text?.split(',');
  if (addresses?.every((address) => readAddress(address) !== undefined) ?? true) return addresses;
  fail(
    USAGE_ERROR,
    '--after-tailchat-logout must be https URLs (http only for localhost, private addresses and names), comma separated\n',
  );
}
