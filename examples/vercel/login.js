import { createLogin } from 'tailchat-login/worker';

const { env } = process;

export const login = createLogin({
  apiUrl: env.TAILCHAT_API_URL,
  clientId: env.TAILCHAT_CLIENT_ID,
  clientSecret: env.TAILCHAT_CLIENT_SECRET,
  sessionKeys: env.TAILCHAT_SESSION_KEYS,
  baseUrl: env.TAILCHAT_BASE_URL,
  basePath: '/api/auth', // Vercel's functions are under /api
});
