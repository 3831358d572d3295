import { checkAddress } from './address.js';
import { checkApp, checkRedirectUri, checkSecret } from './app.js';
import { judgeEnvironment } from './environment.js';
import { skipped } from './finding.js';
import { checkBot, checkGroups, checkJoinUrls } from './groups.js';
import { checkInternal } from './internal.js';
import { checkLogin } from './login.js';
import { checkCore, checkLoginPage } from './page.js';
import { checkDiscovery, checkIssuer, checkPkce, checkSigningKey } from './provider.js';
import { checkClock, checkOpen, checkReachable } from './server.js';
import { checkPost, checkStores } from './stores.js';
import { createVisit } from './visit.js';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} [needs] the check that must succeed before this one can run
 * @property {(visit: import('./visit.js').Visit) => Promise<import('./finding.js').Finding>} run
 */

/** @type {ReadonlyArray<Check>} */
export const CHECKS = Object.freeze([
  { name: 'environment', run: async ({ env, texts }) => judgeEnvironment(env, texts.environment) },
  { name: 'reachable', run: checkReachable },
  { name: 'open', needs: 'reachable', run: checkOpen },
  { name: 'stores', needs: 'open', run: checkStores },
  { name: 'post', needs: 'stores', run: checkPost },
  { name: 'address', needs: 'open', run: checkAddress },
  { name: 'issuer', needs: 'open', run: checkIssuer },
  { name: 'pkce', needs: 'open', run: checkPkce },
  { name: 'app', needs: 'stores', run: checkApp },
  { name: 'redirect_uri', needs: 'stores', run: checkRedirectUri },
  { name: 'secret', needs: 'post', run: checkSecret },
  { name: 'login_page', needs: 'stores', run: checkLoginPage },
  { name: 'core', needs: 'login_page', run: checkCore },
  { name: 'signing_key', needs: 'open', run: checkSigningKey },
  { name: 'discovery', needs: 'open', run: checkDiscovery },
  { name: 'clock', needs: 'open', run: checkClock },
  { name: 'internal', run: checkInternal },
  { name: 'bot', run: checkBot },
  { name: 'groups', needs: 'bot', run: checkGroups },
  { name: 'join_urls', needs: 'bot', run: checkJoinUrls },
  { name: 'login', needs: 'core', run: checkLogin },
]);

/**
 * @typedef {{ name: string } & import('./finding.js').Finding} Result
 * @typedef {{ ok: boolean, checks: Result[] }} Report `ok` when nothing has failed
 */

/**
 * Checks a deployment by the steps of a login, up to the login page. It logs in only if an account was given.
 *
 * @param {import('./visit.js').Patient} patient
 * @param {(result: Result) => void} [tell] receives the result of each check
 * @returns {Promise<Report>}
 */
export async function diagnose(patient, tell = () => {}) {
  const visit = createVisit(patient);
  /** @type {Result[]} */
  const checks = [];
  for (const { name, needs, run } of CHECKS) {
    const needed = checks.find((check) => check.name === needs);
    const blocked = needed !== undefined && ['fail', 'skip'].includes(needed.status);
    const result = { name, ...(blocked ? skipped(visit.texts.needs(needed.name)) : await run(visit)) };
    checks.push(result);
    tell(result);
  }
  return { ok: checks.every(({ status }) => status !== 'fail'), checks };
}

const WIDTH = Math.max(...CHECKS.map(({ name }) => name.length));

/** @param {Result} result */
export function formatResult({ name, status, text, advice }) {
  const head = `${status.padEnd(4)}  ${name.padEnd(WIDTH)}  `;
  return `${head}${text}\n${advice ? `${' '.repeat(head.length)}${advice}\n` : ''}`;
}
