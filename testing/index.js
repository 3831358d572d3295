/**
 * A Tailchat for tests and demos: its login service and what a bot sees of its groups, in memory, on a loopback port.
 *
 *     const tailchat = await startTailchat({ apps: [app], users: [user] });
 *     ... tailchat.url is what a real deployment calls API_URL ...
 *     await tailchat.close();
 *
 * It gives the answers of a real server. Its data is gone when it closes.
 */
import { createServer } from 'node:http';

import { createApi } from './api/index.js';
import { createControls } from './controls.js';
import { createGroupPage } from './group_page.js';
import { createAdapter } from './adapter.js';
import { createBrowser, logIn } from './browser.js';
import { createInteractions } from './interactions.js';
import { checkOptions } from './options.js';
import { createProvider, loadOidcProvider } from './provider.js';
import { createRouter } from './routes.js';

/** The worker is loaded only here, because the stand-in itself does not need it. @type {typeof import('../types/testing.js').createSessionCookie} */
export async function createSessionCookie(options, user) {
  const session = await import('./session.js');
  return session.createSessionCookie(options, user);
}

/** @typedef {import('../types/testing.js').Tailchat} Tailchat */

/** @type {typeof import('../types/testing.js').startTailchat} */
export async function startTailchat(options) {
  const { host, port, apiUrl, controls, standardDiscovery, apps, users, groups, invites } =
    checkOptions(options);
  const oidcProvider = await loadOidcProvider();
  const server = createServer();
  const url = await listen(server, port, host);

  /** @type {Tailchat['requests']} */
  const requests = [];
  const issuer = apiUrl ?? url;
  const adapter = createAdapter(apps, issuer);
  const provider = createProvider(oidcProvider, { issuer, adapter, apps, users });
  const interactions = createInteractions(provider, users, controls);
  const trouble = { coreRestarted: false, openPlatformDown: false, silent: false, down: false, slow: 0 };
  const api = createApi({ apps, users, groups, invites, trouble });
  const handlers = {
    provider: provider.callback(),
    interactions,
    api: api.answer,
    ...(controls && {
      controls: createControls({ users, groups }),
      groupPage: createGroupPage({ groups }),
    }),
  };
  server.on('request', createRouter({ ...handlers, standardDiscovery, requests, trouble }));

  return {
    url,
    apps,
    users,
    groups,
    invites,
    trouble,
    requests,
    addBot: api.addBot,
    logIn: (authorizeUrl, user) => logIn(createBrowser(), authorizeUrl, user),
    close: () => close(server),
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string>}
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${address.port}`);
    });
  });
}

/**
 * @param {import('node:http').Server} server
 * @returns {Promise<void>}
 */
function close(server) {
  return new Promise((resolve) => {
    // A second close() gets an error here, which only says that it is closed.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
