import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';

/** This process's own, where no variable has one: a restart of the server keeps its users logged in. */
const key = randomBytes(32).toString('base64url');

/**
 * The `TAILCHAT_*` variables as Vite reads variables: of the process, and of `.env` and the files beside it.
 *
 * @param {{ root?: string, envDir?: string | false }} config
 * @param {string} mode
 */
export async function readVariables({ root = '.', envDir = '.' }, mode) {
  const { loadEnv } = await import('vite');
  return loadEnv(mode, envDir === false ? '' : resolve(root, envDir), 'TAILCHAT_');
}

/**
 * Where the site is by TAILCHAT_BASE_URL: its path, and its port where it is on this machine. What the configuration says
 * itself stays.
 *
 * @param {{ base?: string, server?: { port?: number }, preview?: { port?: number } }} config
 * @param {string | undefined} baseUrl
 */
export function siteOf({ base, server, preview }, baseUrl) {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return {};
  const url = new URL(baseUrl);
  // Another port than the one in the address would be another site.
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
 * @param {string} url where the server listens
 * @returns {Record<string, string>}
 */
export const completeEnvironment = (variables, url) => ({
  TAILCHAT_BASE_URL: url.replace(/\/$/, ''),
  TAILCHAT_SESSION_KEYS: key,
  ...variables,
});
