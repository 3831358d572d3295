#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { app } from './commands/app.js';
import { doctor } from './commands/doctor.js';
import { gate } from './commands/gate.js';
import { groups } from './commands/groups.js';
import { init } from './commands/init.js';
import { key } from './commands/key.js';
import { mock } from './commands/mock.js';
import { panel } from './commands/panel.js';
import { serve } from './commands/serve.js';
import { fail, USAGE_ERROR, write } from './output.js';
import { texts } from './texts/index.js';

/**
 * @typedef {Record<string, string | boolean | undefined>} Values
 *
 * @typedef {object} Command
 * @property {string} help its usage, then a description
 * @property {import('node:util').ParseArgsConfig['options']} options
 * @property {number} [positionals] the allowed number of arguments without a name; by default none
 * @property {(values: any, ...positionals: string[]) => Promise<void> | void} run
 */

/** @type {Readonly<Record<string, Command>>} */
const COMMANDS = Object.freeze({ init, app, mock, doctor, groups, panel, gate, serve, key });

const HELP = `${Object.values(COMMANDS)
  .map(({ help }) => help)
  .join('\n')}
tailchat-login [COMMAND] --help, -h
tailchat-login --version, -v
`;

// `doctor | head` closes the pipe early, which is not a failure.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

/** @param {string[]} args */
async function main([name = '', ...rest]) {
  if (['--help', '-h', 'help'].includes(name)) return write(findCommand(rest[0])?.help ?? HELP);
  if (['--version', '-v'].includes(name)) return write(`${readVersion()}\n`);
  const command = findCommand(name);
  if (command === undefined) {
    const complaint = name === '' ? '' : `tailchat-login: ${texts.noCommand}\n\n`;
    return fail(USAGE_ERROR, complaint + HELP);
  }
  const { values, positionals } = readArguments(command, rest);
  if (values.help) return write(command.help);
  if (positionals.length > (command.positionals ?? 0)) return fail(USAGE_ERROR, command.help);
  await command.run(values, ...positionals);
}

/** @param {string} [name] */
const findCommand = (name = '') => (Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined);

/**
 * @param {Command} command
 * @param {string[]} args
 * @returns {{ values: Values, positionals: string[] }}
 */
function readArguments({ options, positionals = 0, help }, args) {
  const all = { ...options, help: /** @type {const} */ ({ type: 'boolean', short: 'h' }) };
  try {
    return /** @type {any} */ (
      parseArgs({ args, options: all, allowPositionals: positionals > 0, strict: true })
    );
  } catch (error) {
    return fail(USAGE_ERROR, `${/** @type {Error} */ (error).message}\n\n${help}`);
  }
}

function readVersion() {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

await main(process.argv.slice(2));
