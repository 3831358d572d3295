// Starts Tailchat, a site and a foreign site on https, each on its own domain, and a page that shows frames of the site as
// a Tailchat group shows its panels. The site is also on a subdomain of Tailchat's domain.
import { createHash, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import { createPanels } from 'tailchat-login/panels';
import { startTailchat } from 'tailchat-login/testing';
import { createLogin } from 'tailchat-login/worker';
import { alice, APP, bob, KEY } from '../../support/example.js';
import { startFront } from '../../support/front.js';
import { listen } from '../../support/listen.js';
import { acceptSocket, makeSite, page } from './site.js';

const NAMES = ['chat', 'site', 'evil', 'site.chat'];
export const HOSTS = NAMES.map((name) => `${name}.example`);
const SEVERED = { 'cross-origin-opener-policy': 'same-origin' };

/** @typedef {Awaited<ReturnType<typeof startPanels>>} Panels */

/** @param {string} [domain] each name below it is a separate site; `localhost` needs no list of hosts */
export async function startPanels(domain = 'example') {
  const [CHAT, SITE, EVIL, NEAR] = NAMES.map((name) => `${name}.${domain}`);
  /** @type {Map<string, (request: Request) => Promise<Response> | Response>} */
  const hosts = new Map();
  /** @type {{ path: string, host: string, status: number }[]} */
  const asked = [];
  const inner = createServer(async (incoming, outgoing) => {
    const request = await toRequest(incoming);
    const { hostname } = new URL(request.url);
    const response = (await hosts.get(hostname)?.(request)) ?? new Response(null, { status: 404 });
    asked.push({ path: incoming.url ?? '', host: hostname, status: response.status });
    for (const [key, value] of response.headers) if (key !== 'set-cookie') outgoing.setHeader(key, value);
    outgoing.setHeader('set-cookie', response.headers.getSetCookie());
    outgoing.writeHead(response.status).end(Buffer.from(await response.arrayBuffer()));
  });
  const server = await listen(inner);
  const front = await startFront(() => server.port, { 'x-forwarded-proto': 'https' });
  const { port } = new URL(front.url);
  const at = (/** @type {string} */ name) => `https://${name}:${port}`;
  const [chat, base, evil, near] = [CHAT, SITE, EVIL, NEAR].map(at);

  const app = { ...APP, redirectUrls: [`${base}/auth/callback`, `${near}/auth/callback`] };
  const tailchat = await startTailchat({ apps: [app], users: [alice, bob], apiUrl: chat });
  const clock = { ahead: 0 };
  const login = createLogin({
    apiUrl: chat,
    clientId: app.appId,
    clientSecret: app.appSecret,
    sessionKeys: KEY,
    baseUrl: [base, near],
    panels: createPanels({ embeddedIn: [chat] }),
    now: () => Date.now() + clock.ahead,
    fetch: (/** @type {string} */ url, /** @type {any} */ init) =>
      fetch(url.replace(chat, tailchat.url), init),
  });
  const site = makeSite(login);
  const policy = { severs: false };

  hosts.set(SITE, site.answer);
  hosts.set(NEAR, site.answer);
  hosts.set(CHAT, async (request) => {
    const url = new URL(request.url);
    if (url.pathname === '/group') return showGroup(url);
    const answer = await passOn(tailchat.url, request);
    if (!policy.severs) return answer;
    const { status, headers } = answer;
    return new Response(answer.body, { status, headers: [...headers, ...Object.entries(SEVERED)] });
  });
  hosts.set(EVIL, (request) => {
    const url = new URL(request.url);
    return url.pathname === '/group' ? showGroup(url) : page(attack(base));
  });
  /** @type {Set<import('node:stream').Duplex>} */
  const sockets = new Set();
  inner.on('upgrade', async (incoming, socket) => {
    sockets.add(socket.on('error', () => {}).once('data', () => socket.end()));
    const user = await site.look(await toRequest(incoming));
    socket.write(acceptSocket(incoming.headers['sec-websocket-key'] ?? '', user));
  });

  const key = new X509Certificate(front.cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    ...{ chat, evil, base, near, asked, clock, login, tailchat, policy },
    seen: site.seen,
    headers: site.headers,
    /** The hash of the certificate's key, for a browser that caches nothing of a server that it does not trust. */
    certificateHash: createHash('sha256').update(key).digest('base64'),
    /** The address of a page like a group of Tailchat. */
    groupOf: (/** @type {string[]} */ ...panels) =>
      `${chat}/group?${new URLSearchParams(panels.map((url) => ['panel', url]))}`,
    /** Restores the scene before each case. */
    reset() {
      asked.length = 0;
      site.seen.length = 0;
      clock.ahead = 0;
      policy.severs = false;
      site.headers.coop = false;
    },
    async close() {
      await front.close();
      for (const socket of sockets) socket.destroy();
      await server.close();
      await tailchat.close();
    },
  };
}

/** A page with one frame for each address. @param {URL} url */
const showGroup = ({ searchParams }) =>
  page(
    searchParams
      .getAll('panel')
      .map((url) => `<iframe src="${url.replaceAll('"', '')}"></iframe>`)
      .join(''),
  );

/** Another panel that tries to act as the user. @param {string} base */
const attack = (base) => `<p id="evil">evil</p><script>
  const call = (method) => fetch('${base}/who', { method, credentials: 'include', mode: 'no-cors' });
  for (const method of ['GET', 'POST']) call(method).catch(() => {});
  new WebSocket('${base.replace('https', 'wss')}/socket');
  for (const origin of ['${base}', '*']) parent.frames[0]?.postMessage('tailchat-login-ended', origin);
</script><form method="post" action="${base}/form" target="inner"></form><iframe name="inner"></iframe>
<script>document.forms[0].submit();</script>`;

/** @param {import('node:http').IncomingMessage} incoming */
async function toRequest(incoming) {
  const { method = 'GET', url, headers: given } = incoming;
  const { host = '', ...headers } = given;
  const chunks = [];
  if (!headers.upgrade) for await (const chunk of incoming) chunks.push(chunk);
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks);
  return new Request(`https://${host}${url}`, {
    method,
    headers: new Headers(/** @type {any} */ ({ ...headers, host })),
    body,
  });
}

/** @param {string} to @param {Request} request */
async function passOn(to, request) {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  headers.set('x-forwarded-host', headers.get('host') ?? '');
  headers.delete('connection');
  const body = request.method === 'GET' ? null : await request.arrayBuffer();
  return fetch(to + pathname + search, { method: request.method, headers, body, redirect: 'manual' });
}
