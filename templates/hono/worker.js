import { Hono } from 'hono';
import { withSession } from 'tailchat-login/worker';
import { login } from './login.js';
import { logoutScript, policies, renderAccount, renderHome } from './page.js';
import { style } from './style.js';

const app = new Hono();
const headers = { ...policies, 'cache-control': 'no-store' };

app.all('/auth/*', (c) => login.fetch(c.req.raw, c.env, c.executionCtx));
app.get('/', async (c) => {
  const { user, headers: session } = await login.session(c.req.raw, c.env);
  return withSession(await c.html(renderHome(user), 200, headers), session);
});
app.get('/account', async (c) => {
  const found = await login.require(c.req.raw, c.env);
  if (found.response) return found.response; // leads to the login, and back to this page
  return withSession(await c.html(renderAccount(found.user), 200, headers), found.headers);
});
app.get('/logout.js', (c) => c.body(logoutScript, 200, { ...headers, 'content-type': 'text/javascript' }));
app.get('/style.css', (c) => c.body(style, 200, { ...headers, 'content-type': 'text/css' }));

export default app;
