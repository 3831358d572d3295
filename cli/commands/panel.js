import { readAddress } from '../../worker/config/addresses.js';
import { isId } from '../../worker/groups/ids.js';
import { enter, readApiUrl, refuse } from '../app/enter.js';
import { AppError } from '../app/tailchat.js';
import { fail, write } from '../output.js';
import { texts } from '../texts/index.js';

const say = texts.panel;
const LONGEST_NAME = 100;

/** @type {import('../main.js').Command} */
export const panel = {
  help: say.help,
  options: {
    group: { type: 'string' },
    url: { type: 'string' },
    name: { type: 'string' },
    api: { type: 'string' },
    email: { type: 'string' },
    again: { type: 'boolean' },
    clicks: { type: 'boolean' },
  },
  async run(values) {
    try {
      await runPanel(values);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      fail(1, `tailchat-login: ${error.message}\n`);
    }
  },
};

/** @param {{ group?: string, url?: string, name?: string, api?: string, email?: string, again?: any, clicks?: any }} values */
async function runPanel({ group = '', url = '', name: given = '', api, email, again, clicks }) {
  const name = given.trim();
  if (readAddress(url) === undefined || /[^\x21-\x7e]/.test(url)) return refuse(say.url);
  if (name === '' || name.length > LONGEST_NAME || /[\u0000-\u001f\u007f]/.test(name))
    return refuse(say.name);
  if (clicks) return write(say.clicks(url, name));
  if (!isId(group)) return refuse(say.group);
  const tailchat = await enter(readApiUrl(api), email);
  const before = await countPanels(tailchat, group, url);
  if (before > 0 && !again) throw new AppError(say.exists);
  await tailchat.createPanel(group, name, url);
  // Tailchat's answer names no panel, so the group is read again.
  if ((await countPanels(tailchat, group, url)) <= before) throw new AppError(say.notMade);
  write(`${say.made}\n`);
}

/** @param {Awaited<ReturnType<typeof enter>>} tailchat @param {string} group @param {string} url */
async function countPanels(tailchat, group, url) {
  const panels = await tailchat.listPanels(group);
  if (panels === undefined) throw new AppError(say.noMember);
  return panels.filter((one) => one.url === url).length;
}
