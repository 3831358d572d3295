import { createDurableObjectStore, LoginStore } from 'tailchat-login/store/durable-objects';
import { createLogin, readEnv, withSession } from 'tailchat-login/worker';

const login = createLogin((env) => ({ ...readEnv(env), store: createDurableObjectStore(env.LOGIN_STORE) }));

/** Add the scripts, styles and pictures of your page to this policy. Browsers apply the last line only over https. */
const policies = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
};

export { LoginStore };

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname.startsWith('/auth/')) return login.fetch(request, env, ctx);
    const { user, headers } = await login.session(request, env);
    const text = user ? `Hello ${user.nickname}` : 'Nobody is logged in';
    return withSession(new Response(text, { headers: policies }), headers);
  },
};
