import { createClient } from 'tailchat-login';
import { TailchatLoginError } from '../../bindings/error.js';
import { OPTIONS } from '../../worker/config/options.js';
import { isId } from '../../worker/groups/ids.js';
import { repairApp } from '../app/apps.js';
import { callbackOf } from '../app/callbacks.js';
import { AppError, createTailchat } from '../app/tailchat.js';
import { diagnose, formatResult } from '../doctor/index.js';
import { isEmail, readPasswordOf } from '../account.js';
import { loadEnvironment } from '../environment.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { showName } from '../show.js';
import { findings, texts } from '../texts/index.js';

const SECRET = 'TAILCHAT_CLIENT_SECRET';

const say = texts.doctor;

/** @type {import('../main.js').Command} */
export const doctor = {
  help: say.help,
  options: {
    api: { type: 'string' },
    'client-id': { type: 'string' },
    'secret-env': { type: 'string' },
    'redirect-uri': { type: 'string' },
    issuer: { type: 'string' },
    deadline: { type: 'string' },
    env: { type: 'string' },
    login: { type: 'string' },
    fix: { type: 'string' },
    rule: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
  run: runDoctor,
};

/** @type {Readonly<Record<string, string>>} */
const FLAGS = Object.freeze({
  apiUrl: '--api',
  clientId: '--client-id',
  redirectUri: '--redirect-uri',
  issuer: '--issuer',
  deadline: '--deadline',
});

/** @param {Record<string, string | undefined> & { json?: any, rule?: any }} values */
async function runDoctor(values) {
  loadEnvironment(values.env);
  const { secretName, clientSecret } = readSecret(values['secret-env']);
  const { TAILCHAT_BASE_URL: bases, TAILCHAT_BASE_PATH: path } = process.env;
  const callbacks = (bases || undefined)?.split(',').map((base) => callbackOf(base, path || undefined)) ?? [];
  const uri = values['redirect-uri'];
  const [redirectUri, ...redirectUris] = uri === undefined ? callbacks : [uri];
  const deadline = Number(values.deadline ?? 5000);
  const given = {
    apiUrl: values.api ?? process.env.TAILCHAT_API_URL,
    clientId: values['client-id'] ?? process.env.TAILCHAT_CLIENT_ID,
    redirectUri,
    internalUrl: process.env.TAILCHAT_INTERNAL_URL || undefined,
    allowHttp: process.env.TAILCHAT_ALLOW_HTTP || undefined,
    issuer: values.issuer ?? (process.env.TAILCHAT_ISSUER || undefined),
    deadline,
    // Never sent, because without a secret no request needs one.
    clientSecret: clientSecret ?? 'none',
  };
  const client = makeClient({ ...given, ...readOthers() }, secretName);
  const env = { ...process.env, [SECRET]: clientSecret };
  const internal = readInternal(process.env);
  if (values.fix !== undefined && (values.json || values.login !== undefined))
    fail(USAGE_ERROR, `tailchat-login: ${say.fixAlone}\n`);
  const account = await readAccount(values.login, clientSecret);
  const rules = readRules(values.rule);
  // JSON is for programs, so it is the same in every language.
  const language = values.json ? undefined : findings;
  const asked = { account, rules, redirectUris };
  const patient = { client, clientSecret, deadline, env, internal, ...asked, texts: language };
  const examine = () =>
    diagnose(patient, (result) => {
      if (!values.json) write(formatResult(result));
    });
  let report = await examine();
  if (values.json) write(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (values.fix !== undefined) {
    if (await repair(report, values.fix, client, redirectUris)) report = await examine();
  } else if (report.checks.some(isOfApp)) write(say.fixable);
  process.exitCode = report.ok ? 0 : 1;
}

/** Whether the fault is in the app's record. @param {import('../doctor/index.js').Result} result */
const isOfApp = ({ name, status }) => status === 'fail' && (name === 'app' || name === 'redirect_uri');

/**
 * @param {import('../doctor/index.js').Report} report
 * @param {string} email
 * @param {import('../../types/index.js').Client} client
 * @param {string[]} redirectUris
 * @returns {Promise<boolean>} whether something was changed
 */
async function repair({ checks }, email, { apiUrl, clientId, redirectUri }, redirectUris) {
  if (!checks.some(isOfApp)) {
    write(say.nothingToFix);
    return false;
  }
  const password = await readPasswordOf(email, '--fix');
  try {
    const tailchat = createTailchat({ apiUrl });
    await tailchat.logIn(email, password);
    const { oauth, added, unsound } = await repairApp(tailchat, clientId, [redirectUri, ...redirectUris]);
    if (oauth) write(say.fixedOauth);
    if (added.length > 0) write(say.fixedCallbacks(added.join(', ')));
    if (unsound.length > 0)
      write(say.unsound(unsound.map((entry) => showName(String(entry), 300)).join(', ')));
    return oauth || added.length > 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return fail(1, `tailchat-login: ${error.message}\n`);
  }
}

/** @param {Record<string, string | undefined>} env @returns {import('../doctor/internal.js').Internal} */
function readInternal({ TAILCHAT_INTERNAL_URL: open, TAILCHAT_INTERNAL_API_URL: api }) {
  return {
    open: readAddress('TAILCHAT_INTERNAL_URL', open),
    api: readAddress('TAILCHAT_INTERNAL_API_URL', api),
  };
}

/** @param {string} name @param {string} [text] */
function readAddress(name, text) {
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const sound = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (sound && url.search === '' && url.hash === '') return url.href.replace(/\/+$/, '');
  return fail(USAGE_ERROR, `tailchat-login: ${say.address(name)}\n`);
}

/** @param {string} [email] @param {string} [clientSecret] */
async function readAccount(email, clientSecret) {
  if (email === undefined) return undefined;
  if (isEmail(email) && clientSecret === undefined) {
    return fail(USAGE_ERROR, `tailchat-login: ${say.secretNeeded(SECRET)}\n`);
  }
  return { email, password: await readPasswordOf(email, '--login') };
}

/** @param {string[]} [given] */
function readRules(given = []) {
  return given.map((rule) => {
    const [group, role, ...rest] = rule.split('/');
    if (rest.length === 0 && isId(group) && (role === undefined || isId(role))) return { group, role };
    return fail(USAGE_ERROR, `tailchat-login: ${say.rule}\n`);
  });
}

/** @param {string} [named] */
function readSecret(named) {
  const secretName = named ?? SECRET;
  const clientSecret = process.env[secretName] || undefined;
  if (named !== undefined && clientSecret === undefined) {
    return fail(USAGE_ERROR, `tailchat-login: ${say.secretEnv}\n`);
  }
  return { secretName, clientSecret };
}

/** The client's other options, such as plain http in a private network. */
function readOthers() {
  const names = Object.keys(FLAGS).concat('clientSecret');
  return Object.fromEntries(
    OPTIONS.filter(({ of, env, name }) => env && of.includes('client') && !names.includes(name)).flatMap(
      (/** @type {any} */ { name, env, parse = String }) => {
        const value = process.env[env];
        return value ? [[name, parse(value)]] : [];
      },
    ),
  );
}

/**
 * @param {any} given
 * @param {string} secretName
 */
function makeClient(given, secretName) {
  try {
    return createClient(given);
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    const option = OPTIONS.find(({ name, code }) => name === error.option || code === error.code);
    if (option === undefined) throw error;
    const label = FLAGS[option.name] ?? (option.name === 'clientSecret' ? secretName : option.env);
    const { name, rule } = option;
    const missing = given[name] === undefined;
    return fail(
      USAGE_ERROR,
      `tailchat-login: ${say.option({ label: String(label), name, rule, missing })}\n`,
    );
  }
}
