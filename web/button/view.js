/**
 * The inside of the element: one button for every action, so that the keyboard focus is never lost; beside it the user or
 * an error; and a line for screen readers. It is built without HTML text, so that Trusted Types allow it, and a nickname
 * is always text.
 */
import { make } from './make.js';
import { createMenu } from './menu.js';
import { addStyle } from './style.js';

/** @typedef {import('../../types/button.js').TailchatLoginState} State */
/** @typedef {ReturnType<typeof createView>} View */
/**
 * @typedef {object} Shown
 * @property {State} state
 * @property {boolean} busy the button was pressed, and what it does is under way
 * @property {import('../session.js').User | null} user
 * @property {boolean} icon no more than a square is shown
 * @property {boolean} menu whether "Log out" is in a menu
 * @property {string | undefined} code the error's
 * @property {string} language
 * @property {import('./texts.js').Texts} texts
 */

/** A speech bubble. */
const BUBBLE = 'M4 4h16v13h-7l-6 5v-5H4z';

/** The action of the button: its text, and its name as a part. There is none during loading. */
const ACTIONS = /** @type {const} */ ({ loading: '', out: 'login', in: 'logout', error: 'retry' });

function makeIcon() {
  const [svg, path] = ['svg', 'path'].map((name) =>
    document.createElementNS('http://www.w3.org/2000/svg', name),
  );
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.part = 'icon';
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
  const showMenu = createMenu(box, button, name, onPress);
  const status = make('span', 'unseen');
  let hasMenu = false;

  image.alt = '';
  image.hidden = true;
  image.referrerPolicy = 'no-referrer';
  image.onerror = () => (image.hidden = true);
  image.onload = () => (image.hidden = false);
  avatar.setAttribute('aria-hidden', 'true');
  avatar.part = 'avatar';
  spinner.setAttribute('role', 'progressbar');
  button.type = 'button';
  button.onclick = ({ detail }) => {
    // The second half of a double click would press the button's next action.
    if (detail < 2 && button.getAttribute('aria-disabled') !== 'true') hasMenu || onPress();
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
  function show({ state, busy, icon: isIcon, menu: wanted, user, code, language, texts }) {
    const isError = state === 'error';
    const isIn = state === 'in';
    const said = nameOf(isError ? { nickname: texts.failed } : (user ?? {}), texts);
    const whole = said.nickname + said.number;
    const action = ACTIONS[state];
    box.part = box.className = `box ${state}`;
    box.lang = language;
    box.setAttribute('aria-busy', String(busy));
    icon.toggleAttribute('hidden', state !== 'out');
    spinner.hidden = state !== 'loading';
    spinner.setAttribute('aria-label', texts.loading);
    avatar.hidden = name.hidden = !isIn && !isError;
    nickname.textContent = said.nickname;
    number.textContent = said.number;
    initial.textContent = isError ? '!' : initialOf(whole);
    name.part = isError ? 'message' : 'name';
    name.title = (isError && code) || whole;
    avatar.title = whole;
    showImage(isIn ? user?.avatar : undefined);
    hasMenu = showMenu(wanted && isIn, whole, texts.logout);
    // Where the rest is hidden, the avatar is what is pressed.
    (hasMenu || isIcon ? label : button).before(avatar);
    if (!hasMenu) button.before(name);
    button.hidden = !action;
    button.part = `button ${hasMenu ? 'account' : action}`;
    button.setAttribute('aria-disabled', String(busy));
    label.textContent = hasMenu ? whole : action && texts[state === 'out' && busy ? 'leaving' : action];
    button.title = isIcon ? (isError ? whole : label.textContent) : '';
  }

  return {
    show,
    /** Announces a text to screen readers. @param {string} news */
    announce: (news) => void (status.textContent = news),
  };
}

/**
 * @param {{ nickname?: string, discriminator?: string }} user
 * @param {import('./texts.js').Texts} texts
 */
export function nameOf({ nickname, discriminator }, texts) {
  return nickname?.trim()
    ? { nickname, number: discriminator ? `#${discriminator}` : '' }
    : { nickname: texts.nameless, number: '' };
}

/** The first character, however many code units it has. @param {string} name */
const initialOf = (name) => ([...name.trim()][0] ?? '').toLocaleUpperCase();
