/** Tailchat's labels appear in both of its languages, because a reader has to find them in Tailchat. */
const PLUGIN =
  'To create an app, first install the plug-in com.msgbyte.openapi (Settings, Plugin Center; 插件中心).';
const PLACE = "In Tailchat's settings, under Open Api (开放平台), on the app's OAuth page";
// The hint below the field (Multiple ... single line) seems to ask for all addresses on one line.
const LIST = `${PLACE}, under Allowed Callback Urls (允许的回调地址), one per line whatever the hint says`;
const ENABLE = `${PLACE}, switch on Open OAuth (开启 OAuth), and compare the app's id with the one on its first page. ${PLUGIN}`;

const PROXY =
  'Start Tailchat with OPENAPI_UNDER_PROXY=true, and let the gateway send X-Forwarded-Proto: https to it.';
const HANGS = "Tailchat's Redis or MongoDB hangs";
const TRUST =
  "Set NODE_EXTRA_CA_CERTS to the file with the CA's certificate (PEM), for the login and for the doctor.";
const CHAIN =
  'Let the server send its certificate together with the intermediate certificates: usually the file that is called fullchain.';
const OPENAPI_LOG = "Read the log of Tailchat's openapi service.";

/** The doctor's findings in English. */
export const DOCTOR_EN = {
  needs: (/** @type {string} */ check) => `needs ${check}`,
  unseen: 'cannot be checked while Tailchat refuses the app',

  environment: {
    none: 'no TAILCHAT_ variables of serve are set here',
    /** @param {{ variable: string, message: string }} fault */
    fault: ({ variable, message }) => (message.startsWith(variable) ? message : `${variable}: ${message}`),
    refused: (/** @type {string[]} */ faults) => `serve would not start: ${faults.join('; ')}`,
    adviceRefused: 'Correct the variables. npx tailchat-login key makes a session key.',
    taken: (/** @type {string[]} */ names) => `serve accepts the variables TAILCHAT_: ${names.join(', ')}`,
    http: '; plain http is allowed in private networks',
  },

  reachable: {
    silent: (/** @type {string} */ url, /** @type {number} */ milliseconds) =>
      `${url} gives no answer within ${milliseconds} ms`,
    adviceSilent: 'Check that the server is up, and that the address is right.',
    answers: (/** @type {string} */ url) => `${url} answers`,
    fails: (/** @type {string} */ url, /** @type {string} */ why, /** @type {string} */ code) =>
      `${url} cannot be reached${why && `: ${why}`}${code && ` (${code})`}`,
    /** @type {Readonly<Record<string, string>>} */
    reasons: {
      ENOTFOUND: 'there is no such host',
      EAI_AGAIN: 'the name could not be looked up',
      ECONNREFUSED: 'nothing listens there',
      ECONNRESET: 'the connection was reset',
      CERT_HAS_EXPIRED: 'its certificate has expired',
      ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
      ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak https there',
    },
    selfSigned: 'this machine does not trust its certificate, which is signed by itself',
    adviceSelfSigned: TRUST.replace("the CA's", 'that'),
    privateCa: 'its certificate comes from a private CA, which this machine does not trust',
    advicePrivateCa: TRUST,
    shortChain: 'it sends its certificate without the intermediate certificates',
    adviceShortChain: CHAIN,
    either:
      'it sends its certificate without the intermediate certificates, or the certificate comes from another CA than those in NODE_EXTRA_CA_CERTS',
    adviceEither: `${CHAIN} Otherwise: ${TRUST}`,
  },

  open: {
    ok: "/open leads to Tailchat's login service",
    adviceSuffix: 'Remove /open from the address: the login adds it.',
    adviceRoute:
      "Let the gateway send every path that begins with /open/ to Tailchat's login service: the main port + 1 (11001), or OPENAPI_PORT.",
    silent: '/open gets no answer, while other paths do: the gateway does not route it',
    tooMuch: '/open answers with more than a login service would send',
    down: (/** @type {number} */ status) =>
      `the gateway answers for /open with status ${status}: the login service behind it is down`,
    adviceDown: "Start Tailchat's openapi service.",
    stripped:
      'the gateway removes /open from the path: it asks the login service for /auth, which only knows /open/auth',
    adviceStripped:
      "Let the gateway forward the path unchanged, with /open/: in nginx no slash at the end of proxy_pass's address, in Caddy handle and not handle_path, in Traefik no StripPrefix.",
    status: (/** @type {number} */ status) => `/open answers with status ${status}`,
    other: '/open answers with status 200 and something else, such as the index page',
    redirected: (/** @type {string} */ target) => `/open is redirected${target && ` to ${target}`}`,
    adviceRedirected:
      'Use the address at which Tailchat itself answers: the login follows no redirect, because the request contains the secret.',
  },

  stores: {
    hang: `the login service answers, but hangs when it looks something up: ${HANGS}`,
    token: `the token endpoint hangs when it looks up a code: ${HANGS}`,
    advice: "Check Tailchat's Redis and MongoDB, and read the log of its openapi service.",
    reached: 'the authorization endpoint answers',
    ok: 'Tailchat finds its stored data',
  },

  post: {
    ok: 'POST requests reach the login service',
    silent: 'POST requests to /open/token get no answer, while GET requests do',
    fails: (/** @type {string} */ fault) => `POST requests to /open/token fail (${fault})`,
    redirected: (/** @type {number} */ status) =>
      `POST requests to /open/token are redirected (status ${status})`,
    adviceRedirected:
      'Use the final address: the login follows no redirect, because the request contains the secret.',
    other: (/** @type {number} */ status) =>
      `POST requests to /open/token are answered with status ${status}, not by the login service`,
    advice: 'Let the gateway forward POST requests to /open/ as it forwards GET requests.',
  },

  address: {
    none: 'discovery names no authorization endpoint',
    notAnAddress: 'the authorization endpoint in discovery is not an address',
    scheme: (/** @type {string} */ protocol) =>
      `Tailchat thinks that its own address is ${protocol}//: after the password it sends the browser there, and the login breaks`,
    host: (/** @type {string | undefined} */ url) =>
      `Tailchat thinks that its own address is ${url ?? 'another one'}: the login ends there`,
    path: (/** @type {string | undefined} */ theirs, /** @type {string | undefined} */ ours) =>
      `Tailchat thinks that its own path is ${theirs ?? 'another one'}, not ${ours}`,
    cookies: "Tailchat's cookies are not Secure: Tailchat does not know that it is behind https",
    all: (/** @type {string[]} */ faults) => faults.join('; and '),
    adviceProxy: PROXY,
    adviceHost: 'Let the gateway forward the Host header of the request unchanged, with the port.',
    advicePath:
      'The login pages are at /open/ of the host itself: route that path too, or give Tailchat its own host.',
    https: 'https, and Tailchat knows that it is behind https',
    local: 'plain http, on this machine only',
    lan: 'plain http in a private network, as TAILCHAT_ALLOW_HTTP=private allows: anybody who reads the traffic there can log in as the user',
  },

  issuer: {
    ok: (/** @type {string} */ issuer) => `iss is ${issuer}`,
    missing: 'the callback has no iss (RFC 9207)',
    adviceMissing: 'Tailchat 1.11 sends it: check whether this one is older.',
    notUrl: 'iss is not a URL',
    adviceNotUrl: "Correct API_URL in Tailchat's configuration.",
    differs: (/** @type {string} */ theirs, /** @type {string} */ ours, /** @type {string} */ how) =>
      `Tailchat sends ${theirs} as iss, but ${ours} is expected: ${how}`,
    slash: 'the slash at the end differs',
    unlike: 'they differ',
    otherHost: 'the host differs',
    scheme: 'http and https differ',
    path: 'the path differs',
    adviceUnset: (/** @type {string} */ url) =>
      `API_URL is not set in Tailchat's configuration, or still has a sample value: set it to ${url}, and restart Tailchat.`,
    adviceSpelling: (/** @type {string} */ url) =>
      `Write apiUrl (TAILCHAT_API_URL, --api) as ${url} exactly: the login compares it character by character.`,
    adviceSet: (/** @type {string} */ url) =>
      `Set issuer (TAILCHAT_ISSUER) to ${url} exactly, or correct API_URL in Tailchat's configuration.`,
  },

  pkce: {
    ok: 'Tailchat offers PKCE with S256',
    missing: 'Tailchat does not offer PKCE with S256: only the secret protects a stolen code',
  },

  app: {
    ok: (/** @type {string} */ id) => `${id} is known, with OAuth`,
    answers: (/** @type {string} */ code) =>
      `Tailchat answers the authorization request with ${code || 'a code that nobody asked for'}`,
    unknown: (/** @type {string} */ id) => `there is no app ${id}, or its OAuth is off`,
    oddId: '; an id is tc_ and 24 hexadecimal digits, which this is not',
    adviceEnable: ENABLE,
    adviceSecret: `${ENABLE} With the secret the doctor can say more.`,
    list: 'the list of callback addresses is empty or has a bad entry, which disables the whole app',
    adviceList: `${LIST}, leave only complete http(s) addresses without a #fragment. An empty line counts as an entry.`,
    icon: "the app's record is bad, which disables the whole app: most likely its icon is not an http(s) address",
    adviceIcon: "In Tailchat's open platform, give the app another icon.",
    refused: (/** @type {string} */ id, /** @type {boolean} */ withSecret) =>
      `Tailchat refuses the app without a reason: there is no app ${id}; or its OAuth is off; or the redirect URI is not in its list` +
      (withSecret ? ', and the secret is wrong too' : ''),
    status: (/** @type {number} */ status) => `the authorization endpoint answers with status ${status}`,
    silent: (/** @type {string} */ fault) => `the authorization endpoint gives no answer (${fault})`,
    adviceService: `${OPENAPI_LOG} Check that its Redis and MongoDB are up.`,
  },

  redirectUri: {
    ok: (/** @type {string} */ uri) => `${uri} is in the app's list`,
    missing: (/** @type {string} */ uri) => `${uri} is not in the app's list`,
    near: (/** @type {string[]} */ uris) => `; almost the same is: ${uris.join(', ')}`,
    advice: (/** @type {string} */ uri) => `${LIST}, add ${uri} exactly: every character counts.`,
  },

  secret: {
    ok: 'the secret is right',
    none: 'no secret was given, so it was not tried',
    adviceNone: 'Set TAILCHAT_CLIENT_SECRET, or name its variable.',
    wrong: 'the secret is wrong',
    odd: '; a secret is 32 letters, digits, _ and -, which this is not',
    adviceWrong: "In Tailchat's open platform, copy the app's secret again.",
    status: (/** @type {number} */ status) => `the token endpoint answers with status ${status}`,
    silent: (/** @type {string} */ fault) => `the token endpoint gives no answer (${fault})`,
    adviceLog: OPENAPI_LOG,
  },

  page: {
    ok: 'the login page appears',
    hangs: (/** @type {string} */ path) => `${path} gets no answer: ${HANGS}`,
    silent: (/** @type {string} */ path, /** @type {string} */ fault) => `${path} gives no answer (${fault})`,
    otherHost: (/** @type {string} */ origin) =>
      `the login page sends the password to another host${origin && `: ${origin}`}`,
    ledAway: (/** @type {string | undefined} */ origin) =>
      `the login is redirected to ${origin ?? 'another address'}, which does not show the login page`,
    other: (/** @type {string} */ path, /** @type {number} */ status) =>
      `${path} is answered with ${status === 200 ? 'another page than the login page' : `status ${status}`}: nobody can log in`,
    adviceOutside:
      'The login pages are at /open/ of the host itself, whatever path Tailchat has: let the gateway send that path to the login service too, or give Tailchat its own host.',
    adviceRoute:
      'Let the gateway send every path that begins with /open/ to the login service, not only some of them.',
  },

  core: {
    ok: 'the core answers: it knows no account with a made-up address',
    hangs: "the login page appears, but Tailchat's core does not answer it: no password is ever checked",
    silent: (/** @type {string} */ fault) => `the login form gives no answer (${fault})`,
    down: (/** @type {number} */ status) =>
      `Tailchat's core does not answer the login page (status ${status})`,
    advice:
      "Check Tailchat's core service, and whether it reaches MongoDB and Redis: the login service asks it for every account.",
    redirected: (/** @type {number} */ status) =>
      `the login form is redirected (status ${status}), which loses the password`,
    adviceRedirected: 'Let the gateway forward POST requests to /open/ without a redirect.',
    other: (/** @type {number} */ status) =>
      `the login form is answered with status ${status}, not by the login service`,
    adviceOther: 'Let the gateway forward POST requests to /open/interaction/ as it forwards GET requests.',
    strange: (/** @type {number} */ status) =>
      `a made-up address is answered with status ${status}, and without "User does not exist"`,
    adviceLog: OPENAPI_LOG,
  },

  signingKey: {
    none: '/open/jwks gives no key: createVerifier cannot be used with this server',
    own: 'Tailchat signs id_tokens with a key of its own',
    published:
      "Tailchat signs id_tokens with oidc-provider's published development key, as every Tailchat does: trust an id_token only if it comes from the token endpoint",
  },

  discovery: {
    present:
      'standard discovery is present, which only other programs need: let none of them take id_tokens as bearer tokens or from a browser, because Tailchat signs with a published key',
    absent: 'standard discovery is absent, which only other programs need',
    foreign: (/** @type {string | undefined} */ issuer) =>
      `standard discovery names another issuer${issuer ? `: ${issuer}` : ''}`,
    advice: 'docs/interop.md has the lines for nginx, Caddy and Traefik.',
  },

  clock: {
    unknown: 'the server does not say what time it has',
    ahead: (/** @type {number} */ seconds) =>
      `the server's clock is ${seconds} s ahead of this machine's clock`,
    behind: (/** @type {number} */ seconds) =>
      `the server's clock is ${seconds} s behind this machine's clock`,
    refused: ': the login refuses its id_tokens',
    advice: 'Set both clocks by NTP.',
    ok: (/** @type {number} */ seconds) => `the clocks differ by no more than ${seconds} s`,
  },

  internal: {
    none: 'no internal address is set',
    ok: (/** @type {string[]} */ names) => `${names.join(' and ')} answer${names.length > 1 ? '' : 's'}`,
    all: (/** @type {string[]} */ faults) => faults.join('; '),
    isCore: "is the core's address: /open is on another port",
    isOpen: "is the open platform's address: /api is on the core's port",
    other: (/** @type {string} */ path, /** @type {number} */ status) =>
      `answers for ${path} with status ${status}, and not as Tailchat does`,
    silent: (/** @type {string} */ path) => `gives no answer for ${path}`,
    fails: (/** @type {string} */ reason) => `cannot be reached${reason && ` (${reason})`}`,
    advice:
      "The open platform's port is the main port + 1 (11001, in containers 3003) or OPENAPI_PORT. The core's port is the main port (11000, 3000).",
  },

  bot: {
    none: 'no variable of groups is set, and no --rule is given',
    ok: 'the bot logs in, and Tailchat tells it its groups',
    configuration: (/** @type {string} */ message) => `createGroups would not start: ${message}`,
    adviceVariables: 'Correct the variables, which docs/groups.md lists.',
    /** @type {Readonly<Record<string, string>>} */
    faults: {
      secret_wrong: 'Tailchat refuses the secret of the bot',
      app_unknown: 'Tailchat has no app with the id of the bot',
      bot_not_enabled: 'the app has no bot',
      bot_login_closed: 'Tailchat lets no bot log in since its core was restarted',
      deadline_exceeded: 'Tailchat does not answer the bot within the deadline',
    },
    /** @type {Readonly<Record<string, string>>} */
    advice: {
      secret_wrong: "Copy the app's secret again, to TAILCHAT_BOT_SECRET or TAILCHAT_CLIENT_SECRET.",
      app_unknown: "Copy the app's id again, to TAILCHAT_BOT_ID or TAILCHAT_CLIENT_ID.",
      bot_not_enabled:
        "In Tailchat's settings, under Open Api (开放平台), switch on the bot (机器人) on the app's Bot page.",
      bot_login_closed: "Restart Tailchat's open platform (the openapi service) as well.",
      deadline_exceeded:
        "Let /api lead to Tailchat's core, and raise TAILCHAT_GROUPS_DEADLINE if the groups are large.",
    },
    fails: (/** @type {string} */ code, /** @type {number | undefined} */ status) =>
      `the bot cannot read its groups: ${code}${status ? ` (status ${status})` : ''}`,
    adviceApi: "Let /api lead to Tailchat's core, and check that its open platform is up.",
  },

  groups: {
    ok: (/** @type {string[]} */ seen) =>
      `the bot sees ${seen.length} group${seen.length > 1 ? 's' : ''}: ${seen.join(', ')}`,
    empty: 'the bot is in no group',
    adviceEmpty:
      'Put it into your group: install the plug-in com.msgbyte.integration, then the group details, third party integration.',
    noGroup: (/** @type {string} */ group) => `the bot is not in group ${group}, or there is none of this id`,
    noRole: (/** @type {string} */ group, /** @type {string} */ role) => `group ${group} has no role ${role}`,
    advice: 'npx tailchat-login groups lists the ids. A bot sees only the groups that it is in.',
  },

  join: {
    none: 'TAILCHAT_JOIN_URLS is not set',
    ok: 'every link to join is a permanent invitation to its group',
    noInvite: (/** @type {string} */ group) =>
      `the link for ${group} is no invitation of Tailchat, and is not checked`,
    unknown: (/** @type {string} */ group, /** @type {number} */ status) =>
      `the link for ${group} cannot be checked (status ${status})`,
    gone: (/** @type {string} */ group) => `the invitation for ${group} does not exist`,
    other: (/** @type {string} */ group) => `the invitation for ${group} leads to another group`,
    used: (/** @type {string} */ group) => `the invitation for ${group} is used up`,
    expired: (/** @type {string} */ group) => `the invitation for ${group} has expired`,
    expires: (/** @type {string} */ group) => `the invitation for ${group} will expire: make a permanent one`,
    advice:
      'Make a permanent invitation in the group details, and write its address into TAILCHAT_JOIN_URLS.',
  },

  login: {
    none: 'with --login EMAIL the doctor runs one whole login',
    noSecret: "a login needs the app's secret",
    adviceSecret: 'Set TAILCHAT_CLIENT_SECRET.',
    has: (/** @type {string} */ name, /** @type {boolean} */ given) => `${name} ${given ? 'yes' : 'no'}`,
    ok: (/** @type {string[]} */ members) => `a whole login succeeded: ${members.join(', ')}`,
    refused: (/** @type {string} */ code) => `the login was refused at its end: ${code}`,
    adviceRefused: 'docs/errors.md explains each code.',
    noForm: (/** @type {string} */ state) => `the login ended at a page without a form (${state})`,
    noConsent: (/** @type {string} */ state) => `the login ended at the consent (${state})`,
    status: (/** @type {number} */ status) => `status ${status}`,
    otherHost: 'a form of Tailchat leads to another host: the doctor sent nothing there',
    ledAway: (/** @type {boolean} */ afterPassword, /** @type {string} */ url) =>
      `after ${afterPassword ? 'the password' : 'the consent'} Tailchat leads to another address than ${url}`,
    adviceLedAway:
      'Start Tailchat with OPENAPI_UNDER_PROXY=true, and let the gateway forward Host and X-Forwarded-Proto.',
    silent: (/** @type {string} */ fault) => `the login form gives no answer (${fault})`,
    unknown: 'Tailchat knows no account with this address',
    wrongPassword: 'Tailchat says that the password is wrong',
    account: (/** @type {number} */ status) => `Tailchat refuses the account (status ${status})`,
    adviceAccount: 'Check whether it is banned, or a guest.',
  },
};

/** @typedef {typeof DOCTOR_EN} DoctorTexts */
