import { createInside } from './inside.js';

/** @typedef {import('../../types/button.js').TailchatLoginElement} Element */

/** A server has no elements, and never creates this one. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/** The private part of each element, because the oldest browsers have no private members. @type {WeakMap<object, ReturnType<typeof createInside>>} */
const insides = new WeakMap();

/** @param {object} element */
const insideOf = (element) => /** @type {ReturnType<typeof createInside>} */ (insides.get(element));

/**
 * `<tailchat-login>`: a button that logs in, shows who is logged in, and logs out.
 *
 * Events: `tailchat-login` with `detail.user` when there is a user or another user, `tailchat-logout` when there is no
 * user any more, and `tailchat-error` with `detail.error`. They bubble, also out of shadow trees.
 *
 * @see HTML Standard, custom elements
 */
export class TailchatLoginElement extends Base {
  static get observedAttributes() {
    return ['base-path', 'lang', 'variant', 'menu'];
  }

  constructor() {
    super();
    insides.set(this, createInside(/** @type {Element} */ (/** @type {unknown} */ (this))));
  }

  connectedCallback() {
    insideOf(this).connect();
  }

  disconnectedCallback() {
    insideOf(this).disconnect();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (this.isConnected && before !== now) insideOf(this).change(name);
  }

  get user() {
    return insideOf(this).user();
  }

  get state() {
    return insideOf(this).state();
  }

  refresh() {
    return insideOf(this).refresh();
  }

  login() {
    insideOf(this).login();
  }

  logout() {
    return insideOf(this).logout();
  }

  /** @type {string | null} */
  get basePath() {
    return this.getAttribute('base-path');
  }
  set basePath(value) {
    write(this, 'base-path', value);
  }

  /** @type {string | null} */
  get returnTo() {
    return this.getAttribute('return-to');
  }
  set returnTo(value) {
    write(this, 'return-to', value);
  }

  /** @type {string | null} */
  get prompt() {
    return this.getAttribute('prompt');
  }
  set prompt(value) {
    write(this, 'prompt', value);
  }

  /** @type {import('../../types/button.js').TailchatLoginVariant | null} */
  get variant() {
    return /** @type {any} */ (this.getAttribute('variant'));
  }
  set variant(value) {
    write(this, 'variant', value);
  }

  /** @type {import('../../types/button.js').TailchatLoginSize | null} */
  get size() {
    return /** @type {any} */ (this.getAttribute('size'));
  }
  set size(value) {
    write(this, 'size', value);
  }

  get popup() {
    return this.hasAttribute('popup');
  }
  set popup(value) {
    this.toggleAttribute('popup', !!value);
  }

  get menu() {
    return this.hasAttribute('menu');
  }
  set menu(value) {
    this.toggleAttribute('menu', !!value);
  }
}

/** @param {Element} element @param {string} name @param {string | null | undefined} value */
function write(element, name, value) {
  if (value == null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
