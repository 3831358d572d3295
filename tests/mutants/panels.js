// Panels: every place at which a foreign frame or another panel is refused.
const options = ['panels/options'];
const login = ['panels/login'];
const pages = ['panels/pages'];
const beside = ['panels/beside'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'panel-origin-with-anything-in-it',
    find: 'origins.every((origin) => ORIGIN.test(String(origin)))',
    replace: 'origins.length >= 0',
    kill: options,
    only: 'refuses',
    why: 'A source of a policy ends at a semicolon, and plain http is for this machine',
  },
  {
    name: 'panel-login-without-its-page',
    find: 'if (given === null || (shown !== undefined && shown !== given)) {',
    replace: 'if (given === null) {',
    kill: login,
    only: 'starts only with the secret',
    why: 'A link in a page that anybody may frame must start no login',
  },
  {
    name: 'panel-login-in-any-frame',
    find: 'if (given === null || (shown !== undefined && shown !== given)) {',
    replace: "if (given === null && shown === '') {",
    kill: login,
    only: 'shows a page of ours first',
    why: 'No partitioned session comes to be under another site',
  },
  {
    name: 'panel-session-for-everybody',
    find: 'return !both && counts(request, host.site.origin) ? twin : undefined;',
    replace: 'return !both ? twin : undefined;',
    kill: login,
    only: 'is nobody for another panel',
    why: 'A browser sends a partitioned cookie with the requests of every panel',
  },
  {
    name: 'panel-session-by-any-method',
    find: "const opened = method === 'GET' && ",
    replace: "const opened = method !== '' && ",
    kill: login,
    only: 'is nobody for another panel',
    why: 'A form of another panel is a navigation too',
  },
  {
    name: 'panel-session-beside-the-plain-one',
    find: 'return !both && counts(',
    replace: 'return counts(',
    kill: login,
    only: 'gives way to the plain one',
    why: 'Where both arrive, the plain one counts',
  },
  {
    name: 'panel-cookie-sealed-as-the-plain-one',
    find: 'makeHeader(`panel_${purpose}`, key.kid)',
    replace: 'makeHeader(purpose, key.kid)',
    kill: login,
    only: 'is nothing under the name of the plain cookie',
    why: 'Its rules would not hold under the other name',
  },
  {
    name: 'panel-page-for-any-frame',
    find: 'policy.replace(/frame-ancestors [^;]*/, place.frameAncestors)',
    replace: "policy.replace(/frame-ancestors [^;]*/, 'frame-ancestors *')",
    kill: pages,
    only: 'has the listed origins on every page of ours',
    why: 'The list is exact',
  },
  {
    name: 'panel-popup-ends-another-login',
    find: "if (of !== id || id === '') continue;",
    replace: "if (of === undefined || id === '') continue;",
    kill: pages,
    only: 'that was given up does not change',
    why: 'The mark is for one login',
  },
  {
    name: 'panel-logout-of-one',
    find: 'for (const line of cleared) response.headers.append',
    in: 'logout',
    replace: 'for (const line of []) response.headers.append',
    kill: beside,
    only: 'a logout clears both',
    why: 'A logout clears both',
  },
  {
    name: 'panel-login-beside-another',
    find: 'if (entered && cookies.session !== undefined) await stored?.end(context, cookies.session);',
    replace: '',
    kill: beside,
    only: 'a login replaces both',
    why: 'A login replaces both',
  },
  {
    name: 'gate-forgets-the-method-of-a-panel',
    find: 'return { method, url: `${origin}/`, headers };',
    replace: "return { method: 'GET', url: `${origin}/`, headers };",
    kill: beside,
    only: 'check lets a partitioned session through',
    why: 'A form of another panel must not pass as somebody who opens a page',
  },
];
