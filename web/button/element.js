import { createInside } from './inside.js';

/** @typedef {import('../../types/button.js').TailchatLoginElement} Element */

/** A server has no elements, and never creates this one. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/** What each element keeps to itself: the oldest browsers have no private members. @type {WeakMap<object, ReturnType<typeof createInside>>} */
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
}

/** @param {string} attribute @param {(this: HTMLElement) => unknown} get @param {(this: HTMLElement, value: any) => void} set */
function reflect(attribute, get, set) {
  const name = attribute.replace(/-(.)/, (_, letter) => letter.toUpperCase());
  Object.defineProperty(TailchatLoginElement.prototype, name, {
    get,
    set,
    enumerable: true,
    configurable: true,
  });
}

/** The attributes that are texts, as properties in camel case: null if there is none. */
for (const name of ['base-path', 'return-to', 'prompt', 'variant', 'size'])
  reflect(
    name,
    function () {
      return this.getAttribute(name);
    },
    function (value) {
      if (value == null) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  );

/** Those that are there or not. */
for (const name of ['popup', 'menu'])
  reflect(
    name,
    function () {
      return this.hasAttribute(name);
    },
    function (value) {
      this.toggleAttribute(name, !!value);
    },
  );
