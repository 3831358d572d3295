// Mutants of the adapter for Express, Connect and Fastify.
const kill = ['express'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'express-one-cookie-of-several',
    find: "if (name === 'set-cookie') outgoing.appendHeader(name, value);",
    replace: "if (name === 'set-cookie') outgoing.setHeader(name, value);",
    kill,
    only: 'keeps all of its cookies',
    why: 'RFC 6265 3: several cookies are several headers',
  },
  {
    name: 'express-session-cookie-in-a-public-answer',
    find: '    apply(headers, outgoing);\n    return',
    replace: '    return',
    kill,
    only: 'the session slides beside',
    why: 'RFC 9111 3: a shared cache would give one session to the next visitor',
  },
  {
    name: 'express-targeted-cache-control-stays',
    find: 'if (TARGETED.test(name)) outgoing.removeHeader(name);',
    replace: 'if (TARGETED.test(name)) continue;',
    kill,
    only: 'the session slides beside',
    why: 'RFC 9213 2: a CDN heeds it before Cache-Control',
  },
  {
    name: 'express-user-goes-on-without-one',
    find: `      await sendResponse(response, res);
      return false;`,
    replace: '      return true;',
    kill,
    only: 'tell a script 401',
    why: 'requireUser lets users alone through',
  },
  {
    name: 'express-parsed-body-is-lost',
    find: 'const text = writeBack(incoming.body);',
    replace: 'const text = undefined;',
    kill,
    only: 'that was parsed as JSON',
    why: 'A body parser may stand before the routes',
  },
  {
    name: 'body-read-before-is-empty',
    find: "  if (bodyUsed || body?.locked) throw new TailchatLoginError('request_body_used');\n",
    replace: '',
    kill,
    only: 'has a code of its own',
    why: 'The one who runs the site learns which line is in the wrong place',
  },
  {
    name: 'asked-path-becomes-a-host',
    find: "if (!text.startsWith('/')) return",
    replace: "if (!text.startsWith('/') || text.startsWith('//')) return",
    kill: ['asked'],
    why: 'RFC 9112 3.2.1: the origin form is a path, whatever it begins with',
  },
  {
    name: 'require-leads-to-a-path',
    in: 'askToLogIn',
    find: 'redirect(`${site.origin}${site.routes}/login?${query}`)',
    replace: 'redirect(`${site.routes}/login?${query}`)',
    kill: ['require'],
    only: 'leads a person who opened a page',
    why: "Next's middleware takes no path",
  },
];
