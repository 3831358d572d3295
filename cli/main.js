#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { doctor } from './commands/doctor.js';
import { init } from './commands/init.js';
import { key } from './commands/key.js';
import { mock } from './commands/mock.js';
import { serve } from './commands/serve.js';
import { fail, USAGE_ERROR, write } from './output.js';

/**
 * @typedef {Record<string, string | boolean | undefined>} Values
 *
 * @typedef {object} Command
 * @property {string} help how it is called, and below it what it does
 * @property {import('node:util').ParseArgsConfig['options']} options
 * @property {boolean} [positional] whether one argument may stand without a name
 * @property {(values: any, positional?: string) => Promise<void> | void} run
 */

/** @type {Readonly<Record<string, Command>>} */
const COMMANDS = Object.freeze({ init, mock, doctor, serve, key });

const HELP = `${Object.values(COMMANDS)
  .map(({ help }) => help)
  .join('\n')}
tailchat-login [COMMAND] --help
tailchat-login --version
`;

/** @param {string[]} args */
async function main([name = '', ...rest]) {
  if (name === '--help' || name === '-h') return write(HELP);
  if (name === '--version') return write(`${readVersion()}\n`);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return fail(USAGE_ERROR, HELP);
  const { values, positionals } = readArguments(command, rest);
  if (values.help) return write(command.help);
  if (positionals.length > 1) return fail(USAGE_ERROR, command.help);
  await command.run(values, positionals[0]);
}

/**
 * @param {Command} command
 * @param {string[]} args
 * @returns {{ values: Values, positionals: string[] }}
 */
function readArguments({ options, positional = false, help }, args) {
  const all = { ...options, help: /** @type {const} */ ({ type: 'boolean', short: 'h' }) };
  try {
    return /** @type {any} */ (parseArgs({ args, options: all, allowPositionals: positional, strict: true }));
  } catch (error) {
    return fail(USAGE_ERROR, `${/** @type {Error} */ (error).message}\n\n${help}`);
  }
}

function readVersion() {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

await main(process.argv.slice(2));
