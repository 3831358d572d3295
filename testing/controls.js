/**
 * A page of the mock on which a developer gives roles, takes them away, and bans users. A real Tailchat has its own pages
 * for that.
 */
import { escape, renderPage } from './pages.js';
import { textsFor } from './texts.js';

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */
/** @typedef {import('./options.js').User} User */
/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {import('./options.js').Group} Group */

export const CONTROLS = '/stand-in';

const FORM_BYTES = 4096;

/** @param {{ users: User[], groups: Group[] }} world */
export function createControls({ users, groups }) {
  /** @param {URLSearchParams} form */
  function change(form) {
    const user = users.find(({ _id }) => _id === form.get('user'));
    if (user === undefined) return;
    if (form.get('what') === 'ban') user.banned = !user.banned;
    const group = groups.find(({ _id }) => _id === form.get('group'));
    if (group === undefined) return;
    if (form.get('what') === 'member') toggleMember(group, user._id);
    const role = (group.roles ?? []).find(({ _id }) => _id === form.get('role'));
    const member = group.members.find(({ userId }) => userId === user._id);
    if (form.get('what') === 'role' && role && member) member.roles = toggle(member.roles ?? [], role._id);
  }

  return async (/** @type {IncomingMessage} */ request, /** @type {ServerResponse} */ response) => {
    if (request.method === 'POST') {
      const form = await readForm(request);
      if (!isOwn(request) || form === undefined) {
        response.writeHead(403, { 'Content-Type': 'text/plain' }).end('Not from this page');
        return;
      }
      change(form);
      response.writeHead(303, { Location: CONTROLS }).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "frame-ancestors 'none'",
    });
    const texts = textsFor(request.headers['accept-language']);
    response.end(renderPage(texts, texts.groups, render(texts, users, groups)));
  };
}

/** Refuses changes from a page of another site, also if the host name of that page leads to this server. @param {IncomingMessage} request */
const isOwn = ({ headers: { origin = '', host } }) =>
  origin === `http://${host}` && /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(origin);

/** @param {string[]} list @param {string} entry */
const toggle = (list, entry) =>
  list.includes(entry) ? list.filter((one) => one !== entry) : [...list, entry];

/** @param {Group} group @param {string} userId */
function toggleMember(group, userId) {
  const others = group.members.filter((member) => member.userId !== userId);
  group.members = others.length < group.members.length ? others : [...others, { userId, roles: [] }];
}

/** @param {IncomingMessage} request */
async function readForm(request) {
  let text = '';
  for await (const chunk of request) if (text.length <= FORM_BYTES) text += chunk;
  return text.length <= FORM_BYTES ? new URLSearchParams(text) : undefined;
}

/** @param {Record<string, string>} fields @param {string} label */
function button(fields, label) {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`,
  );
  return `<form method="post" action="${CONTROLS}">${inputs.join('')}<button class="account" type="submit">${escape(label)}</button></form>`;
}

/** @param {Texts} texts @param {User[]} users @param {Group[]} groups */
function render(texts, users, groups) {
  const bans = users.map(({ _id, nickname, banned }) =>
    button({ what: 'ban', user: _id }, banned ? texts.unban(nickname) : texts.ban(nickname)),
  );
  return `<h1>${texts.groups}</h1>
${groups.map((group) => renderGroup(texts, group, users)).join('\n')}
<h2>${texts.bans}</h2>
${bans.join('\n')}`;
}

/** @param {Texts} texts @param {Group} group @param {User[]} users */
function renderGroup(texts, group, users) {
  const rows = users.map((user) => renderUser(texts, group, user));
  return `<h2>${escape(group.name)}</h2>\n<p class="note">${escape(group._id)}</p>\n${rows.join('\n')}`;
}

/** @param {Texts} texts @param {Group} group @param {User} user */
function renderUser(texts, group, { _id, nickname }) {
  const member = group.members.find(({ userId }) => userId === _id);
  const fields = { user: _id, group: group._id };
  const owner = group.owner === _id ? ` (${texts.owner})` : '';
  const membership = button(
    { what: 'member', ...fields },
    member ? texts.remove(nickname) : texts.add(nickname),
  );
  const roles = (member ? (group.roles ?? []) : []).map(({ _id: role, name }) => {
    const has = member?.roles?.includes(role);
    return button(
      { what: 'role', ...fields, role },
      has ? texts.take(name, nickname) : texts.give(name, nickname),
    );
  });
  return `<h3>${escape(nickname)}${owner}</h3>\n${[...roles, membership].join('\n')}`;
}
