import { failed, ok, skipped } from './finding.js';
import { createWalk, targetOf } from './walk.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/** Login, consent, and one more for a page in between. */
const MAX_FORMS = 3;

/**
 * One whole login with an account that was given for it. What comes is said, and not shown.
 *
 * @param {Visit} visit
 * @returns {Promise<Finding>}
 */
export async function checkLogin(visit) {
  const { account, clientSecret, client } = visit;
  if (account === undefined) return skipped('with --login EMAIL one whole login is run');
  if (clientSecret === undefined)
    return failed("a login needs the app's secret", 'Set TAILCHAT_CLIENT_SECRET.');
  const { url, transaction } = client.begin();
  const arrived = await walkThrough(visit, account, url);
  if (typeof arrived !== 'string') return arrived;
  try {
    const { user } = await client.finish(arrived, transaction);
    const has = (/** @type {string} */ name) =>
      `${name} ${Reflect.get(user, name) === undefined ? 'no' : 'yes'}`;
    return ok(
      `a whole login was run: sub yes, ${['nickname', 'discriminator', 'avatar'].map(has).join(', ')}`,
    );
  } catch (error) {
    const { code = 'internal_error' } = /** @type {{ code?: string }} */ (error);
    return failed(`the login was refused at its end: ${code}`, 'docs/errors.md says what each code means.');
  }
}

/**
 * @param {Visit} visit
 * @param {{ email: string, password: string }} account
 * @param {string} begin
 * @returns {Promise<string | Finding>} the callback, or why there is none
 */
async function walkThrough({ means, client }, { email, password }, begin) {
  const walk = createWalk(means, client.redirectUri);
  let url = begin;
  for (let forms = 0; ; forms += 1) {
    const shown = await walk.open(url);
    if (shown.callback !== undefined) return shown.callback;
    if (shown.form === undefined || forms === MAX_FORMS) return lost(shown.answer, 'a page without a form');
    const { action, login } = shown.form;
    if (new URL(action).origin !== new URL(client.apiUrl).origin) {
      return failed('a form of Tailchat leads to another host: nothing was sent there');
    }
    const answer = await shown.submit(login ? { email, password } : {});
    const next = targetOf(answer, action);
    if (next === undefined) return login ? refused(answer) : lost(answer, 'the consent');
    if (new URL(next).origin !== new URL(client.apiUrl).origin && !walk.isCallback(next)) {
      return failed(
        `after ${login ? 'the password' : 'the consent'} Tailchat leads to another address than ${client.apiUrl}`,
        'Start Tailchat with OPENAPI_UNDER_PROXY=true, and let the gateway send Host and X-Forwarded-Proto on.',
      );
    }
    if (walk.isCallback(next)) return next;
    url = next;
  }
}

/** @param {import('./ask.js').Answer} answer @returns {Finding} */
function refused({ fault, status, text }) {
  if (fault !== undefined) return failed(`the login form gives no answer (${fault})`);
  if (/does not exist|不存在/.test(text)) return failed('Tailchat knows no account with this address');
  if (/password|密码/i.test(text)) return failed('Tailchat says that the password is wrong');
  return failed(`Tailchat refuses the account (status ${status})`, 'Is it banned, or a guest?');
}

/** @param {import('./ask.js').Answer} answer @param {string} what @returns {Finding} */
const lost = ({ fault, status }, what) =>
  failed(`the login ended at ${what} (${fault ?? `status ${status}`})`);
