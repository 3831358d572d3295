export const SESSION = '__Host-session';
const TRANSACTION = '__Host-transaction';

/** @param {Request} request @param {string} name */
export function readCookie(request, name) {
  const start = `${name}=`;
  const pairs = (request.headers.get('cookie') ?? '').split('; ');
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length) ?? '';
}

/** @param {string} location @param {Record<string, string>} cookies an empty value clears */
export function redirect(location, cookies) {
  const response = new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
  for (const [name, value] of Object.entries(cookies))
    response.headers.append(
      'set-cookie',
      `${name}=${value}; Max-Age=${value ? 86400 : 0}; Path=/; HttpOnly; Secure; SameSite=Lax`,
    );
  return response;
}

/**
 * The routes that a library's user has to write: one sealed cookie for the transaction, and one for the session.
 *
 * @param {object} parts
 * @param {() => any} parts.begin
 * @param {(url: string, transaction: any) => Promise<any>} parts.finish
 * @param {(claims: any, seconds: number) => Promise<string>} parts.seal
 * @param {(sealed: string) => Promise<any>} parts.open
 */
export const createRoutes = ({ begin, finish, seal, open }) => ({
  /** @param {Request} request */
  async login(request) {
    const return_to = new URL(request.url).searchParams.get('return_to') ?? '/';
    const { url, transaction } = await begin();
    return redirect(url, { [TRANSACTION]: await seal({ ...transaction, return_to }, 600) });
  },
  /** @param {Request} request */
  async callback(request) {
    const { return_to, ...transaction } = await open(readCookie(request, TRANSACTION));
    const session = await seal(await finish(request.url, transaction), 86400);
    const done = await seal({ return_to }, 600); // like ours: a reload finds where the login led
    return redirect(return_to, { [SESSION]: session, [TRANSACTION]: done });
  },
  /** @param {Request} request */
  user: (request) => open(readCookie(request, SESSION)),
});
