/** The private state of a `<tailchat-login>`: the session, the view, and the events. */
import { login } from '../index.js';
import { openSession } from '../session.js';
import { tellFailure, tellFallback } from './tell.js';
import { textsFor } from './texts.js';
import { createView, nameOf } from './view.js';

/** @typedef {import('../../types/button.js').TailchatLoginState} State */
/** @typedef {import('../session.js').Snapshot} Snapshot */

/** If the page is still open after this time, the navigation to Tailchat was stopped, and the button works again. */
const LEAVING_MILLISECONDS = 10_000;

/** @param {import('../../types/button.js').TailchatLoginElement} element */
export function createInside(element) {
  let session = openSession();
  let leaving = false;
  /** What was shown last. @type {Snapshot | undefined} */
  let shown;
  let unsubscribe = () => {};
  const view = createView(element.attachShadow({ mode: 'open', delegatesFocus: true }), press);
  const languages = new MutationObserver(show);

  /** @returns {State} */
  function state() {
    const { user, error } = session.read();
    if (error) return 'error';
    if (user) return 'in';
    return session.isSettled() ? 'out' : 'loading';
  }

  function listen() {
    unsubscribe();
    session = openSession(element.basePath ?? undefined);
    unsubscribe = session.subscribe(show);
    show();
  }

  /** Also runs after Back from Tailchat, which may restore the page in its old state. */
  function stay() {
    leaving = false;
    show();
  }

  /** Goes to Tailchat. Throws `base_path_invalid`, and goes nowhere, if `base-path` is invalid. */
  function leave() {
    const { basePath, returnTo, prompt, popup } = element;
    const ended = login({
      basePath: basePath ?? undefined,
      returnTo: returnTo ?? undefined,
      prompt: prompt ?? undefined,
      popup,
    });
    ended?.then(stay).then(() => session.refresh());
    leaving = true;
    setTimeout(stay, LEAVING_MILLISECONDS);
    show();
  }

  function press() {
    const now = state();
    if (now === 'out') element.login();
    // If there is a user, the error comes from a logout.
    else if (session.read().user) element.logout();
    else element.refresh();
  }

  function show() {
    const snapshot = session.read();
    const { language, texts } = textsFor(element);
    const { user, error, loading } = snapshot;
    const icon = element.variant === 'icon';
    view.show({
      state: state(),
      busy: loading || leaving,
      icon,
      menu: icon || element.menu,
      user,
      code: error?.code,
      language,
      texts,
    });
    const before = shown;
    if (snapshot === before || !session.isSettled()) return;
    shown = snapshot;
    tell(before, snapshot, texts);
  }

  /**
   * Tells the page and the screen reader about a change. The screen reader does not announce the first state of a page.
   *
   * @param {Snapshot | undefined} before
   * @param {Snapshot} now
   * @param {import('./texts.js').Texts} texts
   */
  function tell(before, now, texts) {
    let news = '';
    if (now.error && now.error !== before?.error) {
      news = texts.failed;
      tellFailure(now.error);
      send('tailchat-error', { error: now.error });
    } else if (now.user && now.user.sub !== before?.user?.sub) {
      const { nickname, number } = nameOf(now.user, texts);
      if (before) news = `${texts.in} ${nickname}${number}`;
      send('tailchat-login', { user: now.user });
    } else if (before?.user && !now.user) {
      news = texts.out;
      send('tailchat-logout', null);
    }
    view.announce(news);
  }

  /** Sends an event later, so that the creator of the element can add listeners first. @param {string} type @param {object | null} detail */
  function send(type, detail) {
    queueMicrotask(() =>
      element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true })),
    );
  }

  return {
    state,
    user: () => session.read().user,
    login: leave,
    logout: () => session.logout(),
    refresh: () => session.refresh(),

    connect() {
      languages.observe(document.documentElement, { attributeFilter: ['lang'] });
      addEventListener('pageshow', stay);
      listen();
      tellFallback(element.basePath ?? undefined);
    },

    disconnect() {
      languages.disconnect();
      removeEventListener('pageshow', stay);
      unsubscribe();
    },

    /** @param {string} attribute that has another value now */
    change(attribute) {
      if (attribute === 'base-path') listen();
      else show();
    },
  };
}
