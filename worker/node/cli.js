#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { TailchatLoginError } from '../../bindings/error.js';
import { LIMITS } from '../../bindings/vocabulary.js';
import { OPTIONS, readEnv, variableOf } from '../config.js';
import { prepareClient } from '../context.js';
import { createLogin } from '../index.js';
import { serve } from './serve.js';

const USAGE_ERROR = 2;

const HELP = `tailchat-login serve [--port 8787] [--host 127.0.0.1] [--static DIR]
    serves the login's routes under /auth, /healthz, and the files of DIR
tailchat-login key
    prints a fresh session key
tailchat-login --help | --version

serve reads its configuration from the environment:
${OPTIONS.filter(({ env }) => env !== undefined)
  .map(({ env, required, meaning }) => `  ${env}${required ? '' : ' (optional)'}\n      ${meaning}`)
  .join('\n')}
`;

/** @type {Readonly<Record<string, (values: Values) => Promise<void> | void>>} */
const COMMANDS = Object.freeze({ serve: runServe, key: runKey });

/** @typedef {{ port?: string, host?: string, static?: string, help?: boolean, version?: boolean }} Values */

/** @returns {Promise<void>} */
async function main() {
  const { values, positionals } = readArguments();
  if (values.help) return write(HELP);
  if (values.version) return write(`${readVersion()}\n`);
  const [command, ...rest] = positionals;
  const run = Object.hasOwn(COMMANDS, command ?? '') ? COMMANDS[command] : undefined;
  if (run === undefined || rest.length > 0) return fail(USAGE_ERROR, HELP);
  await run(values);
}

/** @returns {{ values: Values, positionals: string[] }} */
function readArguments() {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean' });
  const options = { port: text, host: text, static: text, help: { ...flag, short: 'h' }, version: flag };
  try {
    return parseArgs({ options, allowPositionals: true, strict: true });
  } catch (error) {
    return fail(USAGE_ERROR, `${/** @type {Error} */ (error).message}\n\n${HELP}`);
  }
}

/** @param {Values} values */
function runKey({ port, host, static: folder }) {
  if ([port, host, folder].some((value) => value !== undefined)) fail(USAGE_ERROR, HELP);
  write(`${randomBytes(LIMITS.session_key_bytes).toString('base64url')}\n`);
}

/** @param {Values} values */
async function runServe({ port: given = '8787', host, static: staticDir }) {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : NaN;
  if (!(port <= 65535)) fail(USAGE_ERROR, `--port must be a number from 0 to 65535\n`);
  checkEnvironment();
  const log = (/** @type {string} */ line) => write(`${line}\n`);
  const server = await startServer({ login: createLogin(), env: process.env, port, host, staticDir, log });
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

/** @param {import('./serve.js').ServeOptions} options */
async function startServer(options) {
  try {
    return await serve(options);
  } catch (cause) {
    const error = /** @type {NodeJS.ErrnoException} */ (cause);
    if (error.code === 'EADDRINUSE') return fail(1, `tailchat-login: port ${options.port} is taken\n`);
    return fail(1, `tailchat-login: cannot start: ${error.code ?? error.message}\n`);
  }
}

/**
 * A terminal sends its signal to npm and to us, and npm sends it on: the second one changes nothing.
 *
 * @param {() => Promise<void>} close
 */
function stopOnSignal(close) {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function readVersion() {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}

/** @param {string} text */
function write(text) {
  process.stdout.write(text);
}

/**
 * @param {number} status
 * @param {string} text
 * @returns {never}
 */
function fail(status, text) {
  process.stderr.write(text);
  process.exit(status);
}

await main();
