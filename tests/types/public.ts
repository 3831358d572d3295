// What users write, against the declarations that they get. Compiled by types.test.js, never run.
import { createClient, ERRORS, TailchatLoginError } from 'tailchat-login';
import { TailchatLoginElement } from 'tailchat-login/button';
import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
import { useTailchatUser } from 'tailchat-login/react';
import { startTailchat } from 'tailchat-login/testing';
import { finish, login, logout, start, user } from 'tailchat-login/web';
import { createLogin } from 'tailchat-login/worker';

interface User {
  sub: string;
  nickname?: string;
  discriminator?: string;
  avatar?: string;
}

export async function server(request: Request): Promise<User> {
  const client = createClient({
    apiUrl: 'https://chat.example',
    clientId: 'tc_1',
    clientSecret: 's',
    redirectUri: 'https://app.example/auth/callback',
    deadline: 5000,
  });
  const { url, transaction } = client.begin({ returnTo: '/', prompt: 'login', loginHint: 'a' });
  const challenge: string = url + transaction.code_verifier + transaction.created_at.toFixed();
  const checked = client.callback(request.url, transaction);
  const tokens = await client.exchange(checked, { signal: AbortSignal.timeout(1000) });
  const seconds: number | undefined = tokens.expires_in;
  // @ts-expect-error only what callback() returned can be exchanged
  await client.exchange({ code: challenge, seconds });
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
export async function own(request: Request): Promise<Response> {
  const { user: someone, response } = await routes.require(request);
  if (response) return response;
  return new Response(someone.sub);
}
const groups = createGroups({ apiUrl: 'https://chat.example', botId: 'tc_1', botSecret: 's', groupIds: ['g'] });
export async function member(request: Request): Promise<Response> {
  const site = createLogin({
    apiUrl: 'https://chat.example',
    clientId: 'tc_1',
    clientSecret: 's',
    sessionKeys: 'k',
    baseUrl: 'https://app.example',
    groups,
  });
  const { user: someone, response } = await site.require(request, {}, { group: 'g', role: 'r', joinUrl: 'j' });
  if (response) return response;
  // @ts-expect-error groups are undefined while they cannot be said
  const first: string = someone.groups[0].name;
  const roles: string[] | undefined = someone.groups?.flatMap((group) => group.roles.map(({ name }) => name));
  const until: number | undefined = (await groups.of(someone.sub))[0]?.muted_until;
  const lack = await groups.lacks(someone.sub, { group: 'g' });
  const code: 'group_missing' | 'role_missing' | undefined = lack?.code;
  const banned: boolean = await groups.isBanned(someone.sub);
  groups.watch((await groups.list()).map(({ id }) => id));
  // @ts-expect-error a role alone is no rule
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
  if (!(error instanceof TailchatLoginError)) throw error;
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
  const button = document.querySelector('tailchat-login') as TailchatLoginElement;
  const someone: User | null = button.user;
  const state: 'loading' | 'out' | 'in' | 'error' = button.state;
  button.returnTo = someone ? state : null;
  // @ts-expect-error who is logged in is not for the page to say
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
