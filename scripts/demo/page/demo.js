import './tailchat-login/web/button/index.js';
import { finish, start, user } from './tailchat-login/web/index.js';
import { showSteps } from './steps.js';
import { explain, language, texts } from './texts.js';

/** @typedef {import('../../../types/user.js').User} User */
/** @typedef {'loading' | 'out' | 'in' | 'error'} View */

const main = /** @type {HTMLElement} */ (document.querySelector('main'));
const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** All addresses here are relative, because the site may be below a prefix. */
const basePath = 'auth';
const avatar = /** @type {HTMLImageElement} */ (element('avatar'));
const button = /** @type {import('../../../types/button.js').TailchatLoginElement} */ (element('login'));

/** The action of "Try again". */
let retry = () => {};

/** @param {View} view */
function show(view) {
  main.dataset.view = view;
  main.ariaBusy = String(view === 'loading');
  for (const one of main.querySelectorAll('button')) {
    one.classList.remove('busy');
    if (one.dataset.text) one.textContent = text(one.dataset.text);
  }
  showSteps();
}

/** @param {string} key */
function text(key) {
  return /** @type {Record<string, any>} */ ({ ...texts.steps, ...texts })[key];
}

/** @param {User | null} found */
function showUser(found) {
  if (!found) {
    announce('');
    return show('out');
  }
  const name = found.nickname || texts.nameless;
  const number = found.nickname && found.discriminator ? `#${found.discriminator}` : '';
  element('nickname').textContent = name;
  element('discriminator').textContent = number;
  element('sub').textContent = found.sub;
  element('initials').textContent = initials(name);
  if (avatar.src !== (found.avatar ?? '')) {
    avatar.hidden = true;
    if (found.avatar) avatar.src = found.avatar;
    else avatar.removeAttribute('src');
  }
  announce(`${texts.inAnnouncement} ${name}${number}`);
  show('in');
}

/** For screen readers, once per change. @param {string} news */
function announce(news) {
  if (element('status').textContent !== news) element('status').textContent = news;
}

/** @param {unknown} error @param {() => void} again */
function showError(error, again) {
  const code = /** @type {{ code?: string }} */ (error).code ?? 'internal_error';
  element('error-text').textContent = explain(code);
  element('error-code').textContent = code;
  retry = again;
  show('error');
  element('error-title').focus();
}

/** The first letters of two words, or of one word in languages without spaces. @param {string} name */
function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const firsts = words
    .map((word) => [...word][0])
    .slice(0, /^\p{Script=Latin}/u.test(words[0] ?? '') ? 2 : 1);
  return firsts.join('').toLocaleUpperCase();
}

/** Shows on the button that the page is about to leave. The button is not disabled, so that it keeps the focus. @param {string} id */
function leave(id) {
  const pressed = element(id);
  if (pressed.classList.contains('busy')) return false;
  pressed.classList.add('busy');
  pressed.textContent = texts.leaving;
  return true;
}

async function loginByPage() {
  if (!leave(main.dataset.view === 'error' ? 'retry' : 'start')) return;
  try {
    const response = await fetch('demo-config.json').catch(() => undefined);
    if (!response?.ok) throw Object.assign(new Error(), { code: 'worker_unreachable' });
    await start(await response.json());
  } catch (error) {
    showError(error, loginByPage);
  }
}

/** Logs out by the button, so that the button knows the new state. Its event reports a failure. */
async function leaveSession() {
  await button.logout();
  if (button.state !== 'out') return;
  showUser(null);
  button.focus();
}

/** Shows who is logged in. */
async function open() {
  try {
    showUser(await user({ basePath }));
  } catch (error) {
    showError(error, open);
  }
}

/** Finishes a login that this page started, if the address is its callback. */
async function load() {
  try {
    const ended = await finish({ basePath });
    if (!ended) return open();
    if (ended.returnTo !== location.pathname + location.search) return location.replace(ended.returnTo);
    showUser(ended.user);
    button.refresh();
  } catch (error) {
    // The callback was opened again. Its login has ended successfully.
    const repeated = /** @type {{ code?: string }} */ (error).code === 'transaction_missing';
    const found = repeated ? await user({ basePath }).catch(() => null) : null;
    if (found) showUser(found);
    else showError(error, loginByPage);
  }
}

/** The button asks again when the page is shown again, because another tab may have logged in or out. */
function follow() {
  if (main.dataset.view === 'in' || main.dataset.view === 'out') showUser(button.user);
  else showSteps();
}

document.documentElement.lang = language;
document.title = texts.title;
for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-text]'))) {
  part.textContent = text(/** @type {string} */ (part.dataset.text));
}
document.documentElement.classList.add('ready');

avatar.addEventListener('load', () => (avatar.hidden = false));
element('start').addEventListener('click', loginByPage);
element('logout').addEventListener('click', leaveSession);
element('retry').addEventListener('click', () => retry());
element('back').addEventListener('click', open);
button.addEventListener('tailchat-login', follow);
button.addEventListener('tailchat-logout', follow);
button.addEventListener('tailchat-error', ({ detail }) => {
  // The button shows its own failures. After a failed logout the user is still known.
  if (main.dataset.view === 'in') showError(detail.error, leaveSession);
});
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  show(/** @type {View} */ (main.dataset.view));
  button.refresh();
});
load();
