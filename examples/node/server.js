import { listen } from 'tailchat-login/node';
import { createLogin, withSession } from 'tailchat-login/worker';

const login = createLogin();
const { PORT = '8787', HOST = '127.0.0.1' } = process.env; // a proxy on this machine stands before it

/** Add the scripts, styles and pictures of your page to this policy. Browsers apply the last line only over https. */
const policies = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
};

const { url } = await listen(
  async (request, ctx) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/auth/')) return login.fetch(request, process.env, ctx);
    const { user, headers } = await login.session(request, process.env);
    const text = user ? `Hello ${user.nickname}` : 'Nobody is logged in';
    return withSession(new Response(text, { headers: policies }), headers);
  },
  { port: Number(PORT), host: HOST },
);
console.log(`Listening on ${url}`);
