// Mutants of the button, the hook, and the session that they share.
const button = ['button'];
const looks = ['button-looks'];
const hook = ['react'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'button-double-click-logs-in-again',
    find: 'if (detail < 2 && ',
    replace: 'if (',
    kill: button,
    only: 'double click',
    why: 'Who double clicks "Log out" wants to be logged out',
  },
  {
    name: 'button-avatar-tells-the-page',
    find: "  image.referrerPolicy = 'no-referrer';\n",
    replace: '',
    kill: looks,
    only: 'avatar',
    why: 'The host of an avatar is not told where its owner is',
  },
  {
    name: 'button-style-element',
    find: '    root.adoptedStyleSheets = [sheet];',
    replace: "    root.append(Object.assign(document.createElement('style'), { textContent: CSS }));",
    kill: looks,
    only: 'en, light',
    why: 'A CSP without style-src',
  },
  {
    name: 'session-asked-by-everyone',
    find: '    stale = false;\n    const mine',
    replace: '    const mine',
    kill: hook,
    only: 'ask once',
    why: 'One request for a page, also under StrictMode',
  },
  {
    name: 'session-forgets-after-a-failed-look',
    find: 'if (mine === turn && !quiet)',
    replace: 'if (mine === turn)',
    kill: button,
    only: 'another tab',
    why: 'Nobody asked: what is shown stays',
  },
  {
    name: 'hook-asks-although-it-is-told',
    find: 'if (known && !settled) {\n        stale = false;',
    replace: 'if (known && !settled) {\n        refresh();',
    kill: hook,
    only: 'initialUser',
    why: 'What the server said is not asked for again',
  },
  {
    name: 'hook-server-snapshot-unknown',
    find: '    () => initial,\n  );\n  return',
    replace: '    () => UNKNOWN,\n  );\n  return',
    kill: hook,
    only: 'initialUser',
    why: 'Hydration without a mismatch',
  },
  {
    name: 'button-menu-loses-the-focus',
    find: "if (newState === 'closed' && item.matches(':focus')) button.focus();",
    replace: '',
    kill: ['button-menu'],
    only: 'a keyboard is enough',
    why: 'APG, menu button: Escape gives the focus back',
  },
  {
    name: 'button-menu-without-arrows',
    find: 'if (target === button) button.click();',
    replace: '',
    kill: ['button-menu'],
    only: 'a keyboard is enough',
    why: 'APG, menu button: the arrows open it',
  },
  {
    name: 'button-menu-outside-the-page',
    find: 'min(${left}px, 100vw - 12em)',
    replace: '${left}px',
    kill: ['button-menu'],
    only: 'at the right edge',
    why: 'Nothing sticks out of a narrow page',
  },
  {
    name: 'button-menu-without-popovers',
    find: 'isOn = wanted && !!menu.hidePopover;',
    replace: 'isOn = wanted;',
    kill: ['button-menu'],
    only: 'no popovers',
    why: 'Browsers before 2024 must be able to log out',
  },
];
