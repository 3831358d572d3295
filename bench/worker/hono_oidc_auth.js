// The code follows its README. It needs discovery at the address of the standard, so it cannot log in at a Tailchat, and
// only its size is measured.
import { getAuth, oidcAuthMiddleware, processOAuthCallback } from '@hono/oidc-auth';
import { Hono } from 'hono';

const app = new Hono();
app.get('/auth/callback', (context) => processOAuthCallback(context));
app.use('*', oidcAuthMiddleware());
app.get('/', async (context) => context.json(await getAuth(context)));

export default app;
