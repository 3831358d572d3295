import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fail, USAGE_ERROR } from './output.js';
import { member } from './texts/index.js';

const say = member.account;

/** @param {string} text */
export const isEmail = (text) => /^[^\s@]+@[^\s@]+$/.test(text);

/** Swallows the echo of the typed characters. */
const silence = () => new Writable({ write: (_chunk, _encoding, done) => done() });

/**
 * A password: typed at the terminal without echo, or the first line of a pipe. It is never an argument, because every user
 * of the machine can read arguments.
 *
 * @param {string} question
 * @param {{ input?: NodeJS.ReadStream, output?: NodeJS.WritableStream }} [streams]
 * @returns {Promise<string | undefined>} undefined if none was given
 */
export async function readPassword(question, { input = process.stdin, output = process.stderr } = {}) {
  const terminal = input.isTTY === true;
  if (terminal) output.write(question);
  const lines = createInterface({ input, output: silence(), terminal });
  try {
    return await new Promise((resolve) => {
      lines.once('line', (line) => resolve(line === '' ? undefined : line));
      lines.once('close', () => resolve(undefined));
      lines.once('SIGINT', () => lines.close());
    });
  } finally {
    lines.close();
    if (terminal) output.write('\n');
  }
}

/**
 * @param {string} email
 * @param {string} label of the option that names the account
 */
export async function readPasswordOf(email, label) {
  if (!isEmail(email)) fail(USAGE_ERROR, `tailchat-login: ${say.email(label)}\n`);
  const password = await readPassword(say.passwordOf(email));
  return password ?? fail(USAGE_ERROR, `tailchat-login: ${say.noPassword(label)}\n`);
}
