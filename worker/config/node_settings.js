/**
 * Settings of Node that break a login, or that have no effect although somebody relies on them. Only Node has them.
 *
 * @typedef {Readonly<Record<string, unknown>>} Environment
 */

const PROXIES = ['https_proxy', 'HTTPS_PROXY'];

/**
 * The name of a proxy variable that Node's fetch ignores for this address. fetch reads these variables only if another
 * setting tells it to, and an old Node never reads them.
 *
 * @param {Environment} env
 * @param {string} url
 * @param {string} [version] Node's; undefined where this is not Node
 * @returns {string | undefined} what to do, which names the variable
 */
export function findUnusedProxy(env, url, version = nodeVersion()) {
  const name = PROXIES.find((one) => env[one]);
  if (version === undefined || name === undefined || isExcepted(env, url)) return undefined;
  const [major, minor] = version.split('.').map(Number);
  const able = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
  if (able && isTold(env)) return undefined;
  const newer = able ? '' : ', with Node 22.21 or newer';
  return `${name} is set, and Node does not use it: start it with NODE_USE_ENV_PROXY=1${newer}`;
}

/** @param {Environment} env */
const isTold = (env) =>
  env.NODE_USE_ENV_PROXY === '1' ||
  [...process.execArgv, ...String(env.NODE_OPTIONS ?? '').split(' ')].includes('--use-env-proxy');

/** @param {Environment} env @param {string} url */
function isExcepted(env, url) {
  const { hostname } = new URL(url);
  const hosts = String(env.no_proxy || env.NO_PROXY || '').split(/[\s,]+/);
  return hosts.some(
    (host) =>
      host === '*' || (host !== '' && `.${hostname}`.endsWith(`.${host.replace(/^\*?\.|:\d+$/g, '')}`)),
  );
}

function nodeVersion() {
  const { process, Deno, Bun } = /** @type {any} */ (globalThis);
  return Deno || Bun ? undefined : process?.versions?.node;
}

/** @returns {string | undefined} what to do */
export const findLackOfWasm = () =>
  nodeVersion() !== undefined && typeof WebAssembly === 'undefined'
    ? 'this Node has no WebAssembly, which its fetch needs: start it without --jitless'
    : undefined;
