/**
 * The routes that a Tailchat server opens, all under /open. Whatever else oidc-provider could answer
 * (revocation, introspection, logout) stays as unreachable as it is there.
 */

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */
/** @typedef {(request: IncomingMessage, response: ServerResponse) => unknown} Handler */
/** @typedef {'provider' | 'showInteraction' | 'logIn' | 'confirm'} HandlerName */

const MOUNT = '/open';

/** @type {[methods: string[], path: RegExp, handler: HandlerName][]} */
const ROUTES = [
  [['GET'], /^\/auth$/, 'provider'],
  [['GET'], /^\/auth\/[^/]+$/, 'provider'],
  [['POST', 'OPTIONS'], /^\/token$/, 'provider'],
  [['GET', 'POST', 'OPTIONS'], /^\/me$/, 'provider'],
  [['GET', 'OPTIONS'], /^\/jwks$/, 'provider'],
  [['GET', 'OPTIONS'], /^\/\.well-known\/openid-configuration$/, 'provider'],
  [['GET'], /^\/interaction\/[^/]+$/, 'showInteraction'],
  [['POST'], /^\/interaction\/[^/]+\/login$/, 'logIn'],
  [['POST'], /^\/interaction\/[^/]+\/confirm$/, 'confirm'],
];

const NOT_FOUND = JSON.stringify({
  name: 'NotFoundError',
  message: 'Not found',
  code: 404,
  type: 'NOT_FOUND',
});

/**
 * @param {object} parts
 * @param {Handler} parts.provider
 * @param {Record<Exclude<HandlerName, 'provider'>, Handler>} parts.interactions
 * @param {{ method: string, path: string }[]} parts.requests
 * @returns {Handler}
 */
export function createRouter({ provider, interactions, requests }) {
  /** @type {Record<HandlerName, Handler>} */
  const handlers = { provider, ...interactions };
  return (request, response) => {
    const method = String(request.method);
    const [path] = String(request.url).split('?', 1);
    requests.push({ method, path });
    const name = findRoute(method, path);
    if (name === undefined) {
      response.writeHead(404, { 'Content-Type': 'application/json; charset=utf-8' }).end(NOT_FOUND);
      return;
    }
    mount(request);
    handlers[name](request, response);
  };
}

/**
 * @param {string} method
 * @param {string} path
 * @returns {HandlerName | undefined}
 */
function findRoute(method, path) {
  if (!path.startsWith(`${MOUNT}/`)) return undefined;
  const rest = path.slice(MOUNT.length);
  const route = ROUTES.find(([methods, pattern]) => methods.includes(method) && pattern.test(rest));
  return route?.[2];
}

/**
 * oidc-provider routes by `url` and takes the mount path, for the URLs it writes, from `originalUrl`.
 * @param {IncomingMessage & { originalUrl?: string }} request
 */
function mount(request) {
  request.originalUrl = String(request.url);
  request.url = request.originalUrl.slice(MOUNT.length);
}
