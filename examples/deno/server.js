import { createLogin, withSession } from 'tailchat-login/worker';

const login = createLogin();
const env = Deno.env.toObject();

/** Add the scripts, styles and pictures of your page to this policy. Browsers apply the last line only over https. */
const policies = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
};

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/auth/')) return login.fetch(request, env);
    const { user, headers } = await login.session(request, env);
    const text = user ? `Hello ${user.nickname}` : 'Nobody is logged in';
    return withSession(new Response(text, { headers: policies }), headers);
  },
};
