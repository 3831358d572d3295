// Code of users, checked against the declarations. types.test.js compiles this file, and nothing runs it.
import { createClient, ERRORS, TailchatLoginError } from 'tailchat-login';
import type { Client, ClientOptions, ErrorCode, Tokens, Transaction, User } from 'tailchat-login';
import { TailchatLoginElement } from 'tailchat-login/button';
import type { User as ButtonUser } from 'tailchat-login/button';
import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
import { useTailchatUser } from 'tailchat-login/react';
import type { User as ReactUser } from 'tailchat-login/react';
import { createStore } from 'tailchat-login/store';
import type { SessionStore, Store } from 'tailchat-login/store';
import { createRedisStore } from 'tailchat-login/store/redis';
import { startTailchat } from 'tailchat-login/testing';
import { finish, login, logout, start, user } from 'tailchat-login/web';
import type { User as WebUser } from 'tailchat-login/web';
import { createVerifier } from 'tailchat-login/verify';
import * as worker from 'tailchat-login/worker';
import { createLogin, readEnv } from 'tailchat-login/worker';
import type { EnvironmentOptions, ListedSession, Login, LoginEvent } from 'tailchat-login/worker';
import type { LoginOptions, OnLogin, Report, RequireResult, SessionUser } from 'tailchat-login/worker';
import type { User as WorkerUser } from 'tailchat-login/worker';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only if all are true. */
export type AllTrue<List extends ReadonlyArray<true>> = List;

export type OneUser = AllTrue<
  [Equal<User, WorkerUser>, Equal<User, WebUser>, Equal<User, ButtonUser>, Equal<User, ReactUser>]
>;

export async function server(request: Request): Promise<User> {
  const options: ClientOptions = {
    apiUrl: 'https://chat.example',
    clientId: 'tc_1',
    clientSecret: 's',
    redirectUri: 'https://app.example/auth/callback',
    deadline: 5000,
    issuer: undefined, // an environment may set it as text
    fetch,
    verifyIdToken: createVerifier({ apiUrl: 'https://chat.example' }),
  };
  const client: Client = createClient(options);
  const { url, transaction }: { url: string; transaction: Transaction } = client.begin({
    returnTo: '/',
    prompt: 'login',
    loginHint: 'a',
    extraParameters: new URLSearchParams({ ui_locales: 'zh' }),
  });
  const challenge: string = url + transaction.code_verifier + transaction.created_at.toFixed();
  const checked = client.callback(request.url, transaction);
  const tokens: Tokens = await client.exchange(checked, { signal: AbortSignal.timeout(1000) });
  const seconds: number | undefined = tokens.expires_in;
  // @ts-expect-error only what callback() returned can be exchanged
  await client.exchange({ code: challenge, seconds });
  const { returnTo } = await client.finish(request.url, transaction);
  returnTo.startsWith(checked.returnTo);
  // @ts-expect-error clientSecret is missing
  createClient({ apiUrl: 'https://chat.example', clientId: 'tc_1', redirectUri: '' });
  return client.userinfo(tokens);
}

const routes = createLogin({
  apiUrl: 'https://chat.example',
  clientId: 'tc_1',
  clientSecret: 's',
  sessionKeys: ['k'],
  baseUrl: 'https://app.example',
});
createLogin((env: { SECRET: string }) => ({
  apiUrl: 'https://chat.example',
  clientId: 'tc_1',
  clientSecret: env.SECRET,
  sessionKeys: 'k',
  baseUrl: 'https://app.example',
}));
createLogin((env: { SECRET: string }, request: Request) => ({
  apiUrl: 'https://chat.example',
  clientId: 'tc_1',
  clientSecret: env.SECRET,
  sessionKeys: 'k',
  baseUrl: new URL(request.url).origin,
}));
/** The environment and the claims have their types. */
interface Env {
  SECRET: string;
}
const typed = createLogin((env: Env) => ({
  ...readEnv(env),
  clientSecret: env.SECRET,
  onLogin: async ({ user: someone, signal }) => {
    if (signal.aborted) return false;
    return { role: someone.sub === '1' ? ('admin' as const) : ('guest' as const) };
  },
}));
export type Typed = AllTrue<
  [
    Equal<typeof typed, Login<Env, { role: 'admin' | 'guest' }>>,
    Equal<typeof routes, Login>,
    Equal<ReturnType<typeof readEnv>, EnvironmentOptions>,
    Equal<EnvironmentOptions['basePath'], string>,
    Equal<NonNullable<SessionUser['claims']>, Readonly<Record<string, unknown>>>,
  ]
>;
export async function role(request: Request, env: Env): Promise<'admin' | 'guest' | undefined> {
  const { user: someone } = await typed.session(request, env);
  const same: WorkerUser | null = await typed.user(request, env);
  const list: ListedSession[] = await typed.sessions(same?.sub ?? '', env);
  await typed.revokeSession(list[0].sid, env, request);
  const report: Report | null = await typed.report(request, env);
  console.log(report?.failures[0].code, list[0].beganAt + list[0].seenAt, list[0].agent);
  // @ts-expect-error its configuration needs the environment
  await typed.session(request);
  // @ts-expect-error another environment
  await typed.fetch(request, { SECRET: 1 });
  // @ts-expect-error no such claim
  console.log(someone?.claims?.rank);
  const result: RequireResult<{ role: 'admin' | 'guest' }> = await typed.require(request, env);
  return result.user?.claims?.role;
}
// @ts-expect-error not these claims
export const named = createLogin<Env, { role: number }>((env) => ({
  ...readEnv(env),
  clientSecret: env.SECRET,
  onLogin: () => ({ role: 'one' }),
}));
export const linking = createLogin((env: Env) => ({
  ...readEnv(env),
  clientSecret: env.SECRET,
  onLogin: async ({ user: someone, request: asked, env: same }) => {
    const secret: string = same.SECRET;
    // @ts-expect-error not in this environment
    console.log(same.OTHER);
    return { account: secret.length + someone.sub.length, agent: asked.headers.get('user-agent') };
  },
}));
export async function linked(env: Env, request: Request): Promise<number | undefined> {
  return (await linking.user(request, env))?.claims?.account;
}
export const onLogin: OnLogin<{ role: number }> = ({ user: someone }) => ({ role: someone.sub.length });
const entries: Map<string, string> = new Map();
export const ownStore: Store = {
  get: async (key) => entries.get(key),
  put: async (key, value) => void entries.set(key, value),
  delete: async (key) => void entries.delete(key),
  claim: null,
};
export const store: SessionStore = createStore(ownStore);
export const options: LoginOptions<{ role: number }> = {
  apiUrl: 'https://chat.example',
  clientId: 'tc_1',
  clientSecret: 's',
  sessionKeys: ['k'],
  baseUrl: 'https://app.example',
  internalUrl: undefined,
  store,
  onLogin,
  onEvent: (event: LoginEvent) => event.type,
};
export const client: Store = createRedisStore({
  get: async (key: string) => key,
  set: async (key: string, value: string, options?: { EX: number }) => key + value + options?.EX,
  del: async () => 1,
});
// @ts-expect-error a client has get
createRedisStore({ set: async () => 'OK', del: async () => 1 });

export async function own(request: Request): Promise<Response> {
  const { user: someone, response } = await routes.require(request);
  if (response) return response;
  return new Response(someone.sub);
}
const groups = createGroups({
  apiUrl: 'https://chat.example',
  botId: 'tc_1',
  botSecret: 's',
  groupIds: ['g'],
});
export async function member(request: Request): Promise<Response> {
  const site = createLogin({
    apiUrl: 'https://chat.example',
    clientId: 'tc_1',
    clientSecret: 's',
    sessionKeys: 'k',
    baseUrl: 'https://app.example',
    groups,
  });
  const { user: someone, response } = await site.require(
    request,
    {},
    { group: 'g', role: 'r', joinUrl: 'j' },
  );
  if (response) return response;
  // @ts-expect-error groups are undefined if they are unknown
  const first: string = someone.groups[0].name;
  const roles: string[] | undefined = someone.groups?.flatMap((group) => group.roles.map(({ name }) => name));
  const until: number | undefined = (await groups.of(someone.sub))[0]?.mutedUntil;
  const lack = await groups.lacks(someone.sub, { group: 'g' });
  const code: 'group_missing' | 'role_missing' | undefined = lack?.code;
  const banned: boolean = await groups.isBanned(someone.sub);
  groups.watch((await groups.list()).map(({ id }) => id));
  // @ts-expect-error a role needs its group
  await groups.lacks(someone.sub, { role: 'r' });
  // @ts-expect-error no such option
  createGroups({ ...readGroupsEnv({}), group: 'g' });
  return new Response(`${first} ${roles} ${until} ${code} ${banned}`);
}
createLogin({
  apiUrl: 'https://chat.example',
  clientId: 'tc_1',
  clientSecret: 's',
  sessionKeys: 'k',
  baseUrl: 'https://app.example',
  allowedOrigins: ['https://www.app.example'],
  onLogin: async ({ user: someone, signal }) => (signal.aborted || someone.sub === '' ? false : { role: 1 }),
  onEvent(event) {
    if (event.type === 'login_failed') return `${event.step} ${event.code} ${event.milliseconds.toFixed()}`;
    // @ts-expect-error a logout has no code
    return event.type === 'logout' ? event.code : event.type;
  },
});
// @ts-expect-error no such option
createLogin({ apiUrl: '', clientId: '', clientSecret: '', sessionKeys: '', baseUrl: '', apiURL: '' });

export default {
  async fetch(request: Request, env: object): Promise<Response> {
    const someone: User | null = await createLogin().user(request, env);
    const { headers } = await routes.session(request);
    return someone ? new Response(someone.sub, { headers }) : routes.fetch(request, env);
  },
};

export function explain(error: unknown): number {
  if (error instanceof worker.TailchatLoginError) return error.status;
  if (!(error instanceof TailchatLoginError)) throw error;
  const code: ErrorCode = error.code;
  console.log(code);
  switch (error.code) {
    case 'state_mismatch':
      return ERRORS[error.code].status;
    // @ts-expect-error no such code
    case 'no_such_code':
    default:
      return error.status;
  }
}

export async function page(): Promise<void> {
  const someone: User | null = await user();
  const done: { user: User; returnTo: string } | null = await finish();
  if (!someone && !done) login({ returnTo: '/' });
  await start({ apiUrl: 'https://chat.example', clientId: 'tc_1', redirectUri: location.href });
  await logout();
}

export async function element(): Promise<void> {
  const button: TailchatLoginElement = document.createElement('tailchat-login');
  button.addEventListener('tailchat-login', ({ detail }) => console.log(detail.user.nickname));
  button.addEventListener(
    'tailchat-error',
    (event: CustomEvent<{ error: { code: string } }>) => event.detail.error,
  );
  document.addEventListener('tailchat-logout', ({ detail, target }) =>
    console.log(detail satisfies null, target),
  );
  // @ts-expect-error it has no such detail
  button.addEventListener('tailchat-login', ({ detail }) => console.log(detail.name));
  document.querySelector('tailchat-login')?.focus();
  const someone: User | null = button.user;
  const state: 'loading' | 'out' | 'in' | 'error' = button.state;
  button.returnTo = someone ? state : null;
  // @ts-expect-error the page cannot set the user
  button.user = null;
  await button.refresh();
  button.login();
  await button.logout();
}

export function hook(initialUser: User | null): string {
  const {
    user: someone,
    loading,
    error,
    login: enter,
    logout: leave,
    refresh,
  } = useTailchatUser({ initialUser });
  if (!someone) enter({ returnTo: '/' });
  const done: Promise<void>[] = [leave(), refresh()];
  // @ts-expect-error no such option
  useTailchatUser({ user: someone });
  return loading ? String(done.length) : (error?.code ?? '');
}

export async function stand(): Promise<void> {
  const tailchat = await startTailchat({
    apps: [{ appId: 'a', appSecret: 's', appName: 'n', capability: ['oauth'], redirectUrls: [] }],
    users: [{ _id: '1', email: 'a@b', password: 'p', nickname: 'n', discriminator: '1' }],
  });
  const asked: string[] = tailchat.requests.map(({ method, path }) => method + path);
  await tailchat.close();
  console.log(asked);
}
