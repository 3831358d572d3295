import { createDurableObjectStore, LoginStore } from 'tailchat-login/store/durable-objects';
import { createLogin, readEnv, withSession } from 'tailchat-login/worker';

const login = createLogin((env) => ({ ...readEnv(env), store: createDurableObjectStore(env.LOGIN_STORE) }));

export { LoginStore };

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname.startsWith('/auth/')) return login.fetch(request, env, ctx);
    const { user, headers } = await login.session(request, env);
    const page = new Response(user ? `Hello ${user.nickname}` : 'Nobody is logged in');
    return withSession(page, headers);
  },
};
