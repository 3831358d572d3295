import { login } from '../index.js';
import { openSession } from '../session.js';
import { tellFailure, tellFallback } from './tell.js';
import { textsFor } from './texts.js';
import { createView, nameOf } from './view.js';

/** @typedef {import('../session.js').User} User */
/** @typedef {import('./view.js').State} State */

/** If the page is still open after this time, the navigation to Tailchat was stopped, and the button works again. */
const LEAVING_MILLISECONDS = 10_000;

/** A server has no elements, and never creates this one. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/**
 * `<tailchat-login>`: a button that logs in, shows who is logged in, and logs out.
 *
 * Attributes, each also a property in camel case: `base-path`, `return-to` (default: the address of the page), `prompt` and
 * `popup`. They mean the same as the options of `login` in `tailchat-login/web`.
 *
 * Events: `tailchat-login` with `detail.user` when there is a user or another user, `tailchat-logout` when there is no
 * user any more, and `tailchat-error` with `detail.error`. They bubble, also out of shadow trees.
 *
 * @see HTML Standard, custom elements
 */
export class TailchatLoginElement extends Base {
  static observedAttributes = ['base-path', 'lang', 'variant', 'menu'];

  #session = openSession();
  #leaving = false;
  /** @type {import('../session.js').Snapshot | undefined} what was shown last */
  #shown;
  #view = createView(this.attachShadow({ mode: 'open', delegatesFocus: true }), () => this.#press());
  #languages = new MutationObserver(() => this.#show());
  #unsubscribe = () => {};

  connectedCallback() {
    this.#languages.observe(document.documentElement, { attributeFilter: ['lang'] });
    addEventListener('pageshow', this.#stay);
    this.#listen();
    tellFallback(this.basePath ?? undefined);
  }

  disconnectedCallback() {
    this.#languages.disconnect();
    removeEventListener('pageshow', this.#stay);
    this.#unsubscribe();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    if (name === 'base-path') this.#listen();
    else this.#show();
  }

  /** @type {User | null} who is logged in, as far as is known */
  get user() {
    return this.#session.read().user;
  }

  /** @type {State} */
  get state() {
    const { user, error } = this.#session.read();
    if (error) return 'error';
    if (user) return 'in';
    return this.#session.isSettled() ? 'out' : 'loading';
  }

  /** @type {string | null} */
  get basePath() {
    return this.getAttribute('base-path');
  }
  set basePath(value) {
    setAttribute(this, 'base-path', value);
  }

  /** @type {string | null} */
  get returnTo() {
    return this.getAttribute('return-to');
  }
  set returnTo(value) {
    setAttribute(this, 'return-to', value);
  }

  /** @type {string | null} */
  get prompt() {
    return this.getAttribute('prompt');
  }
  set prompt(value) {
    setAttribute(this, 'prompt', value);
  }

  /** Asks the worker again who is logged in. A failure is shown, not thrown. @returns {Promise<void>} */
  refresh() {
    return this.#session.refresh();
  }

  /** @type {boolean} */
  get popup() {
    return this.hasAttribute('popup');
  }
  set popup(value) {
    this.toggleAttribute('popup', value);
  }

  /** Goes to Tailchat. Throws `base_path_invalid`, and goes nowhere, if `base-path` is invalid. */
  login() {
    const ended = login({
      basePath: this.basePath ?? undefined,
      returnTo: this.returnTo ?? undefined,
      prompt: this.prompt ?? undefined,
      popup: this.popup,
    });
    ended?.then(this.#stay).then(() => this.refresh());
    this.#leaving = true;
    setTimeout(this.#stay, LEAVING_MILLISECONDS);
    this.#show();
  }

  /** Ends the session here. A failure is shown, not thrown. @returns {Promise<void>} */
  logout() {
    return this.#session.logout();
  }

  #listen() {
    this.#unsubscribe();
    this.#session = openSession(this.basePath ?? undefined);
    this.#unsubscribe = this.#session.subscribe(() => this.#show());
    this.#show();
  }

  /** Also runs after Back from Tailchat, which may restore the page in its old state. */
  #stay = () => {
    this.#leaving = false;
    this.#show();
  };

  #press() {
    const { state, user } = this;
    if (state === 'out') this.login();
    // If there is a user, the error comes from a logout.
    else if (state === 'in' || user) this.logout();
    else this.refresh();
  }

  #show() {
    const snapshot = this.#session.read();
    const { language, texts } = textsFor(this);
    const busy = snapshot.loading || this.#leaving;
    const { user, error } = snapshot;
    const icon = this.getAttribute('variant') === 'icon';
    const menu = icon || this.hasAttribute('menu');
    this.#view.show({ state: this.state, busy, icon, menu, user, code: error?.code, language, texts });
    const before = this.#shown;
    if (snapshot === before || !this.#session.isSettled()) return;
    this.#shown = snapshot;
    this.#tell(before, snapshot, texts);
  }

  /**
   * Tells the page and the screen reader about a change. The screen reader does not announce the first state of a page.
   *
   * @param {import('../session.js').Snapshot | undefined} before
   * @param {import('../session.js').Snapshot} now
   * @param {import('./texts.js').Texts} texts
   */
  #tell(before, now, texts) {
    let news = '';
    if (now.error && now.error !== before?.error) {
      news = texts.failed;
      tellFailure(now.error);
      this.#send('tailchat-error', { error: now.error });
    } else if (now.user && now.user.sub !== before?.user?.sub) {
      const { nickname, number } = nameOf(now.user, texts);
      if (before) news = `${texts.in} ${nickname}${number}`;
      this.#send('tailchat-login', { user: now.user });
    } else if (before?.user && !now.user) {
      news = texts.out;
      this.#send('tailchat-logout', null);
    }
    this.#view.announce(news);
  }

  /** Sends an event later, so that the creator of the element can add listeners first. @param {string} type @param {object | null} detail */
  #send(type, detail) {
    queueMicrotask(() =>
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true })),
    );
  }
}

/** @param {Element} element @param {string} name @param {string | null | undefined} value */
function setAttribute(element, name, value) {
  if (value == null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
