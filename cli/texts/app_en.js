/** The texts in English of what the command line does at Tailchat as a member: `app`, `panel` and `doctor --fix`. */
export const APP_EN = {
  app: {
    help: `tailchat-login app create --api URL --name NAME --base-url URL [--base-path /auth]
               [--bot] [--again] [--email EMAIL] [--env .env]
tailchat-login app list --api URL [--email EMAIL]
tailchat-login app add-callback [URL...] --app ID --api URL [--email EMAIL]
    makes and changes an app of the open platform, as the member with this account
    create writes the app's id and secret into the file of --env (0600), and never over a value;
    it switches OAuth on, and adds the callback address of the site
      --bot      makes a second app, whose id no browser sees, as the bot that reads groups
      --again    makes an app though one of this name exists
    list shows the account's apps and their callback addresses, never a secret
    add-callback adds addresses to an app's list, and says if an entry would disable the app;
      without one it adds those of TAILCHAT_BASE_URL
    --base-url may be several addresses with commas between them: a site with several hosts
    the password is asked at the terminal, or is the first line of the standard input; it is kept nowhere
`,
    actions: (/** @type {string} */ names) => `app needs one of ${names}`,
    tooMany: 'too many arguments',
    name: '--name must be the name of the app',
    baseUrl: "--base-url must be the site's public https address, or several with commas",
    basePath: '--base-path must be a path such as /auth',
    appId: '--app must be the id of the app, as list shows it',
    noAddress: 'add-callback needs one or more addresses, or TAILCHAT_BASE_URL',
    address:
      'each address must be a whole http(s) address without a fragment; another entry would disable the app',
    exists: (/** @type {string} */ id) =>
      `an app of this name exists (${id}): add-callback changes it, --again makes another one`,
    made: (/** @type {string} */ id, /** @type {string} */ file) =>
      `Made the app ${id}; its id and secret are in ${file}.`,
    configured: (/** @type {string} */ callbacks) => `OAuth is on; the callback address is ${callbacks}`,
    bot: (/** @type {string} */ id) => `Made the bot ${id}. Let it join each group that your rules name.`,
    none: 'This account has no app.',
    disables: '<- disables the app: no http(s) address, or with a fragment',
    nothingOn: 'nothing switched on',
    unsound: (/** @type {string} */ entries) =>
      `an entry of the app's list disables it: ${entries}; take it out on the app's page, and call this again`,
    already: 'The addresses are in the list already.',
    has: 'The app has these callback addresses:',
    notOn: (/** @type {string} */ id, /** @type {string} */ capability) =>
      `the app ${id} was made, but ${capability} is not switched on`,
    missing: 'this account has no app with this id; `tailchat-login app list` shows what it has',
    notKept: (/** @type {string} */ id) =>
      `Tailchat did not keep the callback addresses of ${id}; enter them on the app's page`,
    oauthOff: (/** @type {string} */ id) => `OAuth of ${id} could not be switched on`,
    taken: (/** @type {string} */ file, /** @type {string} */ names) =>
      `${file} has a value for ${names} already: take the line out, or name another file with --env`,
    unwritable: (/** @type {string} */ file, /** @type {string} */ reason) =>
      `${file} cannot be written to (${reason}); nothing was made`,
    link: 'it is a symbolic link',
  },

  account: {
    api: "--api must be Tailchat's https address (http only in a private network, because a password is sent)",
    email: (/** @type {string} */ label) => `${label} must be the email address of an account`,
    emailOf: 'Email address of your Tailchat account: ',
    passwordOf: (/** @type {string} */ email) => `Password of ${email}: `,
    noPassword: (/** @type {string} */ label) =>
      `${label}: no password came; type it, or pass it on the standard input`,
    refused: (/** @type {string} */ why) => `Tailchat refused the login: ${why}`,
    wrongPassword: 'the password is wrong',
    unknownEmail: 'there is no account with this email address',
    banned: 'the account is banned',
    status: (/** @type {number} */ status) => `status ${status}`,
  },

  tailchat: {
    failed: (/** @type {string} */ path, /** @type {string} */ why) => `${path}: ${why}`,
    noJson: (/** @type {string} */ path, /** @type {number} */ status) =>
      `${path}: status ${status} and no JSON; is --api the address of Tailchat itself?`,
    forbidden: (/** @type {string} */ path) => `${path}: this account may not do it (status 403)`,
    refused: (/** @type {string} */ path, /** @type {string} */ answer) =>
      `${path}: Tailchat refused it (status ${answer})`,
    noList: (/** @type {string} */ path) => `${path}: the answer is no list`,
    noSecret: (/** @type {string} */ path) => `${path}: the answer has no appId and appSecret`,
  },
};

/** @typedef {typeof APP_EN} AppTexts */
