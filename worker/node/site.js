import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { staticMiddleware } from 'srvx/static';
import { addSession } from '../session/headers.js';
import { createTailchatLogout } from './tailchat_logout.js';

/**
 * @typedef {object} Mount
 * @property {string} path begins and ends with a slash
 * @property {string} dir
 *
 * @typedef {(request: Request, ctx: import('../../types/node.js').ListenContext) => Promise<Response>} Answer
 */

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/**
 * The routes of a server on Node: the login's routes, the button's file, `/healthz`, files, and optionally those for other programs and the two
 * paths that end a login at Tailchat.
 *
 * @param {import('./serve.js').ServeOptions} options
 * @returns {Promise<Answer>}
 */
export async function createSite(options) {
  const {
    login,
    gate,
    oidc,
    env,
    basePath = '/auth',
    prefix: given = '',
    prefixStripped,
    staticDir,
    spa,
    mounts = [],
  } = options;
  const all = staticDir === undefined ? mounts : [...mounts, { path: '/', dir: staticDir }];
  const files = await createFiles(all, options.frameAncestors);
  const ours = await createFiles([{ path: '/', dir: DIST }]);
  const { afterTailchatLogout } = options;
  const endTailchatLogin = afterTailchatLogout && createTailchatLogout(afterTailchatLogout);

  /** @param {Request} request @param {string} path */
  async function serveFile(request, path) {
    const file = await files(request, path);
    if (file !== undefined) return file;
    const page = spa && path !== basePath && wantsPage(request) ? await files(request, '/') : undefined;
    return page ?? text(request, 404, 'Not found');
  }

  /** Every page may load it, also a page on another host. @param {Request} request */
  async function serveButton(request) {
    const file = (await ours(request, '/button.min.js')) ?? text(request, 404, 'Not found');
    file.headers.set('access-control-allow-origin', '*');
    file.headers.set('cross-origin-resource-policy', 'cross-origin');
    return file;
  }

  return async (request, ctx) => {
    const url = new URL(request.url);
    const { pathname } = url;
    const prefix = typeof given === 'function' ? given(request) : given;
    // Envoy appends the client's path to ours. Dot segments could turn it into another path, whose answer would let the client
    // in, so this uses the path before it is resolved.
    const sent = String(/** @type {any} */ (request).runtime?.node?.req?.url);
    if (gate && [basePath, prefix + basePath].some((one) => sent.startsWith(`${one}/forward/`)))
      return login.fetch(request, env, ctx);
    const ended = endTailchatLogin?.(request, url);
    if (ended !== undefined) return ended;
    // Everybody may read the documents for programs, whatever the rules of the gate are.
    if (oidc?.handles(request)) return oidc.fetch(request);
    const path = prefixStripped ? pathname : withoutPrefix(prefix, pathname);
    if ([path, pathname].includes(`${basePath}/button.js`)) return serveButton(request);
    if ([path, pathname].some((one) => one.startsWith(`${basePath}/`))) return login.fetch(request, env, ctx);
    if (path === '/healthz') return text(request, 200, 'ok');
    // Relative links of a page work only if its address ends with a slash.
    if (prefix !== '' && !prefixStripped && pathname === prefix)
      return new Response(null, { status: 308, headers: { location: `${prefix}/${url.search}` } });
    if (gate === undefined) return serveFile(request, path);
    const { user, headers, response } = await gate.require(request, env);
    if (response !== undefined) return response;
    const served = await serveFile(request, path);
    // A proxy may cache only files that everybody gets.
    if (user !== null) served.headers.set('cache-control', 'private, no-cache');
    // Not withSession: around the stream of a file, Node 20 may throw where nobody catches it.
    return addSession(served, headers);
  };
}

/** Whether a browser wants a page. Scripts and pictures must get a 404 if their file is missing. @param {Request} request */
const wantsPage = ({ headers }) => /\btext\/html\b/i.test(headers.get('accept') ?? '');

/**
 * Removes the prefix, if a proxy has not removed it.
 *
 * @param {string} prefix
 * @param {string} pathname
 */
function withoutPrefix(prefix, pathname) {
  return `${pathname}/`.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) || '/' : pathname;
}

/**
 * @param {ReadonlyArray<Mount>} mounts
 * @param {string} [frameAncestors]
 * @returns {Promise<(request: Request, pathname: string) => Promise<Response | undefined>>}
 */
async function createFiles(mounts, frameAncestors) {
  for (const mount of mounts) await checkMount(mount);
  const folders = mounts
    .map(({ path, dir }) => ({ path, serve: staticMiddleware({ dir }) }))
    .sort((a, b) => b.path.length - a.path.length);

  return async (request, pathname) => {
    // Files answer no other methods, and a Request cannot have the method TRACE.
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const folder = folders.find(({ path }) => pathname.startsWith(path));
    if (folder === undefined) return undefined;
    const url = new URL(request.url);
    url.pathname = pathname.slice(folder.path.length - 1); // assigned, because resolving `//x` would make x a host
    const inside = new Request(url, { method: request.method, headers: request.headers });
    let missing = false;
    const response = await folder.serve(inside, () => {
      missing = true;
      return new Response();
    });
    if (missing) return undefined;
    response.headers.set('x-content-type-options', 'nosniff');
    response.headers.set('cache-control', 'no-cache'); // the validators decide
    const isPage = response.headers.get('content-type')?.startsWith('text/html');
    if (isPage && frameAncestors) response.headers.set('content-security-policy', frameAncestors);
    return response;
  };
}

/** @param {Mount} mount */
async function checkMount({ path, dir }) {
  if (!/^\/(?:.*\/)?$/.test(path))
    throw new TypeError(`a mount's path begins and ends with a slash: ${path}`);
  const found = await stat(dir).catch(() => undefined);
  if (!found?.isDirectory()) throw new TypeError(`no such folder: ${dir}`);
}

/**
 * @param {Request} request
 * @param {number} status
 * @param {string} body
 */
function text({ method }, status, body) {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
  if (method !== 'GET' && method !== 'HEAD') {
    return new Response('Method not allowed', { status: 405, headers: { ...headers, allow: 'GET, HEAD' } });
  }
  return new Response(body, { status, headers: { ...headers, 'cache-control': 'no-store' } });
}
