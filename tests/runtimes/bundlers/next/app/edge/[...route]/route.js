// The same worker in the edge runtime, which cannot compile bytes.
import { after } from 'next/server';
import { createLogin } from 'tailchat-login/worker';

export const runtime = 'edge';

const login = createLogin((env) => ({
  apiUrl: env.TAILCHAT_API_URL,
  clientId: env.TAILCHAT_CLIENT_ID,
  clientSecret: env.TAILCHAT_CLIENT_SECRET,
  sessionKeys: env.TAILCHAT_SESSION_KEYS,
  baseUrl: env.TAILCHAT_BASE_URL,
  basePath: '/edge',
}));

/** @param {Request} request */
const answer = (request) => login.fetch(request, process.env, { waitUntil: after });

export { answer as GET, answer as POST };
