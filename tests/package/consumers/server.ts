// The code of a server whose platform types do not come from lib.dom.
import type { Store, User } from 'tailchat-login/worker';
import { createLogin, withSession } from 'tailchat-login/worker';

const login = createLogin({
  apiUrl: 'https://chat.example',
  clientId: 'tc_1',
  clientSecret: 's',
  sessionKeys: 'k',
  baseUrl: 'https://site.example',
  fetch,
});

export async function answer(request: Request): Promise<Response> {
  const { user, headers, response } = await login.require(request);
  if (response) return response;
  const someone: User = user;
  const given: Headers = headers;
  return withSession(new Response(someone.sub), given);
}
// @ts-expect-error a request is missing
login.fetch(3);
export const own = (store: Store): Promise<string | undefined> => store.get('key');
