// Addresses on plain http, the worker's own address of Tailchat, clocks, and what the log tells apart.
const lan = ['lan'];
const vectors = ['vectors'];
const causes = ['causes'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'http-on-a-public-host',
    find: "return host.find('.') == host.npos;",
    replace: 'return true;',
    wasm: true,
    kill: vectors,
    only: 'refuses http://chat.example as API address in a private network',
    why: 'A name of the internet over plain http sends the secret in clear',
  },
  {
    name: 'http-on-a-neighbouring-network',
    find: 'address >> 20 == 0xac1',
    replace: 'address >> 24 == 0xac',
    wasm: true,
    kill: vectors,
    only: 'refuses http://172.32.0.1 as API address in a private network',
    why: 'RFC 1918 3: 172.16/12',
  },
  {
    name: 'internal-address-on-any-host',
    find: "throw new TailchatLoginError('internal_url_invalid', { cause });",
    replace:
      'return { token_endpoint: `${internalUrl}/open/token`, userinfo_endpoint: `${internalUrl}/open/me` };',
    kill: lan,
    only: 'no public address is taken',
    why: 'The secret goes there',
  },
  {
    name: 'foreign-avatar-on-http',
    find: 'if (origin(address) != origin(issuer)) http',
    replace: 'if (origin(address).empty()) http',
    wasm: true,
    kill: vectors,
    only: 'drops a foreign avatar by http in a private network',
    why: "A visitor's browser would ask a machine of its own network",
  },
  {
    name: 'avatar-of-another-port-on-http',
    find: "return address.substr(0, address.find('/', shortest.size()));",
    replace: 'return address.substr(0, address.find_first_of(":/", shortest.size()));',
    wasm: true,
    kill: vectors,
    only: 'by http',
    why: 'Another port of that host is another machine as often as not, and who chose the avatar is any user',
  },
  {
    name: 'avatar-on-http-for-a-page-on-https',
    find: "settings.private_http && settings.redirect_uri.startsWith('http:')",
    replace: 'settings.private_http',
    kill: lan,
    only: 'on plain http are for pages on plain http',
    why: 'The page would show a broken picture',
  },
  {
    name: 'relative-callback-refused',
    find: "if (typeof url !== 'string' || !/^[/?]/.test(url)) return url;",
    replace: 'return url;',
    kill: ['relative_url'],
    why: 'Express and node:http say a URL from its path on',
  },
  {
    name: 'stack-without-debug',
    find: 'debug && error.thrownBy !== undefined',
    replace: 'error.thrownBy !== undefined',
    kill: causes,
    only: 'with debug its message',
    why: 'ASVS 5 16.2.5: messages may hold anything',
  },
  {
    name: 'any-word-of-the-answer-in-the-log',
    find: 'status !== 200 && OAUTH_WORDS.has(body?.error)',
    replace: 'status !== 200',
    kill: causes,
    only: 'a word of nobody',
    why: 'What the other side writes is not for the log',
  },
  {
    name: 'avatar-at-the-internal-address',
    find: 'api_url: settings.issuer',
    replace: "api_url: settings.userinfo_endpoint.replace('/open/me', '')",
    kill: lan,
    only: "is no avatar's",
    why: 'Browsers cannot reach it',
  },
];
