/**
 * The inside of the element: one button for every action, so that the keyboard focus is never lost; beside it the user or
 * an error; and a line for screen readers. It is built without HTML text, so that Trusted Types allow it, and a nickname
 * is always text.
 */
import { addStyle } from './style.js';

/** @typedef {import('../../types/button.js').TailchatLoginState} State */
/** @typedef {ReturnType<typeof createView>} View */
/**
 * @typedef {object} Shown
 * @property {State} state
 * @property {boolean} busy the button was pressed, and what it does is under way
 * @property {import('../session.js').User | null} user
 * @property {string | undefined} code the error's
 * @property {string} language
 * @property {import('./texts.js').Texts} texts
 */

/** A speech bubble. */
const BUBBLE =
  'M5 3h14a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-6.500l-4.800 3.600c-.7.500-1.700 0-1.700-.8V18H5a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z';

/** The action of the button: its text, and its name as a part. There is none during loading. */
const ACTIONS = /** @type {const} */ ({ loading: '', out: 'login', in: 'logout', error: 'retry' });

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {Node[]} children
 */
function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function makeIcon() {
  const [svg, path] = ['svg', 'path'].map((name) =>
    document.createElementNS('http://www.w3.org/2000/svg', name),
  );
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('part', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', BUBBLE);
  svg.append(path);
  return svg;
}

/** @param {ShadowRoot} root @param {() => void} onPress */
export function createView(root, onPress) {
  const initial = make('span', '');
  const image = make('img', '');
  const avatar = make('span', 'avatar', initial, image);
  const nickname = make('bdi', '');
  const number = make('span', 'number');
  const name = make('span', 'name', nickname, number);
  const icon = makeIcon();
  const spinner = make('span', 'spinner');
  const label = make('span', 'label');
  const button = make('button', '', icon, label);
  const box = make('div', 'box', spinner, avatar, name, button);
  const status = make('span', 'unseen');

  image.alt = '';
  image.hidden = true;
  image.referrerPolicy = 'no-referrer';
  image.onerror = () => (image.hidden = true);
  image.onload = () => (image.hidden = false);
  avatar.setAttribute('aria-hidden', 'true');
  avatar.setAttribute('part', 'avatar');
  spinner.setAttribute('role', 'progressbar');
  button.type = 'button';
  button.onclick = ({ detail }) => {
    // The second half of a double click would press the button's next action.
    if (detail < 2 && button.getAttribute('aria-disabled') !== 'true') onPress();
  };
  status.setAttribute('role', 'status');
  addStyle(root);
  root.append(box, status);

  /** @param {string | undefined} address */
  function showImage(address) {
    if (image.getAttribute('src') === (address ?? null)) return;
    // Until the avatar has loaded, and if it never does, the initial is shown.
    image.hidden = true;
    if (address) image.src = address;
    else image.removeAttribute('src');
  }

  /** @param {Shown} shown */
  function show({ state, busy, user, code, language, texts }) {
    const who = user && nameOf(user, texts);
    box.className = `box ${state}`;
    box.setAttribute('part', `box ${state}`);
    box.lang = language;
    box.setAttribute('aria-busy', String(busy));
    icon.toggleAttribute('hidden', state !== 'out');
    spinner.hidden = state !== 'loading';
    spinner.setAttribute('aria-label', texts.loading);
    avatar.hidden = name.hidden = state === 'loading' || state === 'out';
    nickname.textContent = state === 'error' ? texts.failed : (who?.nickname ?? '');
    number.textContent = state === 'error' ? '' : (who?.number ?? '');
    initial.textContent = state === 'error' ? '!' : initialOf(nickname.textContent);
    name.setAttribute('part', state === 'error' ? 'message' : 'name');
    name.title = state === 'error' ? (code ?? '') : nickname.textContent + number.textContent;
    showImage(state === 'in' ? user?.avatar : undefined);
    const action = ACTIONS[state];
    button.hidden = !action;
    button.setAttribute('part', `button ${action}`);
    button.setAttribute('aria-disabled', String(busy));
    label.textContent = action && texts[state === 'out' && busy ? 'leaving' : action];
  }

  return {
    show,
    /** Announces a text to screen readers. @param {string} news */
    announce: (news) => void (status.textContent = news),
  };
}

/**
 * @param {import('../session.js').User} user
 * @param {import('./texts.js').Texts} texts
 */
export function nameOf({ nickname, discriminator }, texts) {
  return nickname?.trim()
    ? { nickname, number: discriminator ? `#${discriminator}` : '' }
    : { nickname: texts.nameless, number: '' };
}

/** The first character, however many code units it has. @param {string} name */
const initialOf = (name) => ([...name.trim()][0] ?? '').toLocaleUpperCase();
