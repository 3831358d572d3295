import cluster from 'node:cluster';
import { TailchatLoginError } from '../../bindings/error.js';
import { checkEnvironment } from '../../worker/environment.js';
import { createLogin, readEnv } from '../../worker/index.js';
import { readAddress } from '../../worker/config/addresses.js';
import { pickHost, readSite } from '../../worker/http/site.js';
import { serve as startSite } from '../../worker/node/serve.js';
import { loadEnvironment } from '../environment.js';
import { failConfiguration } from '../fault.js';
import { makeGate, readRulesFile } from '../gate.js';
import { makeOidc } from '../oidc.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { makePanels } from '../panels.js';
import { readPort, startOn, stopOnSignal } from '../server.js';
import { texts } from '../texts/index.js';

const say = texts.serve;

/** @type {import('../main.js').Command} */
export const serve = {
  help: say.help,
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    static: { type: 'string' },
    gate: { type: 'string' },
    oidc: { type: 'boolean' },
    spa: { type: 'boolean' },
    env: { type: 'string' },
    'after-tailchat-logout': { type: 'string' },
  },
  run: runServe,
};

/** @param {{ port?: string, host?: string, static?: string, gate?: string, oidc?: any, spa?: any, env?: string, 'after-tailchat-logout'?: string }} values */
async function runServe({
  port: given = '8787',
  host,
  static: staticDir,
  gate: rules,
  oidc: withOidc,
  spa,
  env: file,
  ...rest
}) {
  const port = readPort(given);
  if (spa && staticDir === undefined) fail(USAGE_ERROR, `tailchat-login: ${say.spa}\n`);
  loadEnvironment(file);
  const log = (/** @type {string} */ line) => write(`${line}\n`);
  const afterTailchatLogout = readAddresses(rest['after-tailchat-logout']);
  const { baseUrl, basePath, prefixStripped } = check();
  const hosts = [baseUrl]
    .flat()
    .map((one) => ({ site: readSite({ baseUrl: one, basePath, prefixStripped }) }));
  const prefix = (/** @type {Request} */ request) => pickHost(hosts, request).site.prefix;
  const paths = { basePath, prefix, prefixStripped };
  const files = { staticDir, spa, afterTailchatLogout };
  const gate = rules === undefined ? undefined : await checkGate(rules, log);
  const panels = checkPanels();
  const login = gate ?? createLogin({ ...readEnv(process.env), panels });
  const oidc = withOidc ? checkOidc(log) : undefined;
  const { frameAncestors } = panels ?? {};
  const options = {
    login,
    gate,
    oidc,
    frameAncestors,
    env: process.env,
    port,
    host,
    log,
    ...files,
    ...paths,
  };
  const server = await startOn(port, () => startSite(options));
  log(`tailchat-login: ${say.listening(server.url)}`);
  if (cluster.isWorker) log(`tailchat-login: ${say.several}`);
  // Shows baseUrl and not the address of the server, because the login's cookies belong to the host of baseUrl.
  log(`tailchat-login: ${say.open([baseUrl].flat().join(', '))}`);
  if (oidc) log(`tailchat-login: ${say.oidc(oidc.document)}`);
  if (staticDir !== undefined && !gate) log(`tailchat-login: ${say.public(staticDir)}`);
  stopOnSignal(server.close);
}

/** Stops the program at its start if the configuration is invalid, before the first login can fail. */
function check() {
  try {
    return checkEnvironment(process.env, (line) => process.stderr.write(`${line}\n`));
  } catch (error) {
    return end(error);
  }
}

/** @param {string} file @param {(line: string) => void} log */
async function checkGate(file, log) {
  const rules = readRulesFile(file);
  try {
    return await makeGate(rules, process.env, log);
  } catch (error) {
    return end(error);
  }
}

function checkPanels() {
  try {
    return makePanels(process.env);
  } catch (error) {
    return end(error);
  }
}

/** @param {(line: string) => void} log */
function checkOidc(log) {
  try {
    return makeOidc(process.env, log);
  } catch (error) {
    return end(error);
  }
}

/** @param {unknown} error @returns {never} */
function end(error) {
  if (!(error instanceof TailchatLoginError)) throw error;
  return failConfiguration(error, 1);
}

/** @param {string} [text] */
function readAddresses(text) {
  const addresses = text?.split(',');
  if (addresses?.every((address) => readAddress(address) !== undefined) ?? true) return addresses;
  fail(USAGE_ERROR, `${say.addresses}\n`);
}
