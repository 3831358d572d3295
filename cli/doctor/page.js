import { failed, ok, showUrl, skipped } from './finding.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/** The login service's answer to an address that no account has. */
const NOBODY = /EntityError|User does not exist|用户不存在/;
const UNANSWERED = /time(?:d )?out|SERVICE_NOT_|is not (?:found|available)/i;

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkLoginPage(visit) {
  const { silent, page, client, open, texts } = visit;
  const say = texts.page;
  if (!(await silent()).allowed) return skipped(texts.unseen);
  const { answer, url, form } = await page();
  const where = pathOf(url);
  if (answer.fault === 'deadline_exceeded') return failed(say.hangs(where), texts.stores.advice);
  if (answer.fault !== undefined) return failed(say.silent(where, answer.fault));
  if (form?.login) {
    if (new URL(form.action).origin === new URL(client.apiUrl).origin) return ok(say.ok);
    return failed(say.otherHost(showUrl(new URL(form.action).origin) ?? ''));
  }
  const { origin } = new URL(url);
  if (origin !== new URL(client.apiUrl).origin) {
    return failed(say.ledAway(showUrl(origin)));
  }
  const outside = !where.startsWith(new URL(`${open}/`).pathname);
  return failed(say.other(where, answer.status), outside ? say.adviceOutside : say.adviceRoute);
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkCore({ made_up, texts: { core: say } }) {
  const answer = await made_up();
  if (answer.fault === 'deadline_exceeded') return failed(say.hangs, say.advice);
  if (answer.fault !== undefined) return failed(say.silent(answer.fault), say.advice);
  const { status, text } = answer;
  if (NOBODY.test(text)) return ok(say.ok);
  if (status === 502 || status === 503 || status === 504 || UNANSWERED.test(text)) {
    return failed(say.down(status), say.advice);
  }
  if (status >= 300 && status < 400) {
    return failed(say.redirected(status), say.adviceRedirected);
  }
  if (status === 404 || status === 405 || status === 200) {
    return failed(say.other(status), say.adviceOther);
  }
  return failed(say.strange(status), say.adviceLog);
}

/** Leaves out the id of the interaction. @param {string} url */
const pathOf = (url) => new URL(url).pathname.replace(/(\/(?:interaction|auth)\/).+/, '$1...');
