import { failed, ok, skipped } from './finding.js';
import { createWalk, targetOf } from './walk.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */
/** @typedef {import('../texts/doctor_en.js').DoctorTexts['login']} Texts */

/** Login, consent, and one more for a page between them. */
const MAX_FORMS = 3;

/**
 * One complete login with the caller's account. The finding names the user's members, and shows no values.
 *
 * @param {Visit} visit
 * @returns {Promise<Finding>}
 */
export async function checkLogin(visit) {
  const { account, clientSecret, client, texts } = visit;
  const say = texts.login;
  if (account === undefined) return skipped(say.none);
  if (clientSecret === undefined) return failed(say.noSecret, say.adviceSecret);
  const { url, transaction } = client.begin();
  const arrived = await walkThrough(visit, account, url);
  if (typeof arrived !== 'string') return arrived;
  try {
    const { user } = await client.finish(arrived, transaction);
    const has = (/** @type {string} */ name) => say.has(name, Reflect.get(user, name) !== undefined);
    return ok(say.ok(['sub', 'nickname', 'discriminator', 'avatar'].map(has)));
  } catch (error) {
    const { code = 'internal_error' } = /** @type {{ code?: string }} */ (error);
    return failed(say.refused(code), say.adviceRefused);
  }
}

/**
 * @param {Visit} visit
 * @param {{ email: string, password: string }} account
 * @param {string} begin
 * @returns {Promise<string | Finding>} the callback, or the reason why there is none
 */
async function walkThrough({ means, client, texts: { login: say } }, { email, password }, begin) {
  const walk = createWalk(means, client.redirectUri);
  let url = begin;
  for (let forms = 0; ; forms += 1) {
    const shown = await walk.open(url);
    if (shown.callback !== undefined) return shown.callback;
    if (shown.form === undefined || forms === MAX_FORMS)
      return failed(say.noForm(stateOf(shown.answer, say)));
    const { action, login } = shown.form;
    if (new URL(action).origin !== new URL(client.apiUrl).origin) {
      return failed(say.otherHost);
    }
    const answer = await shown.submit(login ? { email, password } : {});
    const next = targetOf(answer, action);
    if (next === undefined) return login ? refused(answer, say) : failed(say.noConsent(stateOf(answer, say)));
    if (new URL(next).origin !== new URL(client.apiUrl).origin && !walk.isCallback(next)) {
      return failed(say.ledAway(login, client.apiUrl), say.adviceLedAway);
    }
    if (walk.isCallback(next)) return next;
    url = next;
  }
}

/** @param {import('./ask.js').Answer} answer @param {Texts} say @returns {Finding} */
function refused({ fault, status, text }, say) {
  if (fault !== undefined) return failed(say.silent(fault));
  if (/does not exist|不存在/.test(text)) return failed(say.unknown);
  if (/password|密码/i.test(text)) return failed(say.wrongPassword);
  return failed(say.account(status), say.adviceAccount);
}

/** @param {import('./ask.js').Answer} answer @param {Texts} say */
const stateOf = ({ fault, status }, say) => fault ?? say.status(status);
