import express from 'express';
import { readUser, requireUser, router } from 'tailchat-login/express';
import { checkEnvironment } from 'tailchat-login/worker';
import { login } from './login.js';
import { logoutScript, policies, renderAccount, renderHome } from './page.js';
import { style } from './style.js';

checkEnvironment(process.env); // stops the start if a variable is wrong or misspelled
const { PORT = '8787', HOST = '127.0.0.1', TAILCHAT_BASE_URL } = process.env;
const app = express();

app.use(router(login));
app.use((req, res, next) => {
  res.set({ ...policies, 'cache-control': 'no-store' });
  next();
});
app.get('/', readUser(login), (req, res) => {
  res.send(renderHome(req.user ?? null));
});
app.get('/account', requireUser(login), (req, res) => {
  res.send(renderAccount(req.user ?? {}));
});
app.get('/logout.js', (req, res) => {
  res.type('js').send(logoutScript);
});
app.get('/style.css', (req, res) => {
  res.type('css').send(style);
});

// Shows the name and not 127.0.0.1, because the login's cookies belong to this name.
app.listen(Number(PORT), HOST, () => console.log(`Listening on ${TAILCHAT_BASE_URL}`));
