import { ask, readObject } from './ask.js';
import { failed, ok, skipped } from './finding.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/**
 * In a network of containers Tailchat has two ports. The open platform answers /open and has no /api. The core answers
 * /api, and leaves a request for /open without an answer.
 *
 * @typedef {{ open?: string, api?: string }} Internal the addresses, without a slash at the end
 */

const OPEN = 'TAILCHAT_INTERNAL_URL';
const API = 'TAILCHAT_INTERNAL_API_URL';

/** @typedef {import('../texts/doctor_en.js').DoctorTexts['internal']} Texts */

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkInternal({ internal, means, texts: { internal: say } }) {
  const { open, api } = internal;
  if (open === undefined && api === undefined) return skipped(say.none);
  /** @type {string[]} */
  const good = [];
  /** @type {string[]} */
  const bad = [];
  for (const [name, url, judge] of /** @type {const} */ ([
    [OPEN, open, judgeOpen],
    [API, api, judgeApi],
  ])) {
    if (url === undefined) continue;
    const fault = await judge(means, url, say);
    if (fault === undefined) good.push(`${name} (${url})`);
    else bad.push(`${name} (${url}) ${fault}`);
  }
  if (bad.length > 0) return failed(say.all(bad), say.advice);
  return ok(say.ok(good));
}

/** @typedef {Parameters<typeof ask>[0]} Means */

/** @param {Means} means @param {string} url @param {Texts} say */
async function judgeOpen(means, url, say) {
  const answer = await ask(means, `${url}/open/.well-known/openid-configuration`, { headers: JSON_ONLY });
  if (typeof readObject(answer)?.issuer === 'string') return undefined;
  if ((await isCore(means, url)) === true) return say.isCore;
  return describe(answer, '/open', say);
}

/** @param {Means} means @param {string} url @param {Texts} say */
async function judgeApi(means, url, say) {
  const answer = await askApi(means, url);
  if (isHealthy(answer)) return undefined;
  if (answer.status === 404 && /^Service '/.test(String(readObject(answer)?.message))) {
    return say.isOpen;
  }
  const open = await ask(means, `${url}/open/.well-known/openid-configuration`, { headers: JSON_ONLY });
  if (typeof readObject(open)?.issuer === 'string') return say.isOpen;
  return describe(answer, '/api', say);
}

const JSON_ONLY = Object.freeze({ accept: 'application/json' });

/** @param {Means} means @param {string} url */
const askApi = (means, url) => ask(means, `${url}/api/gateway/health`, { headers: JSON_ONLY });

/** @param {Means} means @param {string} url */
const isCore = async (means, url) => isHealthy(await askApi(means, url));

/** @param {import('./ask.js').Answer} answer */
const isHealthy = (answer) => answer.status === 200 && readObject(answer)?.code === 200;

/** @param {import('./ask.js').Answer} answer @param {string} path @param {Texts} say */
function describe({ fault, reason = '', status }, path, say) {
  if (fault === undefined) return say.other(path, status);
  return fault === 'deadline_exceeded' ? say.silent(path) : say.fails(reason);
}
