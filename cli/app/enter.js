import { createInterface } from 'node:readline/promises';
import { readAddress } from '../../worker/config/addresses.js';
import { isEmail, readPassword } from '../account.js';
import { fail, USAGE_ERROR } from '../output.js';
import { createTailchat } from './tailchat.js';

/** Logs in as a member. @param {string} apiUrl @param {string} [given] */
export async function enter(apiUrl, given) {
  const email = given ?? (await askEmail());
  if (!isEmail(email)) missing('--email', 'the email address of an account');
  const password = await readPassword(`Password of ${email}: `);
  if (password === undefined) {
    fail(USAGE_ERROR, 'tailchat-login: no password came; type it, or give it by the standard input\n');
  }
  const tailchat = createTailchat({ apiUrl });
  await tailchat.logIn(email, /** @type {string} */ (password));
  return tailchat;
}

async function askEmail() {
  if (!process.stdin.isTTY) return missing('--email', 'the email address of an account');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question('Email address of your Tailchat account: ')).trim();
  } finally {
    lines.close();
  }
}

/** @param {string} [text] */
export const readApiUrl = (text = process.env.TAILCHAT_API_URL) =>
  readBase(
    text,
    '--api',
    "Tailchat's https address (http in a private network alone, for a password is sent)",
  );

/** Reads an address to which a path will be added. @param {string | undefined} text @param {string} label @param {string} rule */
export function readBase(text, label, rule) {
  const url = text === undefined ? undefined : readAddress(text);
  if (text === undefined || url === undefined || url.search !== '' || url.hash !== '')
    return missing(label, rule);
  return text.replace(/\/+$/, '');
}

/** @param {string} label @param {string} rule @returns {never} */
export function missing(label, rule) {
  return fail(USAGE_ERROR, `tailchat-login: ${label} must be ${rule}\n`);
}
