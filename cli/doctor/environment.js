import { TailchatLoginError } from '../../bindings/error.js';
import { OPTIONS, variableOf } from '../../worker/config/config.js';
import { checkEnvironment } from '../../worker/environment.js';
import { failed, ok, skipped } from './finding.js';

/** @typedef {import('./finding.js').Finding} Finding */
/** @typedef {Record<string, string | undefined>} Environment */

/** Valid values for required variables that are wrong or missing, so that the others can be checked. */
const SOUND = Object.freeze({
  TAILCHAT_API_URL: 'https://chat.example',
  TAILCHAT_CLIENT_ID: 'tc_0',
  TAILCHAT_CLIENT_SECRET: 'none',
  TAILCHAT_SESSION_KEYS: Buffer.alloc(32, 1).toString('base64url'),
  TAILCHAT_BASE_URL: 'https://site.example',
});

/** More than any environment has options: each round removes one fault. */
const MOST = 50;

/** @typedef {{ variable: string, message: string }} Fault */

/**
 * All faults that `serve` would refuse, by its own reading of the environment.
 *
 * @param {Environment} env
 * @returns {Fault[]}
 */
export function listFaults(env) {
  const looked = { ...env };
  /** @type {Fault[]} */
  const faults = [];
  while (faults.length < MOST) {
    const fault = readOnce(looked);
    if (fault === undefined) return faults;
    faults.push(fault);
    const { variable } = fault;
    const sound = Reflect.get(SOUND, variable);
    if (looked[variable] === sound) return faults; // no further fault can be found behind this one
    // One fault may name all that are missing.
    if (/ are missing$/.test(fault.message))
      for (const [name, value] of Object.entries(SOUND)) looked[name] ||= value;
    if (sound === undefined) delete looked[variable];
    else looked[variable] = sound;
  }
  return faults;
}

/** @param {Environment} env @returns {Fault | undefined} */
function readOnce(env) {
  try {
    checkEnvironment(env, () => {});
    return undefined;
  } catch (error) {
    if (!(error instanceof TailchatLoginError)) throw error;
    // A misspelt name belongs to no option.
    const variable = variableOf(error) ?? error.message.split(' ', 1)[0];
    return { variable, message: error.message };
  }
}

/** If one of these is set, `serve` is meant to start with this environment. */
const OF_SERVE = ['TAILCHAT_BASE_URL', 'TAILCHAT_SESSION_KEYS'];

/**
 * @param {Environment} env
 * @param {import('../texts/doctor_en.js').DoctorTexts['environment']} say
 * @returns {Finding}
 */
export function judgeEnvironment(env, say) {
  const names = Object.keys(env).filter((name) => /^TAILCHAT_/.test(name) && env[name]);
  if (names.length === 0 || (names.length === 1 && names[0] === 'TAILCHAT_CLIENT_SECRET')) {
    return skipped(say.none);
  }
  const whole = OF_SERVE.some((name) => env[name]);
  // Flags may replace what a partial environment lacks.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  const looked = whole ? env : { ...SOUND, ...set };
  const faults = listFaults(looked);
  if (faults.length > 0) {
    return failed(say.refused(faults.map(say.fault)), say.adviceRefused);
  }
  const known = OPTIONS.flatMap(({ env: name }) =>
    name && env[name] ? [name.slice('TAILCHAT_'.length)] : [],
  );
  return ok(say.taken(known) + (env.TAILCHAT_ALLOW_HTTP === 'private' ? say.http : ''));
}
