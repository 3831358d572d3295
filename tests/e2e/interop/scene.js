// Starts a Tailchat, `tailchat-login serve --oidc`, and a proxy of examples/self-hosted in front of both.
import { startTailchat } from 'tailchat-login/testing';
import { root } from '../../../scripts/setup/process.js';
import { findPort } from '../../runtimes/ports.js';
import { alice, APP, KEY } from '../../support/example.js';

export const CALLBACK = 'http://localhost:4711/callback';
export const GROUP = '64b1f0c2a5d3e97b4c8f1b00';
export const ROLE = '64b1f0c2a5d3e97b4c8f1b01';

/**
 * @param {import('./proxies.js').Context} context
 * @param {(place: import('./proxies.js').Place) => Promise<unknown>} startProxy
 * @param {boolean} ours whether the proxy serves the document of `serve --oidc`
 */
export async function startScene(context, startProxy, ours) {
  const [chat, site] = [await findPort(), await findPort()];
  const issuer = `http://127.0.0.1:${chat}`;
  const baseUrl = `http://127.0.0.1:${site}`;
  const app = { ...APP, capability: ['oauth', 'bot'], redirectUrls: [CALLBACK] };
  const user = { ...alice, avatar: '{BACKEND}/static/a.png', emailVerified: true };
  const group = {
    _id: GROUP,
    name: 'Guild',
    owner: 'f'.repeat(24),
    members: [{ userId: alice._id, roles: [ROLE] }],
    roles: [{ _id: ROLE, name: 'staff' }],
  };
  const tailchat = await startTailchat({ apiUrl: issuer, apps: [app], users: [user], groups: [group] });
  context.after(() => tailchat.close());
  tailchat.addBot(app.appId, GROUP);
  const env = {
    TAILCHAT_API_URL: issuer,
    TAILCHAT_BASE_URL: baseUrl,
    TAILCHAT_CLIENT_ID: app.appId,
    TAILCHAT_CLIENT_SECRET: app.appSecret,
    TAILCHAT_SESSION_KEYS: KEY,
    TAILCHAT_OIDC_GROUPS: 'true',
    TAILCHAT_OIDC_EMAIL: 'true',
  };
  const started = context.start(process.execPath, ['cli/main.js', 'serve', '--oidc', '--port', '0'], {
    cwd: root,
    env,
  });
  const [, login] = await started.says(/listening on http:\/\/(\S+)/);
  await startProxy({ chat, site, tailchat: new URL(tailchat.url).host, login, ours });
  return { issuer, baseUrl, app, tailchat, output: started.output };
}

/** @typedef {Awaited<ReturnType<typeof startScene>>} Scene */
