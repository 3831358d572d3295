// The page and its worker on loopback, under the strictest policy that the package supports.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { serve } from 'srvx';
import { createLogin } from 'tailchat-login/worker';

export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** The operations of the page's core. */
export const OPERATIONS = ['begin', 'configure', 'return_to'];

const IDS = ['login', 'start', 'logout', 'vectors', 'worker'];
const PAGE = `<!doctype html>
<meta charset="utf-8" />
<meta name="referrer" content="no-referrer" />
<title>Page</title>
${IDS.map((id) => `<button id="${id}">${id}</button>`).join('\n')}
<p id="who"></p>
<p id="error"></p>
<p id="outcomes"></p>
<script type="module" src="/page.js"></script>
`;

/** A service worker that passes each navigation on unchanged. */
const SERVICE_WORKER = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate')
    event.respondWith(fetch(event.request).catch(() => new Response('offline')));
});`;

/** @param {string} folder @returns {Promise<Map<string, { type: string, body: string }>>} */
async function makeFiles(folder) {
  const { outputFiles } = await build({
    entryPoints: [`${folder}/app/page.js`],
    outdir: '/',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    logLevel: 'warning',
  });
  const vectors = OPERATIONS.map((name) =>
    readFile(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8'),
  );
  const type = 'text/javascript';
  return new Map([
    ['/', { type: 'text/html', body: PAGE }],
    ['/sw.js', { type, body: SERVICE_WORKER }],
    ['/vectors.json', { type: 'application/json', body: `[${(await Promise.all(vectors)).join()}]` }],
    ...outputFiles.map(({ path, text }) => /** @type {const} */ ([path, { type, body: text }])),
  ]);
}

/**
 * @param {import('../everywhere.js').Context} context
 * @param {string} [policy] the Content-Security-Policy
 */
export async function startSite(context, policy = POLICY) {
  const tailchat = await context.startTailchat();
  const files = await makeFiles(context.folder);
  /** @type {ReturnType<typeof createLogin>} */
  let login;
  /** The requests to the worker, as the browser describes them. @type {{ path: string, mode: string | null, status: number }[]} */
  const asked = [];
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    silent: true,
    gracefulShutdown: false,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/auth/')) {
        const response = await login.fetch(request, env);
        const mode = request.headers.get('sec-fetch-mode');
        asked.push({ path: pathname, mode, status: response.status });
        return response;
      }
      const file = files.get(pathname);
      if (!file) return new Response('Not found', { status: 404 });
      const headers = { 'content-type': `${file.type}; charset=utf-8`, 'content-security-policy': policy };
      return new Response(file.body, { headers });
    },
  });
  await server.ready();
  context.after(() => server.close(true));

  // Tailchat is on 127.0.0.1, which the browser treats as another site, as in a real deployment.
  const url = `http://localhost:${new URL(/** @type {string} */ (server.url)).port}`;
  const env = tailchat.environment(url);
  tailchat.apps[0].redirectUrls.push(`${url}/`);
  login = createLogin();
  const config = {
    apiUrl: env.TAILCHAT_API_URL,
    clientId: env.TAILCHAT_CLIENT_ID,
    redirectUri: `${url}/`,
    returnTo: '/inbox',
  };
  files.set('/config.json', { type: 'application/json', body: JSON.stringify(config) });
  return { url, tailchat, asked };
}
