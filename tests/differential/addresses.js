// Addresses that two readers understand differently, or might.

/** @param {string} text */
const words = (text) => text.split(' ');

const SCHEMES = ['https://', 'https://', 'https://', 'http://'];
const OTHER_SCHEMES = [
  ...['https:\\\\', 'https:///', '//', '', ' https://', 'ht\ttps://', 'ftp://', 'blob:https://'],
  ...['HTTPS://', 'https:', 'https:/'],
];
const NAMES = ['chat.example', 'localhost', '127.0.0.1', '[::1]', 'Chat.EXAMPLE', 'a-b.c_d.example', 'h'];
const ODD_HOSTS = [
  ...words('127.1 0x7f.1 0177.0.0.1 2130706433 1.2.3.4. 1.2.3.256 999.1.1.1 0x 1.0x 09'),
  ...words('127.0.0.1.example 1.2.3.4x 1.2.3.4.x 1.2.3.4.5 1.2.3.4.5. 1.2.3.4-a.b 1.2.3.4%41 10.0.0.77a'),
  ...words('[::ffff:1.2.3.4] [1:2:3:4:5:6:7:8] [0:0::0:1] [FE80::1] [::1%25eth0] [v1.a] [::1 ::1]'),
  ...words('chat.example. a..b . .. .h -h- _ xn--fiqs8s xn-- xn--a XN--FIQS8S.example'),
  ...words('ch%61t.example chat%2eexample %00 chat。example ｃhat.example ß.example faß.de é'),
  ...[
    'a\u00adb.example',
    'a\u200db',
    'chat.example\u2044evil',
    'a b',
    'a<b',
    'a|b',
    'a^b',
    'a{b}',
    'a*b',
    "a'b",
  ],
  ...['a,b', 'a;b', 'a!b', 'a$b', 'a&b', '(a)', 'a+b', 'a=b', 'a~b', 'chat.example\\', 'chat.example%5c', ''],
];
const USERS = [...Array(40).fill(''), 'user@', 'user:pass@', ':@', '@', 'a%40b@', 'chat.example:443@'];
const PORTS = ['', '', '', '', ':443', ':80', ':8443', ':1', ':65535', ':'];
const ODD_PORTS = [
  ...[
    ':0',
    ':00443',
    ':65536',
    ':443x',
    ':x',
    ':-1',
    ':+1',
    ':4 3',
    ':%34',
    ':443evil.example',
    ':1:2',
    ':٣',
  ],
];
const PATHS = [
  '',
  '',
  '/',
  '/im',
  '/im/',
  '/a/b',
  '/a//b',
  '//',
  '/a%20b',
  '/%2f',
  '/a;b=c',
  '/~a',
  '/a:b',
  '/@',
  '/(a)',
];
const ODD_PATHS = [
  ...words('/. /.. /a/../b /./a /%2e /%2E%2e/a /.%2e/ /a/. /... /.a /a. /%2e%2e%2e'),
  ...[
    '\\',
    '/\\',
    '/a\\b',
    '/%5c',
    '/a\tb',
    '/a\nb',
    '/a b',
    '/é',
    '/%',
    '/%4',
    '/%zz',
    '/%00',
    '/"',
    '/<',
    '/`',
  ],
  ...['/{a}', '/|', '/^', "/'", '/a%2e%2fb', '/\u2025', '/\ud800', '/[', '/]'],
];
const TAILS = [
  '',
  '',
  '',
  '',
  '?',
  '?a=b',
  '?a=b&c',
  '?a=%26',
  "?a='",
  '?a=b?c/d',
  '?+',
  '?é',
  '?a b',
  '?a="',
  '?[]',
];
const FRAGMENTS = [...Array(30).fill(''), '#', '#f', '#@evil.example/', '#\\'];

/** Selected by hand: each of them has fooled some reader of addresses. */
export const HOSTILE = [
  ...words(
    'https://chat.example\\@evil.example https://evil.example\\.chat.example https://chat.example@evil.example',
  ),
  ...words(
    'https://chat.example:443@evil.example https://chat.example%40evil.example https://chat.example#@evil.example',
  ),
  ...words('https://chat.example?@evil.example https:chat.example https:/chat.example https:///chat.example'),
  ...words(
    'https:\\\\chat.example //chat.example https://chat.example:443x https://chat.example:443evil.example/',
  ),
  ...words('https://chat.example:x https://h:1:2/ https://[::1]x https://[::1]evil.example https://[::1]:1x'),
  ...words(
    'https://127.1 https://0x7f000001 https://2130706433 https://017700000001 https://1.2.3.4. https://1.2.3.256',
  ),
  ...words(
    'https://chat。example https://chat．example https://ｃｈａｔ.example https://chat%2eexample https://c%68at.example',
  ),
  ...[
    'https://chat.example\t',
    'https://chat\n.example',
    '\u0000https://chat.example',
    'https://chat.example\u0000',
    ' https://chat.example',
  ],
  ...words(
    'https://chat.example/.. https://chat.example/%2e%2e/x https://chat.example/.\\x https://chat.example/a/./b',
  ),
  ...words(
    'https://chat.example\\x https://chat.example/a\\..\\b https://chat.example/\u202e https://\u202echat.example',
  ),
  ...[
    'https://',
    'https://?',
    'https://#',
    'https:// ',
    'https://:443',
    'https://@',
    'https://.',
    'https://%',
  ],
  ...words(
    'http://chat.example http://127.0.0.1.evil.example http://localhost.evil.example http://localhost:1@evil.example',
  ),
  ...words(
    'http://127.0.0.2 http://[::2] http://[0:0:0:0:0:0:0:1] http://LOCALHOST http://localhost. http://127.1',
  ),
  ...words(
    'https://[v1.a] https://[::1%25lo] https://[::ffff:127.0.0.1 https://::1 https://[::g] https://[1::2::3]',
  ),
  ...words(
    'javascript://chat.example/%0aalert(1) data:text/html,x file:///etc/passwd blob:https://chat.example/x',
  ),
];

/** @param {import('../support/random.js').Random} random */
export function makeAddress({ pick, below }) {
  const odd = (/** @type {readonly string[]} */ plain, /** @type {readonly string[]} */ strange) =>
    pick(below(6) === 0 ? strange : plain);
  const host = below(3) === 0 ? pick(ODD_HOSTS) : pick(NAMES);
  return (
    odd(SCHEMES, OTHER_SCHEMES) +
    pick(USERS) +
    host +
    odd(PORTS, ODD_PORTS) +
    odd(PATHS, ODD_PATHS) +
    (below(4) === 0 ? pick(TAILS) : '') +
    pick(FRAGMENTS)
  );
}
