// Tailchat, a site and a foreign site on https, each on a domain of its own, and a page that shows frames of the site as a
// Tailchat group shows its panels.
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createPanels } from 'tailchat-login/panels';
import { startTailchat } from 'tailchat-login/testing';
import { createLogin, withSession } from 'tailchat-login/worker';
import { alice, APP, bob, KEY } from '../../support/example.js';
import { root } from '../../../scripts/setup/process.js';
import { startFront } from '../../support/front.js';
import { listen } from '../../support/listen.js';

export const HOSTS = ['chat.example', 'site.example', 'evil.example'];
/** On a subdomain of Tailchat's domain. */
export const NEAR = 'site.chat.example';

const page = (/** @type {string} */ html, status = 200) =>
  new Response(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${html}`, {
    status,
    headers: { 'content-type': 'text/html' },
  });

/** @typedef {Awaited<ReturnType<typeof startPanels>>} Panels */

/** @param {{ options?: object, host?: string }} [changes] */
export async function startPanels({ options = {}, host = HOSTS[1] } = {}) {
  /** @type {Map<string, (request: Request) => Promise<Response> | Response>} */
  const sites = new Map();
  /** @type {{ path: string, host: string, status: number }[]} */
  const asked = [];
  const server = await listen(
    createServer(async (incoming, outgoing) => {
      const { host: name = '', ...headers } = incoming.headers;
      const chunks = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const { method = 'GET' } = incoming;
      const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks);
      const url = `https://${name}${incoming.url}`;
      const given = new Headers(/** @type {any} */ ({ ...headers, host: name }));
      const answer = await sites.get(name.split(':')[0])?.(
        new Request(url, { method, headers: given, body }),
      );
      const response = answer ?? new Response(null, { status: 404 });
      asked.push({ path: incoming.url ?? '', host: name, status: response.status });
      for (const [key, value] of response.headers) if (key !== 'set-cookie') outgoing.setHeader(key, value);
      outgoing.setHeader('set-cookie', response.headers.getSetCookie());
      outgoing.writeHead(response.status).end(Buffer.from(await response.arrayBuffer()));
    }),
  );
  const front = await startFront(() => server.port, { 'x-forwarded-proto': 'https' });
  const { port } = new URL(front.url);
  const at = (/** @type {string} */ name) => `https://${name}:${port}`;
  const [chat, evil] = [at(HOSTS[0]), at(HOSTS[2])];
  const base = at(host);

  const app = { ...APP, redirectUrls: [`${base}/auth/callback`] };
  const tailchat = await startTailchat({ apps: [app], users: [alice, bob], apiUrl: chat });
  const toTailchat = (/** @type {string} */ url) => url.replace(chat, tailchat.url);
  const clock = { ahead: 0 };
  const login = createLogin({
    apiUrl: chat,
    clientId: app.appId,
    clientSecret: app.appSecret,
    sessionKeys: KEY,
    baseUrl: base,
    panels: createPanels({ embeddedIn: [chat] }),
    now: () => Date.now() + clock.ahead,
    fetch: (/** @type {string} */ url, /** @type {any} */ init) => fetch(toTailchat(url), init),
    ...options,
  });

  /** Frames of addresses in the hash, as many as there are. */
  const group = (/** @type {URL} */ { searchParams }) =>
    page(
      searchParams
        .getAll('panel')
        .map((url) => `<iframe src="${url.replaceAll('"', '')}"></iframe>`)
        .join(''),
    );

  sites.set(HOSTS[0], async (request) => {
    const url = new URL(request.url);
    if (url.pathname === '/group') return group(url);
    return passOn(tailchat.url, request);
  });
  sites.set(HOSTS[2], (request) => {
    const url = new URL(request.url);
    if (url.pathname === '/group') return group(url);
    return page(`<p id="evil">evil</p><script>
      const call = (method) => fetch('${base}/who', { method, credentials: 'include', mode: 'no-cors' });
      Promise.allSettled([call('GET'), call('POST')]).then(() => { document.title = 'done'; });
    </script><form method="post" action="${base}/form" target="inner"></form><iframe name="inner"></iframe>
    <script>document.forms[0].submit();</script>`);
  });
  /** What the site has seen of its users. @type {{ path: string, method: string, user: string | undefined }[]} */
  const seen = [];
  sites.set(host, async (request) => {
    const { pathname } = new URL(request.url);
    if (await login.handles(request)) return login.fetch(request);
    if (pathname.startsWith('/package/'))
      return new Response(readFileSync(join(root, pathname.slice('/package/'.length))), {
        headers: { 'content-type': 'text/javascript' },
      });
    if (pathname === '/button')
      return page(`<tailchat-login></tailchat-login><p id="shown"></p><script type="module">
        import '/package/web/button/index.js';
        const button = document.querySelector('tailchat-login');
        const show = () => { shown.textContent = button.state + ' ' + (button.user?.sub ?? ''); };
        for (const event of ['tailchat-login', 'tailchat-logout', 'tailchat-error']) button.addEventListener(event, show);
        window.press = () => button.shadowRoot.querySelector('button').click();
        setInterval(show, 50);
      </script>`);
    if (pathname === '/private') {
      const { response, user, headers } = await login.require(request);
      return (
        response ??
        withSession(
          page(`<p id="who">${user.sub}</p><button id="out">Out</button><script>
        out.onclick = async () => {
          await fetch('/auth/logout', { method: 'POST', headers: { 'X-Tailchat-Login': '1' } });
          location.reload();
        };
      </script>`),
          headers,
        )
      );
    }
    const user = await login.user(request);
    seen.push({ path: pathname, method: request.method, user: user?.sub });
    return page(
      `<p id="who">${user?.sub ?? 'nobody'}</p><a id="login" href="/auth/login?return_to=/">Log in</a>`,
    );
  });

  const key = new X509Certificate(front.cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    chat,
    evil,
    base,
    asked,
    seen,
    clock,
    login,
    tailchat,
    /** For a browser that keeps nothing of a server whose certificate it does not trust. */
    certificateHash: createHash('sha256').update(key).digest('base64'),
    /** A page like a group of Tailchat. */
    groupOf: (/** @type {string[]} */ ...panels) =>
      `${chat}/group?${new URLSearchParams(panels.map((url) => ['panel', url]))}`,
    async close() {
      await front.close();
      await server.close();
      await tailchat.close();
    },
  };
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
