import { ask, readObject } from './ask.js';
import { failed, ok, skipped } from './finding.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/**
 * Inside a network of containers Tailchat is two ports: the open platform's answers /open and knows no /api, and
 * core's answers /api and leaves a request for /open without an answer.
 *
 * @typedef {{ open?: string, api?: string }} Internal the addresses, without a slash at the end
 */

const OPEN = 'TAILCHAT_INTERNAL_URL';
const API = 'TAILCHAT_INTERNAL_API_URL';
const PORTS =
  "The open platform's port is the main one + 1 (11001, in containers 3003) or OPENAPI_PORT, core's the main one (11000, 3000).";

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkInternal({ internal, means }) {
  const { open, api } = internal;
  if (open === undefined && api === undefined) return skipped('no internal address is set');
  /** @type {string[]} */
  const good = [];
  /** @type {string[]} */
  const bad = [];
  for (const [name, url, judge] of /** @type {const} */ ([
    [OPEN, open, judgeOpen],
    [API, api, judgeApi],
  ])) {
    if (url === undefined) continue;
    const fault = await judge(means, url);
    if (fault === undefined) good.push(`${name} (${url})`);
    else bad.push(`${name} (${url}) ${fault}`);
  }
  if (bad.length > 0) return failed(bad.join('; '), PORTS);
  return ok(`${good.join(' and ')} answer${good.length > 1 ? '' : 's'}`);
}

/** @typedef {Parameters<typeof ask>[0]} Means */

/** @param {Means} means @param {string} url */
async function judgeOpen(means, url) {
  const answer = await ask(means, `${url}/open/.well-known/openid-configuration`, { headers: JSON_ONLY });
  if (typeof readObject(answer)?.issuer === 'string') return undefined;
  if ((await isCore(means, url)) === true) return "is core's address: /open is another port's";
  return describe(answer, '/open');
}

/** @param {Means} means @param {string} url */
async function judgeApi(means, url) {
  const answer = await askApi(means, url);
  if (isHealthy(answer)) return undefined;
  if (answer.status === 404 && /^Service '/.test(String(readObject(answer)?.message))) {
    return "is the open platform's address: /api is core's";
  }
  const open = await ask(means, `${url}/open/.well-known/openid-configuration`, { headers: JSON_ONLY });
  if (typeof readObject(open)?.issuer === 'string') return "is the open platform's address: /api is core's";
  return describe(answer, '/api');
}

const JSON_ONLY = Object.freeze({ accept: 'application/json' });

/** @param {Means} means @param {string} url */
const askApi = (means, url) => ask(means, `${url}/api/gateway/health`, { headers: JSON_ONLY });

/** @param {Means} means @param {string} url */
const isCore = async (means, url) => isHealthy(await askApi(means, url));

/** @param {import('./ask.js').Answer} answer */
const isHealthy = (answer) => answer.status === 200 && readObject(answer)?.code === 200;

/** @param {import('./ask.js').Answer} answer @param {string} path */
function describe({ fault, reason, status }, path) {
  if (fault === undefined) return `answers for ${path} with status ${status}, and not as Tailchat does`;
  if (fault === 'deadline_exceeded') return `gives no answer for ${path}`;
  return `cannot be reached${reason ? ` (${reason})` : ''}`;
}
