// Routes like Traefik with compose.login.yaml: two paths of Tailchat's host go to `serve`, all others to Tailchat.
import { test } from 'node:test';
import { serve } from '../../worker/node/serve.js';
import { checkAccountSwitch, startBehind } from '../support/account_switch.js';
import { startFront } from '../support/front.js';
import { launchBrowser } from '../support/browser.js';

const OURS = ['/open/logout', '/open/session/end/confirm'];

test('another account at Tailchat, and a logout there, through serve', { timeout: 180_000 }, async (t) => {
  const ports = { serve: 0, tailchat: 0 };
  const front = await startFront(
    (path) => (OURS.includes(path.split('?')[0]) ? ports.serve : ports.tailchat),
    {
      'x-forwarded-proto': 'https',
    },
  );
  t.after(() => front.close());
  const after = `${front.url}/bye`;
  const login = { fetch: async () => new Response(null, { status: 404 }) };
  const server = await serve({ login, port: 0, afterTailchatLogout: [after] });
  t.after(() => server.close());
  const tailchat = await startBehind(front.url);
  t.after(() => tailchat.close());
  ports.serve = Number(new URL(server.url).port);
  ports.tailchat = Number(new URL(tailchat.url).port);
  const browser = await launchBrowser();
  t.after(() => browser.close());
  await checkAccountSwitch(browser, front.url, tailchat, after);
});
