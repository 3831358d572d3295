// A Tailchat, the worker and the demo page on loopback. Tailchat is on 127.0.0.1 and the site on localhost, so that the
// browser treats them as different sites, as in a real deployment.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startTailchat } from 'tailchat-login/testing';
import { createLogin } from 'tailchat-login/worker';
import { makeSite } from '../../scripts/demo/site.js';
import { createSteps } from '../../scripts/demo/steps.js';
import { serve } from '../../worker/node/serve.js';
import { alice, APP, bob } from './example.js';
import { startFront } from './front.js';

const HOST = '127.0.0.1';

export { alice, bob };

const app = { ...APP, appSecret: randomBytes(24).toString('base64url') };

/** @typedef {{ path: string, mode: string | null, dest: string | null, site: string | null, status: number }} Asked */

/** The private address of the site and of Tailchat. The browser and the worker connect to 127.0.0.1 instead. */
export const LAN = '192.168.77.1';

/**
 * @param {{ https?: boolean, lan?: boolean, prefix?: string, files?: Record<string, string>, redirectPaths?: string[], sibling?: boolean,
 *   options?: object, hold?: (request: Request) => Promise<void> }} [options]
 *   `lan`: both are on plain http at an address of a private network; `prefix`: baseUrl's path; `files` are added to those of the demo page,
 *   `redirectPaths` to what Tailchat allows; `sibling`: the pages stand on another origin of the same site as well,
 *   which the worker allows, and on a third one, which it does not; `options` are the worker's; `hold` is waited for before an answer leaves the worker
 */
export async function startSite({
  https = false,
  lan = false,
  prefix = '',
  files = {},
  redirectPaths = [],
  sibling = false,
  options = {},
  hold,
} = {}) {
  const place = lan ? await findPlace() : undefined;
  const tailchat = await startTailchat({ apps: [app], users: [alice, bob], ...place });
  const keys = randomBytes(32).toString('base64url');
  const config = {
    apiUrl: place?.apiUrl ?? tailchat.url,
    clientId: app.appId,
    ...(lan && { allowHttp: /** @type {const} */ ('private') }),
  };
  const site = makeSite({ ...config, redirectUri: '' });

  // The worker needs its port, which is known only when it listens.
  /** @type {ReturnType<typeof createLogin>} */
  let login;
  /** The requests that reached the worker, how the browser described them, and the answers. @type {Asked[]} */
  const asked = [];
  /** @param {[any, any, any]} given */
  async function answer(...given) {
    const { url, headers } = given[0];
    const response = await login.fetch(...given);
    await hold?.(given[0]);
    const said = (/** @type {string} */ name) => headers.get(`sec-fetch-${name}`);
    const { status } = response;
    asked.push({
      path: new URL(url).pathname,
      mode: said('mode'),
      dest: said('dest'),
      site: said('site'),
      status,
    });
    return response;
  }
  const { onEvent, withRoute } = createSteps();
  const server = await serve({
    login: withRoute({ fetch: answer }),
    host: HOST,
    port: 0,
    prefix,
    staticDir: site.folder,
  });
  const port = Number(new URL(server.url).port);
  const front = https ? await startFront(() => port) : undefined;
  const base = (front ? front.url : `http://${lan ? LAN : 'localhost'}:${port}`) + prefix;

  const others = sibling ? [await serveFiles(site.folder), await serveFiles(site.folder)] : [];
  const siblings = others.map(({ url }) => url.replace(HOST, 'localhost'));

  const secrets = [app.appSecret, keys];
  login = createLogin({
    ...config,
    clientSecret: app.appSecret,
    sessionKeys: keys,
    baseUrl: base,
    allowedOrigins: siblings.slice(0, 1),
    fetch: (/** @type {string} */ url, /** @type {any} */ init) =>
      recordTokens(secrets, fetch(url.replace(`//${LAN}:`, `//${HOST}:`), init)),
    onEvent,
    ...options,
  });
  tailchat.apps[0].redirectUrls = ['/auth/callback', '/', ...redirectPaths].map((path) => base + path);
  files['demo-config.json'] = JSON.stringify({ ...config, redirectUri: `${base}/` });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(site.folder, name), text);

  return {
    base,
    siblings,
    asked,
    tailchat,
    config,
    /** Values that must never reach a page: the client's secret, the keys, and all tokens that the worker received. */
    secrets,
    /** How often Tailchat was asked to redeem a code. */
    countRedeemed: () => tailchat.requests.filter(({ path }) => path === '/open/token').length,
    readFile: (/** @type {string} */ name) => readFileSync(join(site.folder, name), 'utf8'),
    writeFile: (/** @type {string} */ name, /** @type {string} */ text) =>
      writeFileSync(join(site.folder, name), text),
    async close() {
      front?.close();
      for (const other of others) await other.close();
      await server.close();
      await tailchat.close();
      site.remove();
    },
  };
}

/** A free port, and the address that Tailchat uses for itself there. */
async function findPlace() {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return { port, apiUrl: `http://${LAN}:${port}` };
}

/** Files without a worker. @param {string} staticDir */
const serveFiles = (staticDir) =>
  serve({
    login: { fetch: async () => new Response(null, { status: 404 }) },
    host: HOST,
    port: 0,
    staticDir,
  });

/** @param {string[]} secrets @param {Promise<Response>} answer */
async function recordTokens(secrets, answer) {
  const response = await answer;
  if (!response.url.endsWith('/open/token')) return response;
  const { access_token, id_token } = await response.clone().json();
  secrets.push(...[access_token, id_token].filter(Boolean));
  return response;
}
