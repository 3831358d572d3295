import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';

/** A key for this process, used if no variable has one. Users stay logged in when Vite restarts its server. */
const key = randomBytes(32).toString('base64url');

/**
 * Reads the `TAILCHAT_*` variables as Vite does: from the process, from `.env`, and from the files beside it.
 *
 * @param {{ root?: string, envDir?: string | false }} config
 * @param {string} mode
 */
export async function readVariables({ root = '.', envDir = '.' }, mode) {
  const { loadEnv } = await import('vite');
  return loadEnv(mode, envDir === false ? '' : resolve(root, envDir), 'TAILCHAT_');
}

/**
 * Vite's settings from TAILCHAT_BASE_URL: the path, and on this machine the port. Settings in the configuration take
 * precedence.
 *
 * @param {{ base?: string, server?: { port?: number }, preview?: { port?: number } }} config
 * @param {string | undefined} baseUrl
 */
export function siteOf({ base, server, preview }, baseUrl) {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return {};
  const url = new URL(baseUrl);
  // With another port than in the address, the site would be another origin.
  const place = { port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80), strictPort: true };
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return {
    ...(base === undefined && url.pathname !== '/' && { base: `${url.pathname.replace(/\/$/, '')}/` }),
    ...(here && server?.port === undefined && { server: place }),
    ...(here && preview?.port === undefined && { preview: place }),
  };
}

/**
 * @param {Record<string, string>} variables
 * @param {string} url the address of the server
 * @returns {Record<string, string>}
 */
export const completeEnvironment = (variables, url) => ({
  TAILCHAT_BASE_URL: url.replace(/\/$/, ''),
  TAILCHAT_SESSION_KEYS: key,
  ...variables,
});
