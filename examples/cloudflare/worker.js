import { createDurableObjectStore, LoginStore } from 'tailchat-login/store/durable-objects';
import { createLogin, readEnv } from 'tailchat-login/worker';

const login = createLogin((env) => ({ ...readEnv(env), store: createDurableObjectStore(env.LOGIN_STORE) }));

export { LoginStore };

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname.startsWith('/auth/')) return login.fetch(request, env, ctx);
    const user = await login.user(request, env);
    return new Response(user ? `Hello ${user.nickname}` : 'Nobody is logged in');
  },
};
