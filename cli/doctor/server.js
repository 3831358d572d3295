import * as LIMITS from '../../bindings/limits.js';
import { findUnusedProxy } from '../../worker/config/node_settings.js';
import { readObject } from './ask.js';
import { explainCertificate, isUntrusted } from './certificate.js';
import { failed, ok, showUrl, skipped, warn } from './finding.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */
/** @typedef {import('../texts/doctor_en.js').DoctorTexts['open']} OpenTexts */

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkReachable({ discovery, home, client, deadline, texts: { reachable: say } }) {
  const first = await discovery();
  // A gateway that does not route /open is silent about that path only.
  const { fault, reason = '' } = first.fault === 'deadline_exceeded' ? await home() : first;
  if (fault === 'deadline_exceeded')
    return failed(
      say.silent(client.apiUrl, deadline),
      findUnusedProxy(process.env, client.apiUrl) ?? say.adviceSilent,
    );
  if (fault !== 'upstream_unreachable') return ok(say.answers(client.apiUrl));
  if (isUntrusted(reason)) {
    const { why, advice } = await explainCertificate(reason, client.apiUrl, deadline, say);
    return failed(say.fails(client.apiUrl, why, reason), advice);
  }
  const why = Object.hasOwn(say.reasons, reason) ? Reflect.get(say.reasons, reason) : '';
  return failed(say.fails(client.apiUrl, why, reason), findUnusedProxy(process.env, client.apiUrl));
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkOpen(visit) {
  const { discovery, client, texts } = visit;
  const say = texts.open;
  const answer = await discovery();
  const advice = /\/open\/?$/.test(client.apiUrl) ? say.adviceSuffix : say.adviceRoute;
  if (answer.fault === 'deadline_exceeded') return failed(say.silent, advice);
  if (answer.fault !== undefined) return failed(say.tooMuch, advice);
  const { status, headers } = answer;
  if (status >= 300 && status < 400) return foundElsewhere(headers.get('location') ?? '', client.apiUrl, say);
  if (status >= 502 && status <= 504) return failed(say.down(status), say.adviceDown);
  if (isDiscovery(answer)) return ok(say.ok);
  if (isDiscovery(await visit.twice())) {
    return failed(say.stripped, say.adviceStripped);
  }
  return failed(status === 200 ? say.other : say.status(status), advice);
}

/** @param {import('./ask.js').Answer} answer */
function isDiscovery(answer) {
  const { issuer, authorization_endpoint } = readObject(answer) ?? {};
  return answer.status === 200 && typeof issuer === 'string' && typeof authorization_endpoint === 'string';
}

/** @param {string} location @param {string} apiUrl @param {OpenTexts} say */
function foundElsewhere(location, apiUrl, say) {
  const target = URL.canParse(location, apiUrl) ? showUrl(new URL(location, apiUrl).origin) : undefined;
  return failed(say.redirected(target ?? ''), say.adviceRedirected);
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkClock({ discovery, texts: { clock: say } }) {
  const { headers, received } = await discovery();
  const date = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(date)) return skipped(say.unknown);
  const ahead = Math.round((date - received) / 1000);
  const text = ahead > 0 ? say.ahead(ahead) : say.behind(-ahead);
  const { clock_leeway_seconds: leeway, id_token_age_seconds: age } = LIMITS;
  // If the clock is ahead, the id_token is from the future. If it is behind, the id_token has expired on arrival.
  if (ahead > leeway || ahead < -age) return failed(text + say.refused, say.advice);
  if (Math.abs(ahead) > leeway) return warn(text, say.advice);
  return ok(say.ok(leeway));
}
