// By its README. It wants discovery where the standard has it, so it cannot log in at a Tailchat: its size only.
import { getAuth, oidcAuthMiddleware, processOAuthCallback } from '@hono/oidc-auth';
import { Hono } from 'hono';

const app = new Hono();
app.get('/auth/callback', (context) => processOAuthCallback(context));
app.use('*', oidcAuthMiddleware());
app.get('/', async (context) => context.json(await getAuth(context)));

export default app;
