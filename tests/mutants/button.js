// The button, the hook, and the session that they share.
const button = ['tests/e2e/button.test.js'];
const looks = ['tests/e2e/button-looks.test.js'];
const hook = ['tests/web/react/react.test.js'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'button-double-click-logs-in-again',
    file: 'web/button/view.js',
    find: 'if (detail < 2 && ',
    replace: 'if (',
    kill: button,
    only: 'double click',
    why: 'Who double clicks "Log out" wants to be logged out',
  },
  {
    name: 'button-avatar-tells-the-page',
    file: 'web/button/view.js',
    find: "  image.referrerPolicy = 'no-referrer';\n",
    replace: '',
    kill: looks,
    only: 'avatar',
    why: 'The host of an avatar is not told where its owner is',
  },
  {
    name: 'button-style-element',
    file: 'web/button/style.js',
    find: '  return sheet;',
    replace:
      "  document.body.appendChild(document.createElement('style')).textContent = CSS;\n  return sheet;",
    kill: looks,
    only: 'en, light',
    why: 'A CSP without style-src',
  },
  {
    name: 'session-asked-by-everyone',
    file: 'web/session.js',
    find: '    stale = false;\n    const mine',
    replace: '    const mine',
    kill: hook,
    only: 'ask once',
    why: 'One request for a page, also under StrictMode',
  },
  {
    name: 'session-forgets-after-a-failed-look',
    file: 'web/session.js',
    find: 'if (mine === turn && !quiet)',
    replace: 'if (mine === turn)',
    kill: button,
    only: 'another tab',
    why: 'Nobody asked: what is shown stays',
  },
  {
    name: 'hook-asks-although-it-is-told',
    file: 'web/session.js',
    find: 'if (known && !settled) {\n        stale = false;',
    replace: 'if (known && !settled) {\n        refresh();',
    kill: hook,
    only: 'initialUser',
    why: 'What the server said is not asked for again',
  },
  {
    name: 'hook-server-snapshot-unknown',
    file: 'web/react/index.js',
    find: '    () => initial,\n  );\n  return',
    replace: '    () => UNKNOWN,\n  );\n  return',
    kill: hook,
    only: 'initialUser',
    why: 'Hydration without a mismatch',
  },
];
