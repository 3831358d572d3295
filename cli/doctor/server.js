import { LIMITS } from '../../bindings/vocabulary.js';
import { readObject } from './ask.js';
import { explainCertificate, isUntrusted } from './certificate.js';
import { failed, ok, showUrl, skipped, warn } from './finding.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

const ROUTE =
  "Let the gateway send every path that begins with /open/ to Tailchat's login service: the main port + 1 (11001), or OPENAPI_PORT.";
const STRIPPED =
  "Let the gateway hand the path on as it came, with /open/: in nginx no slash at the end of proxy_pass's address, in Caddy handle and not handle_path, in Traefik no StripPrefix.";

/** @type {Readonly<Record<string, string>>} */
const UNREACHABLE = Object.freeze({
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was reset',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak https there',
});

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkReachable({ discovery, home, client, deadline }) {
  const first = await discovery();
  // Where /open is not routed the gateway keeps silent about it, and about nothing else.
  const { fault, reason = '' } = first.fault === 'deadline_exceeded' ? await home() : first;
  if (fault === 'deadline_exceeded') {
    return failed(
      `${client.apiUrl} gives no answer within ${deadline} ms`,
      'Is it up, and the address right?',
    );
  }
  if (fault !== 'upstream_unreachable') return ok(`${client.apiUrl} answers`);
  if (isUntrusted(reason)) {
    const { why, advice } = await explainCertificate(reason, client.apiUrl, deadline);
    return failed(`${client.apiUrl} cannot be reached: ${why} (${reason})`, advice);
  }
  const why = Object.hasOwn(UNREACHABLE, reason) ? `: ${UNREACHABLE[reason]}` : '';
  return failed(`${client.apiUrl} cannot be reached${why}${reason && ` (${reason})`}`);
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkOpen(visit) {
  const { discovery, client } = visit;
  const answer = await discovery();
  const advice = /\/open\/?$/.test(client.apiUrl)
    ? 'Leave /open out of the address: it is added to it.'
    : ROUTE;
  if (answer.fault === 'deadline_exceeded') {
    return failed('/open gets no answer, while other paths do: the gateway does not route it', advice);
  }
  if (answer.fault !== undefined) return failed('/open answers with more than a login service would', advice);
  const { status, headers } = answer;
  if (status >= 300 && status < 400) return foundElsewhere(headers.get('location') ?? '', client.apiUrl);
  if (status >= 502 && status <= 504) {
    return failed(
      `the gateway answers for /open with status ${status}: the login service behind it is down`,
      "Start Tailchat's openapi service.",
    );
  }
  if (isDiscovery(answer)) return ok("/open leads to Tailchat's login service");
  if (isDiscovery(await visit.twice())) {
    return failed(
      'the gateway takes /open off the path: the login service is asked for /auth, and knows only /open/auth',
      STRIPPED,
    );
  }
  if (status !== 200) return failed(`/open answers with status ${status}`, advice);
  return failed('/open answers with status 200 and something else, such as the index page', advice);
}

/** @param {import('./ask.js').Answer} answer */
function isDiscovery(answer) {
  const { issuer, authorization_endpoint } = readObject(answer) ?? {};
  return answer.status === 200 && typeof issuer === 'string' && typeof authorization_endpoint === 'string';
}

/** @param {string} location @param {string} apiUrl */
function foundElsewhere(location, apiUrl) {
  const target = URL.canParse(location, apiUrl) ? showUrl(new URL(location, apiUrl).origin) : undefined;
  return failed(
    `/open is redirected${target ? ` to ${target}` : ''}`,
    'Give the address at which Tailchat itself answers: no redirect is followed with a secret in hand.',
  );
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkClock({ discovery }) {
  const { headers, received } = await discovery();
  const date = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(date)) return skipped('the server does not say what time it has');
  const ahead = Math.round((date - received) / 1000);
  const text = `the server's clock is ${Math.abs(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine's`;
  const advice = 'Let both machines keep time by NTP.';
  const { clock_leeway_seconds: leeway, id_token_age_seconds: age } = LIMITS;
  // Ahead, the id_token is of the future; behind, it has expired when it comes.
  if (ahead > leeway || ahead < -age) return failed(`${text}: its id_tokens are refused`, advice);
  if (Math.abs(ahead) > leeway) return warn(text, advice);
  return ok(`the clocks differ by no more than ${leeway} s`);
}
