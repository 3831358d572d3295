// Mutants of the rules for return addresses. RFC 9700 4.11
const native = ['vectors'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'return-to-judged-on-the-parsed-url',
    find: `const { return_to } = call(slots.return_to, [], { return_to: ownPath(text, redirect_uri) });
      return /** @type {string} */ (return_to);`,
    replace: `const { origin, pathname, search, hash } = new URL(text, 'https://own.example');
      return origin === 'https://own.example' ? pathname + search + hash : '/';`,
    kill: ['vectors'],
    only: '^drops (/\\\\.//|/a/\\\\.\\\\.//|/%2e%2e//)',
    why: 'The emitted string is judged: the pathname of /.//evil.example is //evil.example',
  },
  {
    name: 'return-to-two-slashes',
    find: `if (!path.starts_with('/') || path.starts_with("//")) return false;`,
    replace: "if (!path.starts_with('/')) return false;",
    native,
    why: 'RFC 3986 4.2: //evil.example is another host',
  },
  {
    name: 'return-to-dot-segments',
    find: 'return has_no_control(*decoded) && !has_dot_segment(*decoded);',
    replace: 'return has_no_control(*decoded);',
    native,
    why: 'RFC 3986 5.2.4: /a/..//evil.example',
  },
  {
    name: 'return-to-not-decoded',
    find: 'return has_no_control(*decoded) && !has_dot_segment(*decoded);',
    replace: 'return !has_dot_segment(path);',
    native,
    why: 'Routers decode once more: /%252e%252e//evil.example, /%0d%0a',
  },
  {
    name: 'return-to-escaped-separator',
    find: "if (has_escaped_separator(path.substr(0, path.find('/', 1)))) return false;",
    replace: '',
    native,
    why: 'Routers decode once more: /%2fevil.example, /%5cevil.example',
  },
  {
    name: 'return-to-escaped-backslash-is-no-separator',
    find: "std::replace(decoded->begin(), decoded->end(), '\\\\', '/');",
    replace: '',
    native,
    why: 'WHATWG URL 4.4: /a/..%5c..%5c%5cevil.example',
  },
  {
    name: 'return-to-backslash',
    find: "path.find('\\\\') == std::string_view::npos && is_own_path(escape(path));",
    replace: 'is_own_path(escape(path));',
    native,
    why: 'Browsers read a backslash as a slash (WHATWG URL 4.4)',
  },
  {
    name: 'return-to-control-characters',
    find: 'return text.size() <= limit::return_to_bytes && has_no_control(text) &&',
    replace: 'return text.size() <= limit::return_to_bytes &&',
    native,
    why: 'Tabs and line ends are dropped by browsers; CR and LF split headers',
  },
  {
    name: 'return-to-of-any-length',
    find: 'if (out.size() <= limit::return_to_bytes) return out;',
    replace: 'return out;',
    native,
    why: 'limit return_to_bytes: it stands in a cookie',
  },
  {
    name: 'return-to-a-route',
    find: "const refused = isRoute || (judged === '/' && !isRoot);",
    replace: "const refused = judged === '/' && !isRoot;",
    kill: ['open_redirect'],
    why: 'A login that leads to login starts another one',
  },
  {
    name: 'return-to-refused-without-a-word',
    find: "if (refused || isTooLong) logNote(config.log, 'login: return_to_refused');",
    replace: '',
    kill: ['open_redirect'],
    why: 'Where the person was is not lost without a word',
  },
  {
    name: 'return-to-of-the-page-not-judged',
    find: 'judgeReturnTo(context, transaction.return_to)',
    replace: '{ path: transaction.return_to, refused: false }',
    kill: ['exchange'],
    why: 'A page-started transaction comes from outside',
  },
];
