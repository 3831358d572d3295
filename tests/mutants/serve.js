// The server on Node, and bodies that do not come.
const connections = ['connections'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'exchange-body-without-a-deadline',
    find: "'request_too_large', deadline.race",
    replace: "'request_too_large'",
    kill: connections,
    only: 'ends the wait for a body',
    timeout: true,
    why: 'a body that never ends is never waited for',
  },
  {
    name: 'a-client-that-leaves-is-our-failure',
    in: 'readRequestBody',
    find: "throw new TailchatLoginError('request_invalid', { cause });",
    replace: 'throw cause;',
    kill: connections,
    only: 'whose client leaves',
    why: 'internal_error is for what should not happen',
  },
  {
    name: 'serve-keeps-a-connection-after-408',
    find: '|| response.status === 408',
    replace: '',
    kill: connections,
    only: 'that stops is answered with 408',
    timeout: true,
    why: 'RFC 9110 15.5.9',
  },
  {
    name: 'serve-takes-any-host',
    find: '!hasSoundHost(asked)',
    replace: 'false',
    kill: connections,
    only: 'is answered with 400 and a line',
    why: 'RFC 9112 3.2',
  },
  {
    name: 'serve-takes-two-hosts',
    find: 'count > 1',
    replace: 'count > 2',
    kill: connections,
    only: 'is answered with 400 and a line',
    why: 'RFC 9112 3.2: more than one Host is 400',
  },
  {
    name: 'serve-logs-a-query',
    find: "url.split('?', 1)[0]",
    replace: 'url',
    kill: connections,
    only: 'is answered with 400 and a line',
    why: 'a query may carry a code',
  },
];
