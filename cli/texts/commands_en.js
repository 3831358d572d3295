import { MEANINGS } from '../../worker/config/option_docs.js';
import { OPTIONS } from '../../worker/config/options.js';
import { MOCK_APP } from '../../testing/mock.js';
import { NAMES } from '../init/templates.js';
import { plain } from './plain.js';

const VARIABLES = OPTIONS.filter(({ env }) => env !== undefined)
  .map(
    ({ name, env, required }) =>
      `      ${env}${required ? '' : ' (optional)'}\n          ${plain(MEANINGS[name])}`,
  )
  .join('\n');

/** The texts of the commands in English. */
export const COMMANDS_EN = {
  noCommand: 'there is no such command',
  port: '--port must be a number from 0 to 65535',
  taken: (/** @type {number} */ port) => `port ${port} is taken`,
  noRights: (/** @type {number} */ port) => `--port ${port} needs rights that this user does not have`,
  otherHost: (/** @type {string} */ code) => `--host must be an address of this machine (${code})`,
  cannotStart: (/** @type {string} */ why) => `cannot start: ${why}`,
  oldNode: '--env needs Node 20.12 or newer',
  envUnreadable: (/** @type {string} */ file, /** @type {string | undefined} */ code) =>
    `--env ${file} cannot be read (${code})`,

  key: {
    help: `tailchat-login key [--assertion]
    prints a new session key, or with --assertion a new key for the gate's assertions
`,
  },

  init: {
    help: `tailchat-login init [${NAMES.join('|')}] [--dir DIR] [--typescript] [--yes]
               [--package FILE.tgz]
    writes a small site with a login, which works with the mock immediately. Never overwrites a file, and
    writes through no symbolic link. Only you can read the file with the secrets (0600). In a project with Next,
    Express, Hono or React it adds the login's own files, and asks nothing
      --dir       the folder; by default the current one
      --typescript  for express, next, react and hono
      --yes       asks nothing: the default template is ${NAMES[0]}, the default folder the current one
      --package   a tarball of this package, instead of the published one
`,
    /** @type {Readonly<Record<string, string>>} */
    titles: {
      node: 'a server on Node',
      vite: 'a page with Vite',
      cloudflare: 'a Cloudflare Worker',
      deno: 'a server on Deno',
      vercel: 'an edge function on Vercel',
      express: 'a server with Express',
      next: 'a site with Next',
      react: 'a page with React and Vite',
      hono: 'a Cloudflare Worker with Hono',
    },
    unknown: `the template must be one of ${NAMES.join(', ')}`,
    noTypeScript: '--typescript is for express, next, react and hono',
    noTarball: '--package must name a .tgz file',
    whichFolder: 'In which folder?',
    whichTemplate: 'Which template?',
    oneOf: `Please answer with one of ${NAMES.join(', ')}.`,
    nobodyAnswers: 'nobody answers; pass a template and --dir, or --yes',
    link: (/** @type {string} */ link) =>
      `nothing was written: ${link} is a symbolic link; pass the folder that it leads to as --dir`,
    conflicts: (/** @type {string} */ list) => `nothing was written, because these files exist:\n${list}`,
    unwritable: (/** @type {string} */ folder, /** @type {string} */ code) =>
      `nothing was written: ${folder} cannot be written to (${code})`,
    /** @param {{ files: string[], name: string, manager: string, secrets: string, kept: boolean }} project kept: its own secrets stay */
    addedTo: ({ files, name, manager, secrets, kept }) => `Wrote ${files.join(', ')}

Next:
  ${manager} ${manager === 'npm' ? 'install' : 'add'} tailchat-login
  ${manager} ${manager === 'npm' ? 'install --save-dev' : 'add -D'} oidc-provider@7     for the stand-in: npx tailchat-login mock
  node_modules/tailchat-login/docs/frameworks.md says where these files are used (${name})
  ${kept ? `put the TAILCHAT_* variables into ${secrets}: docs/configuration.md has them` : `keep ${secrets} out of git`}
`,
    /**
     * @param {{ files: string[], enter: string, baseUrl: string, secrets: string, one?: boolean, manager: string, newer?: number }} project
     *   one: one terminal is enough; newer: the version of Node that its tools need, if this one is older
     */
    welcome: ({ files, enter, baseUrl, secrets, one, manager, newer }) => `Wrote ${files.join(', ')}

Next:
${enter}  ${manager} install
${
  one
    ? `  ${manager} run dev      then open ${baseUrl}; a Tailchat to develop with runs inside`
    : `  ${manager} run mock     in one terminal: a Tailchat to develop with, and its accounts
  ${manager} run dev      in another: then open ${baseUrl}`
}
${newer ? `\nThe tools of this project need Node ${newer} or newer. This is Node ${process.versions.node}.\n` : ''}
A warning (EBADENGINE) about oidc-provider does no harm: only the Tailchat to develop with uses it, and it runs on your Node too.

For your own Tailchat put its address, and your app's id and secret, into ${secrets}. ${manager} run doctor checks it.
`,
  },

  mock: {
    help: `tailchat-login mock [--port ${MOCK_APP.port}] [--users FILE.json] [--client-id ID] [--secret-env NAME]
               [--redirect-uri URI]... [--slow MS] [--down]
    runs a Tailchat stand-in in memory, for development and tests (needs oidc-provider 7 in the project). It has
    one app, which may call back to any address of localhost, and to each URI that you pass, and one group with a
    role. The page /stand-in gives and takes the role. The login page has a button for each account
      --users        [{"email", "nickname", "password", "discriminator", "avatar", "banned", "_id"}, ...];
                     only email and nickname are required
      --secret-env   the variable that holds the app's secret; by default the mock's own secret
      --slow         milliseconds that each answer takes longer
      --down         answers 503 to your site's server, so that each login fails and you see your site's error
`,
    slow: '--slow must be a number of milliseconds, at most 99999',
    clientId: '--client-id must be 1 to 255 visible ASCII characters',
    secretEnv: '--secret-env must name a variable with 1 to 512 printable ASCII characters',
    redirectUri:
      '--redirect-uri must be an https URL without a fragment (http only for localhost, private addresses and names)',
    users: (/** @type {string} */ why) => `--users${why}`,
    unreadable: (/** @type {string} */ file, /** @type {string | undefined} */ code) =>
      ` ${file}: cannot be read (${code})`,
    noList: (/** @type {string} */ file) => ` ${file}: must be an array with at least one user`,
    noJson: (/** @type {string} */ file, /** @type {number} */ line) =>
      ` ${file}: is not JSON, see line ${line}`,
    badUser: (/** @type {string} */ message) => `: ${message}`,
    listening: 'the mock is listening. Never put it in front of real users.',
    secretOf: (/** @type {string} */ name) => `# The secret is the value of ${name}.`,
    accounts: 'Accounts:',
    password: (/** @type {string} */ password) => `  password: ${password}`,
    name: (/** @type {string} */ name) => `  (${name})`,
    group: (/** @type {string} */ group, /** @type {string} */ role) =>
      `Group: ${group}  role staff: ${role}`,
    controls: (/** @type {string} */ url) => `Give and take the role at ${url}`,
  },

  groups: {
    help: `tailchat-login groups [--env FILE] [--json]
tailchat-login groups --leave GROUP [--env FILE]
    lists the groups that the bot is in, with their ids, and below each its roles as GROUP/ROLE, for rules. The bot
    is the app of TAILCHAT_BOT_ID and TAILCHAT_BOT_SECRET, or else the login's own
      --leave        the bot leaves this group, into which a stranger may have put it
`,
    none: 'the bot is in no group',
    members: (/** @type {number} */ count) => `(${count} member${count === 1 ? '' : 's'})`,
    failed: 'the groups cannot be read',
    leaveId: '--leave must be the id of a group, 24 lower-case hexadecimal digits',
    left: (/** @type {string} */ group) => `the bot has left group ${group}`,
    notLeft: (/** @type {string} */ group, /** @type {number} */ status) =>
      `the bot could not leave group ${group} (status ${status})`,
  },

  panel: {
    help: `tailchat-login panel --group ID --url URL --name NAME [--api URL] [--email EMAIL] [--again]
tailchat-login panel --url URL --name NAME --clicks
    makes a panel that shows a website in a group. The member with this account must be allowed to do that
          --again      makes a panel even if the group shows this address already
          --clicks     needs no account, and lists the clicks in Tailchat
        asks for the password at the terminal, or reads it from the first line of the standard input; stores it nowhere
`,
    url: '--url must be the https address of the site (http in a private network), without blanks',
    name: '--name must be the name of the panel, 1 to 100 characters',
    group:
      '--group must be the id of a group, 24 lower-case hexadecimal digits; npx tailchat-login groups lists them',
    noMember: 'this account is not in the group of --group',
    exists: 'the group has a panel with this address; --again makes another one',
    notMade: 'Tailchat did not make the panel; --clicks says how to make it by hand',
    made: 'Made the panel. It is the last of the group.',
    clicks: (
      /** @type {string} */ url,
      /** @type {string} */ name,
    ) => `1. Open the group in Tailchat, and its details.
2. Open "Panel", and click "Create panel".
3. Choose the type "Web Panel".
4. Enter the name: ${name}
5. Enter the address: ${url}
`,
  },

  gate: {
    help: `tailchat-login gate --rules FILE --explain URL [--method GET] [--user SUB] [--env FILE]
    shows the rule that decides about a request, and who may pass; with --user, whether this user may, and why. With
        the environment that serve reads it also names the cookies of a session, for proxies that need the names.
        The exit status is 1 if nobody may pass, or if this user may not
`,
    unreadable: (/** @type {string} */ file, /** @type {string | undefined} */ code) =>
      `the rules in ${file} cannot be read (${code})`,
    noJson: (/** @type {string} */ file, /** @type {number} */ line) =>
      `${file} is not JSON, see line ${line}`,
    decides: (/** @type {number} */ number) => `rules[${number}] decides:`,
    noRule: (/** @type {string} */ host, /** @type {string} */ method) =>
      `no rule is about ${method} of this path at ${host}: nobody may pass (403)`,
    ambiguous: 'programs may read this path differently: nobody may pass (403)',
    elsewhere: (/** @type {string} */ origin) =>
      `${origin} is no origin of TAILCHAT_BASE_URL: nobody may pass (400)`,
    notSeen: (/** @type {string} */ group) => `group_unknown: the bot does not see group ${group} (503)`,
    everybody: 'everybody may pass, logged in or not',
    someone: 'every user who is logged in and meets the rule may pass; --user checks one user',
    anybody: 'every user who is logged in may pass, unless banned',
    named: 'the user is named by the rule',
    notNamed: 'the user is not named by the rule (403)',
    banned: 'the user is banned or deleted (403)',
    has: (/** @type {{ group: string, role?: string }} */ { group, role }) =>
      role === undefined ? `the user is in group ${group}` : `the user has role ${group}/${role}`,
    lacks: (
      /** @type {string} */ code,
      /** @type {{ group: string, role?: string }} */ { group, role },
      /** @type {string} */ name,
    ) => `${code}: ${role === undefined ? group : `${group}/${role}`} (${name})`,
    unknown: (/** @type {string} */ code) => `${code}: the groups are unknown at the moment (503)`,
    cookies: (/** @type {string} */ names) => `cookies of a session: ${names}`,
  },

  doctor: {
    help: `tailchat-login doctor --api URL --client-id ID --redirect-uri URI
               [--secret-env NAME] [--issuer URL] [--deadline 5000] [--env FILE]
               [--login EMAIL] [--rule GROUP[/ROLE]]... [--json]
tailchat-login doctor --fix EMAIL ...
    asks a Tailchat the same questions as a login, up to its login page, and logs nobody in. Each line says ok,
    warn, fail, or skip (nothing to check), and what to change. It also checks the variables that serve reads.
    The exit status is 0 if a login would work, 1 if it would fail, and 2 if the arguments are wrong
      --secret-env   the variable that holds the app's secret; by default TAILCHAT_CLIENT_SECRET
      --deadline     milliseconds for each request
      --login        runs one whole login with this account; asks for the password at the terminal, or reads it
                     from the first line of the standard input
      --fix          repairs the app as this account, and examines again: switches OAuth on, and adds missing
                     callback addresses. It changes nothing else; the password is kept nowhere
      --rule         a group, or a role in it, that must be there, by its id
      --json         {"ok", "checks": [{"name", "status", "text", "advice"}]}, in English
    what you do not pass comes from the variables that serve reads, and from the file of --env; the redirect URI
    is then TAILCHAT_BASE_URL with /auth/callback
`,
    address: (/** @type {string} */ name) => `${name} must be an http or https URL without a query`,
    fixAlone: '--fix cannot be used together with --login or --json',
    fixable: 'tailchat-login doctor --fix EMAIL can switch OAuth on and add missing callback addresses.\n',
    nothingToFix: 'There is nothing at the app that --fix could repair.\n',
    fixedOauth: 'OAuth is on now.\n',
    fixedCallbacks: (/** @type {string} */ urls) => `The app has these callback addresses now: ${urls}\n`,
    unsound: (/** @type {string} */ entries) =>
      `These entries of the app's list disable it: ${entries}. Take them out on the app's page.\n`,
    secretNeeded: (/** @type {string} */ variable) =>
      `--login needs the app's secret: set ${variable}, or name its variable`,
    rule: '--rule must be the id of a group, or GROUP/ROLE; npx tailchat-login groups lists them',
    secretEnv: '--secret-env must name a variable that is set',
    /** @param {{ label: string, name: string, rule: string, missing: boolean }} fault */
    option: ({ label, rule, missing }) =>
      `${label} ${missing ? 'is missing; it must be' : 'must be'} ${rule}`,
  },

  serve: {
    help: `tailchat-login serve [--port 8787] [--host 127.0.0.1] [--static DIR [--spa]]
                       [--gate RULES.json] [--oidc] [--env FILE] [--after-tailchat-logout URL[,URL]]
    serves the login's routes and the button's file (button.js) under /auth, /healthz, and the files in DIR. The
    files are public: they need no login. With --gate a proxy can ask /auth/check and /auth/forward who may pass, and the rules apply to the
    files too. With --spa a page that is not a file gets DIR's index.html, except below /auth.
    With --oidc it also serves /auth/userinfo and /.well-known/openid-configuration, for other programs that log
    in at Tailchat: see docs/interop.md.
    With --after-tailchat-logout it also serves /open/logout and /open/session/end/confirm of Tailchat's
    host, which Tailchat's gateway must route here. They end the login at Tailchat, and lead to the first
    URL, or to the one whose host ?to= names.
    With TAILCHAT_EMBEDDED_IN these origins may show the site in a panel: see docs/panels.md.
    The configuration comes from the environment, and from the file of --env:
${VARIABLES}
`,
    spa: '--spa needs --static DIR',
    several:
      'several processes share this port: without a shared store, a code may be redeemed twice; see docs/production.md',
    /** @param {{ issuer: string, userinfo_endpoint: string }} document */
    oidc: ({ issuer, userinfo_endpoint }) =>
      `other programs get claims at ${userinfo_endpoint}; let the gateway send ${issuer.replace(/\/$/, '')}/.well-known/openid-configuration here`,
    public: (/** @type {string} */ folder) => `the files of ${folder} are public`,
    listening: (/** @type {string} */ url) => `listening on ${url}`,
    open: (/** @type {string} */ url) => `open ${url}`,
    addresses:
      '--after-tailchat-logout must be https URLs (http only for localhost, private addresses and names), comma separated',
    /** @param {{ variable?: string, message: string }} fault */
    fault: ({ variable, message }) =>
      variable === undefined || message.startsWith(variable) ? message : `${variable}: ${message}`,
  },
};

/** @typedef {typeof COMMANDS_EN} CommandTexts */
