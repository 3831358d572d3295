// The site in the panels, on one host: a guarded page, a public page, a page with its own button, and a WebSocket.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withSession } from 'tailchat-login/worker';
import { root } from '../../../scripts/setup/process.js';

/** @param {string} html @param {Record<string, string>} [headers] */
export const page = (html, headers = {}) =>
  new Response(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${html}`, {
    headers: { 'content-type': 'text/html', ...headers },
  });

const LOG_OUT = `async () => {
  await fetch('/auth/logout', { method: 'POST', headers: { 'X-Tailchat-Login': '1' } });
  location.reload();
}`;

const WITH_BUTTON = `<tailchat-login></tailchat-login><p id="shown"></p><script type="module">
  import '/package/web/button/index.js';
  const button = document.querySelector('tailchat-login');
  button.popup = location.search === '?popup';
  const show = () => { shown.textContent = button.state + ' ' + (button.user?.sub ?? ''); };
  for (const event of ['tailchat-login', 'tailchat-logout', 'tailchat-error']) button.addEventListener(event, show);
  setInterval(show, 50);
</script>`;

/** Logs in without a click, so that a browser blocks the window. */
const WITHOUT_CLICK = `<p id="shown">waits</p><script type="module">
  import { login } from '/package/web/index.js';
  login({ returnTo: '/private' });
</script>`;

/** Presses the button of the panel beside it, without a click of a person. */
const PRESSING = `<script>
  const timer = setInterval(() => {
    const button = parent.frames[0].document.querySelector('[data-waits]') && parent.frames[0].document.getElementById('login');
    if (!button) return;
    clearInterval(timer);
    button.click();
    fetch('/pressed');
  }, 50);
</script>`;

const WITH_SOCKET = `<p id="who"></p><script>
  new WebSocket('wss://' + location.host + '/socket').onmessage = ({ data }) => { who.textContent = data; };
</script>`;

/** @param {import('tailchat-login/worker').Login} login */
export function makeSite(login) {
  /** What the site has seen of its users. @type {{ path: string, method: string, user: string | undefined }[]} */
  const seen = [];
  /** @type {Readonly<Record<string, string>>} */
  const fixed = {
    '/button': WITH_BUTTON,
    '/late': WITHOUT_CLICK,
    '/press': PRESSING,
    '/socket-page': WITH_SOCKET,
  };
  const headers = { coop: false };
  const own = () =>
    /** @type {Record<string, string>} */ (
      headers.coop ? { 'cross-origin-opener-policy': 'same-origin' } : {}
    );

  /** @param {Request} request */
  async function look(request) {
    const user = await login.user(request);
    seen.push({ path: new URL(request.url).pathname, method: request.method, user: user?.sub });
    return user?.sub ?? 'nobody';
  }

  /** @param {Request} request */
  async function answer(request) {
    const { pathname } = new URL(request.url);
    if (await login.handles(request)) return login.fetch(request);
    if (pathname.startsWith('/package/'))
      return new Response(readFileSync(join(root, pathname.slice('/package/'.length))), {
        headers: { 'content-type': 'text/javascript' },
      });
    if (Object.hasOwn(fixed, pathname)) return page(fixed[pathname], own());
    if (pathname !== '/private')
      return page(
        `<p id="who">${await look(request)}</p><a id="login" href="/auth/login?return_to=/">Log in</a>`,
        own(),
      );
    const { response, user, headers: slid } = await login.require(request);
    if (response) return response;
    const html = `<p id="who">${user.sub}</p><button id="out">Out</button><script>out.onclick = ${LOG_OUT};</script>`;
    return withSession(page(html, own()), slid);
  }

  return { seen, headers, answer, look };
}

/** A close frame (RFC 6455 5.5.1). The browser answers with another one. */
const CLOSE = Buffer.from([0x88, 0]);

/** Accepts the connection, sends one short text, and closes it (RFC 6455 1.3 and 5.2). @param {string} key @param {string} text */
export function acceptSocket(key, text) {
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'upgrade: websocket', 'connection: upgrade'];
  const head = [...lines, `sec-websocket-accept: ${accept}`, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), Buffer.from([0x81, text.length]), Buffer.from(text), CLOSE]);
}
