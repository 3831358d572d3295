import { createInterface } from 'node:readline/promises';
import { readAddress } from '../../worker/config/addresses.js';
import { readPasswordOf } from '../account.js';
import { fail, USAGE_ERROR } from '../output.js';
import { member } from '../texts/index.js';
import { createTailchat } from './tailchat.js';

const say = member.account;
const EMAIL = '--email';

/** Logs in as a member. @param {string} apiUrl @param {string} [given] */
export async function enter(apiUrl, given) {
  const email = given ?? (await askEmail());
  const password = await readPasswordOf(email, EMAIL);
  const tailchat = createTailchat({ apiUrl });
  await tailchat.logIn(email, password);
  return tailchat;
}

async function askEmail() {
  if (!process.stdin.isTTY) return refuse(say.email(EMAIL));
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question(say.emailOf)).trim();
  } finally {
    lines.close();
  }
}

/** @param {string} [text] */
export const readApiUrl = (text = process.env.TAILCHAT_API_URL) => readBase(text, say.api);

/** Reads an address to which a path will be added. @param {string | undefined} text @param {string} complaint */
export function readBase(text, complaint) {
  const url = text === undefined ? undefined : readAddress(text);
  if (text === undefined || url === undefined || url.search !== '' || url.hash !== '')
    return refuse(complaint);
  return text.replace(/\/+$/, '');
}

/** @param {string} complaint about an argument @returns {never} */
export const refuse = (complaint) => fail(USAGE_ERROR, `tailchat-login: ${complaint}\n`);
