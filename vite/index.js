/** The login in `vite dev` and `vite preview`: it answers the routes beside the page, and can start a stand-in. */
import { router } from '../worker/express/index.js';
import { checkEnvironment, createLogin } from '../worker/index.js';
import { completeEnvironment, readVariables, siteOf } from './environment.js';
import { openMock, wantsMock } from './mock.js';

/**
 * The members of Vite's servers that are used, in `vite dev` and `vite preview`.
 *
 * @typedef {object} Server
 * @property {{ use: (handler: import('../types/express.js').Middleware) => unknown }} middlewares
 * @property {{ once: (event: 'close', listener: () => void) => unknown } | null} httpServer
 * @property {{ local: string[] } | null} resolvedUrls null until the server listens
 * @property {() => void} printUrls
 * @property {{ server: { port?: number }, preview: { port?: number }, logger: { info: (text: string) => void } }} config
 */

/** @type {typeof import('../types/vite.js').tailchatLogin} */
export function tailchatLogin(options = {}) {
  /** @type {Record<string, string>} */
  let variables = {};
  /** Stops the stand-ins of servers in middleware mode, which do not listen themselves. @type {(() => unknown)[]} */
  const endings = [];

  /** @param {Server} server @param {number | undefined} port */
  async function serve(server, port) {
    const mock = wantsMock(variables, options.mock) ? await openMock(variables) : undefined;
    if (mock && server.httpServer) server.httpServer.once('close', () => void mock.close());
    else if (mock) endings.push(mock.close);

    const given = { ...variables, ...mock?.variables };
    // The port is known only when the server listens. Everything else can be checked now.
    const expected = completeEnvironment(given, `http://localhost:${port ?? 5173}`);
    if (!options.login) checkEnvironment(expected, (line) => server.config.logger.info(line));
    announce(server, expected.TAILCHAT_API_URL, mock !== undefined);

    const login = /** @type {import('../types/worker.js').Login<any, any>} */ (
      options.login ?? createLogin()
    );
    /** @type {import('../types/express.js').Middleware | undefined} */
    let handle;
    server.middlewares.use(async (req, res, next) => {
      const url = server.resolvedUrls?.local[0] ?? expected.TAILCHAT_BASE_URL;
      handle ??= router(login, { env: completeEnvironment(given, url) });
      await handle(req, res, next);
    });
  }

  const plugin = {
    name: 'tailchat-login',

    /** @param {Parameters<typeof siteOf>[0] & Parameters<typeof readVariables>[0]} config @param {{ mode: string }} how */
    async config(config, { mode }) {
      variables = await readVariables(config, mode);
      return siteOf(config, variables.TAILCHAT_BASE_URL);
    },

    /** @param {{ envPrefix?: string | string[] }} config */
    configResolved({ envPrefix = [] }) {
      const prefix = [envPrefix].flat().find((one) => 'TAILCHAT_CLIENT_SECRET'.startsWith(one));
      if (prefix === undefined) return;
      const shown = JSON.stringify(prefix);
      throw new Error(`tailchat-login: envPrefix ${shown} would put TAILCHAT_CLIENT_SECRET into the page`);
    },

    configureServer: (/** @type {Server} */ server) => serve(server, server.config.server.port),
    configurePreviewServer: (/** @type {Server} */ server) => serve(server, server.config.preview.port),
    closeBundle: () => endings.splice(0).forEach((end) => end()),
  };
  return plugin;
}

/**
 * Prints lines below the addresses that Vite prints.
 *
 * @param {Server} server
 * @param {string} tailchat
 * @param {boolean} isMock
 */
function announce(server, tailchat, isMock) {
  const { printUrls } = server;
  const what = isMock ? ' (a stand-in, in memory)' : '';
  server.printUrls = () => {
    printUrls.call(server);
    server.config.logger.info(`  ➜  Tailchat: ${tailchat}${what}`);
  };
}
