import { failed, ok, showUrl, skipped } from './finding.js';
import { STORES } from './stores.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

const CORE =
  "Look at Tailchat's core service, and whether it reaches MongoDB and Redis: the login service asks it for every account.";

/** What the login service says of an address that nobody has. */
const NOBODY = /EntityError|User does not exist|用户不存在/;
const UNANSWERED = /time(?:d )?out|SERVICE_NOT_|is not (?:found|available)/i;

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkLoginPage(visit) {
  const { silent, page, client, open } = visit;
  if (!(await silent()).allowed) return skipped('not to be seen while the app is refused');
  const { answer, url, form } = await page();
  const where = pathOf(url);
  if (answer.fault === 'deadline_exceeded') {
    return failed(`${where} gets no answer: Tailchat's Redis or MongoDB hangs`, STORES);
  }
  if (answer.fault !== undefined) return failed(`${where} gives no answer (${answer.fault})`);
  if (form?.login) {
    if (new URL(form.action).origin === new URL(client.apiUrl).origin) return ok('the login page is shown');
    return failed(`the login page sends the password to another host${shown(form.action)}`);
  }
  const { origin } = new URL(url);
  if (origin !== new URL(client.apiUrl).origin) {
    return failed(
      `the login is led away to ${showUrl(origin) ?? 'another address'}: its page is not shown there`,
    );
  }
  const state = answer.status === 200 ? 'something else than the login page' : `status ${answer.status}`;
  const outside = !where.startsWith(new URL(`${open}/`).pathname);
  return failed(
    `${where} is answered with ${state}: nobody can log in`,
    outside
      ? "Tailchat's login pages are at /open/ of the host itself, whatever path it has: let the gateway send that to the login service too, or give Tailchat a host of its own."
      : 'Let the gateway send every path that begins with /open/ to the login service, not the first ones alone.',
  );
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkCore({ made_up }) {
  const answer = await made_up();
  if (answer.fault === 'deadline_exceeded') {
    return failed(
      "the login page is shown, but Tailchat's core does not answer it: no password is ever checked",
      CORE,
    );
  }
  if (answer.fault !== undefined) return failed(`the login form gives no answer (${answer.fault})`, CORE);
  const { status, text } = answer;
  if (NOBODY.test(text)) return ok('the core answers: an address that nobody has is not known there');
  if (status === 502 || status === 503 || status === 504 || UNANSWERED.test(text)) {
    return failed(`Tailchat's core does not answer the login page (status ${status})`, CORE);
  }
  if (status >= 300 && status < 400) {
    return failed(
      `the login form is redirected (status ${status}), and the password is lost on the way`,
      'Let the gateway send POST requests to /open/ on without a redirect.',
    );
  }
  if (status === 404 || status === 405 || status === 200) {
    return failed(
      `the login form is answered with status ${status}, not by the login service`,
      'Let the gateway send POST requests to /open/interaction/ on as it does GET.',
    );
  }
  return failed(
    `an address that nobody has is answered with status ${status}, and without "User does not exist"`,
    "The log of Tailchat's openapi service says why.",
  );
}

/** Without the id of the interaction. @param {string} url */
const pathOf = (url) => new URL(url).pathname.replace(/(\/(?:interaction|auth)\/).+/, '$1...');

/** @param {string} url */
const shown = (url) => (showUrl(new URL(url).origin) ? `: ${new URL(url).origin}` : '');
