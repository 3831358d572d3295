// Where a login may lead back to. RFC 9700 4.11
const file = 'src/return_to.cpp';
const native = ['vectors'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'return-to-judged-on-the-parsed-url',
    file: 'bindings/authorization.js',
    find: "return /** @type {string} */ (call('return_to', NO_NUMBERS, [text])[0]);",
    replace: `const { origin, pathname, search, hash } = new URL(text, 'https://own.example');
      return origin === 'https://own.example' ? pathname + search + hash : '/';`,
    kill: ['tests/core/vectors.test.js'],
    only: '^drops (/\\\\.//|/a/\\\\.\\\\.//|/%2e%2e//)',
    why: 'The emitted string is judged: the pathname of /.//evil.example is //evil.example',
  },
  {
    name: 'return-to-two-slashes',
    file,
    find: `if (!path.starts_with('/') || path.starts_with("//")) return false;`,
    replace: "if (!path.starts_with('/')) return false;",
    native,
    why: 'RFC 3986 4.2: //evil.example is another host',
  },
  {
    name: 'return-to-dot-segments',
    file,
    find: ` && has_no_control(path) &&
         !has_dot_segment(path);`,
    replace: ' && has_no_control(path);',
    native,
    why: 'RFC 3986 5.2.4: /a/..//evil.example',
  },
  {
    name: 'return-to-not-decoded',
    file,
    find: 'return decoded && is_own_path(path) && is_own_path(*decoded);',
    replace: 'return decoded && is_own_path(path);',
    native,
    why: 'Routers decode once more: /%2fevil.example, /%5cevil.example',
  },
  {
    name: 'return-to-backslash',
    edits: [
      {
        file,
        find: "return path.find('\\\\') == std::string_view::npos && has_no_control(path) &&",
        replace: 'return has_no_control(path) &&',
      },
      {
        file,
        find: "if (text.find('\\\\') != std::string_view::npos) return false;",
        replace: '',
      },
    ],
    native,
    why: 'Browsers read a backslash as a slash (WHATWG URL 4.4)',
  },
  {
    name: 'return-to-control-characters',
    file,
    find: 'if (text.size() > limit::return_to_bytes || !is_visible_ascii(text)) return false;',
    replace: 'if (text.size() > limit::return_to_bytes) return false;',
    native,
    why: 'Tabs and line ends are dropped by browsers; CR and LF split headers',
  },
  {
    name: 'return-to-of-any-length',
    file,
    find: 'if (text.size() > limit::return_to_bytes || !is_visible_ascii(text)) return false;',
    replace: 'if (!is_visible_ascii(text)) return false;',
    native,
    why: 'limit return_to_bytes: it stands in a cookie',
  },
  {
    name: 'return-to-of-the-page-not-judged',
    file: 'worker/routes/exchange.js',
    find: 'client.returnTo(transaction.return_to)',
    replace: 'transaction.return_to',
    kill: ['tests/worker/exchange.test.js'],
    why: 'A page-started transaction comes from outside',
  },
];
