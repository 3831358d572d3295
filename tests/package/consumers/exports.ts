// Exports of a user's library without type annotations. The compiler must be able to name our types in its declarations.
import { createClient, ERRORS, TailchatLoginError } from 'tailchat-login';
import { TailchatLoginElement } from 'tailchat-login/button';
import { requireUser, router } from 'tailchat-login/express';
import { createGate } from 'tailchat-login/gate';
import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
import { createNextLogin } from 'tailchat-login/next';
import { listen } from 'tailchat-login/node';
import { createOidc, readOidcEnv } from 'tailchat-login/oidc';
import { createPanels } from 'tailchat-login/panels';
import { useTailchatUser } from 'tailchat-login/react';
import { createStore } from 'tailchat-login/store';
import { createDurableObjectStore, LoginStore } from 'tailchat-login/store/durable-objects';
import { createKvStore } from 'tailchat-login/store/kv';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { createRedisStore } from 'tailchat-login/store/redis';
import { startTailchat } from 'tailchat-login/testing';
import { createVerifier } from 'tailchat-login/verify';
import { tailchatLogin } from 'tailchat-login/vite';
import { finish, user } from 'tailchat-login/web';
import { checkEnvironment, createLogin, readEnv } from 'tailchat-login/worker';

const options = { apiUrl: 'https://chat.example', clientId: 'tc_1' };
export const client = createClient({
  ...options,
  clientSecret: 's',
  redirectUri: 'https://site.example/callback',
});
export const begun = client.begin();
export const finished = (url: string) => client.finish(url, begun.transaction);
export const tokensOf = (url: string) => client.exchange(client.callback(url, begun.transaction));
export const userOf = async (url: string) => client.userinfo(await tokensOf(url));
export const toError = (error: unknown) => (error instanceof TailchatLoginError ? error : undefined);
export const meaning = ERRORS.state_mismatch;
export const codes = Object.keys(ERRORS) as (keyof typeof ERRORS)[];
export const login = createLogin((env: { SECRET: string }) => ({
  ...readEnv(env),
  clientSecret: env.SECRET,
  onLogin: () => ({ role: 1 }),
}));
export const ask = {
  session: login.session,
  require: login.require,
  sessions: login.sessions,
  report: login.report,
};
export const checked = checkEnvironment({});
export const store = createMemoryStore();
export const stores = { createKvStore, createRedisStore, createDurableObjectStore };
export class OwnStore extends LoginStore {}
export const verify = createVerifier(options);
export const page = { finish: () => finish(), user: () => user() };
export class OwnButton extends TailchatLoginElement {}
export const useUser = () => useTailchatUser();
export const tailchat = () => startTailchat({ apps: [], users: [] });
export const groups = createGroups(readGroupsEnv({}));
export const gate = createGate({ login, groups, rules: [{ host: 'site.example', path: '/*', any: true }] });
export const oidc = createOidc({ ...options, ...readOidcEnv({}) });
export const panels = createPanels({ embeddedIn: ['https://chat.example'] });
export const middleware = { router: router(login), requireUser: requireUser(login) };
export const next = createNextLogin(login);
export const vite = { plugins: [tailchatLogin({ login, mock: false })] };
export const server = () => listen(() => Promise.reject(new Error('no')));
