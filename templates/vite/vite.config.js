import { NodeRequest } from 'srvx/node';
import { createLogin } from 'tailchat-login/worker';
import { defineConfig, loadEnv } from 'vite';

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, process.cwd(), 'TAILCHAT_');
  // The site may stand below a prefix of its host.
  const prefix = new URL(env.TAILCHAT_BASE_URL ?? 'http://localhost:8787').pathname.replace(/\/$/, '');
  return {
    base: `${prefix}/`,
    // Not 127.0.0.1: the login's cookies belong to the name in TAILCHAT_BASE_URL alone.
    server: { host: 'localhost', port: 8787, strictPort: true },
    plugins: [serveLogin(env, prefix)],
  };
});

/** The login's routes beside the page in development; `npm start` serves both in production. */
function serveLogin(env, prefix) {
  return {
    name: 'tailchat-login',
    configureServer({ middlewares }) {
      const login = createLogin();
      const answer = async (incoming, outgoing) => {
        const response = await login.fetch(new NodeRequest({ req: incoming, res: outgoing }), env);
        outgoing.statusCode = response.status;
        // One by one: Vite has set a header before, and Node 20's writeHead would then keep one cookie of several.
        for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
        outgoing.end(await response.text());
      };
      middlewares.use((incoming, outgoing, next) => {
        if (incoming.url.startsWith(`${prefix}/auth/`)) answer(incoming, outgoing).catch(next);
        else next();
      });
    },
  };
}
