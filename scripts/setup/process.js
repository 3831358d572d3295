// Functions with which every script starts other programs, and ends with one clear line. This file uses only node: built-ins
// that Node 18 has, so that an old Node can print the message below.
import { spawn } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`tailchat-login needs Node 20 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Progress goes to stderr, because stdout has the result of a command. @param {string} text */
export const say = (text) => console.error(text);

/**
 * An error with a message for a person. `runScript` prints it without a stack.
 * @param {string} message @param {number} [exitCode]
 */
export const failure = (message, exitCode = 1) => Object.assign(new Error(message), { exitCode });

/** Whether the module is the script that node was started with. @param {string} url its import.meta.url */
export const isScript = (url) => fileURLToPath(url) === realpathSync(process.argv[1] ?? '.');

/** Runs a script's main function; its exit code is the number returned, or 0. @param {() => Promise<number | void>} main */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const { exitCode, code, message } = /** @type {Error & { exitCode?: number, code?: string }} */ (error);
    const isPlain = exitCode !== undefined || ['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(code ?? '');
    console.error(isPlain ? message : error);
    process.exitCode = exitCode ?? 1;
  }
}

/** Where a command is on the PATH. @param {string} name @returns {string | undefined} */
export function findCommand(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

/** Debian's emscripten may install an older node, so the running one comes first in the PATH. */
function environment() {
  const first = findCommand('node');
  if (first && realpathSync(first) === realpathSync(process.execPath)) return process.env;
  return { ...process.env, PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter) };
}

/**
 * Runs a program to its end. `quiet` hides its output, and shows the end of the output only if the program fails.
 * @param {string} command @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { cwd = root, env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...environment(), ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk).slice(-1_000_000));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => reject(failure(`${command} cannot be started: ${error.message}`)));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, output: signal ? `${output}${signal}` : output }),
    );
  });
}

/**
 * Does the same, and ends the script if the program fails.
 * @param {string} command @param {string[]} args @param {Parameters<typeof run>[2]} [options]
 */
export async function mustRun(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code === 0) return output;
  const lines = output.trimEnd().split('\n').slice(-25).join('\n');
  throw failure(`${lines}\n${[command, ...args].join(' ')}: failed (${code})`.trimStart());
}
