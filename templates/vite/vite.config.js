import { toNodeHandler } from 'srvx/node';
import { createLogin } from 'tailchat-login/worker';
import { defineConfig, loadEnv } from 'vite';

export default defineConfig(({ mode }) => ({
  // Not 127.0.0.1: the login's cookies belong to the name in TAILCHAT_BASE_URL alone.
  server: { host: 'localhost', port: 8787, strictPort: true },
  plugins: [serveLogin(mode)],
}));

/** The login's routes beside the page in development; `npm start` serves both in production. */
function serveLogin(mode) {
  return {
    name: 'tailchat-login',
    configureServer({ middlewares }) {
      const env = loadEnv(mode, process.cwd(), 'TAILCHAT_');
      const login = createLogin();
      const handle = toNodeHandler((request) => login.fetch(request, env, request));
      middlewares.use((incoming, outgoing, next) =>
        incoming.url.startsWith('/auth/') ? handle(incoming, outgoing) : next(),
      );
    },
  };
}
