// Compiles without platform types: neither lib.dom nor @types/node.
import type { Client, User } from 'tailchat-login';
import { createLogin, readEnv, TailchatLoginError } from 'tailchat-login/worker';

const login = createLogin({
  ...readEnv({}),
  onLogin: ({ user, signal }) => !signal.aborted && { name: user.nickname },
});
export const name = async (headers: Record<string, string>): Promise<string | undefined> => {
  const { user } = await login.session({ headers });
  return user?.claims?.name;
};
export const code = (error: unknown): string => (error instanceof TailchatLoginError ? error.code : '');
export const finish = (client: Client, url: string): Promise<User> =>
  client.finish(url, client.begin().transaction).then(({ user }) => user);
// @ts-expect-error a request is missing
login.fetch(3);
