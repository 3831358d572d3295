/**
 * The routes that a Tailchat server opens: its API under /api, all others under /open. The other routes of oidc-provider
 * (revocation, introspection, logout) are unreachable, as in a real Tailchat.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { CONTROLS } from './controls.js';
import { GROUP_PAGE } from './group_page.js';

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */
/** @typedef {(request: IncomingMessage, response: ServerResponse) => unknown} Handler */
/** @typedef {'provider' | 'showInteraction' | 'logIn' | 'confirm'} HandlerName */

const MOUNT = '/open';
const API = '/api/';

/** The standard address of the document. A real Tailchat answers here only behind a proxy that rewrites it to /open. */
const DISCOVERY = '/.well-known/openid-configuration';

/**
 * Tailchat's gateway ignores the case of a path, and a slash at its end.
 * @type {[methods: string[], path: RegExp, handler: HandlerName][]}
 */
const ROUTES = [
  [['GET'], /^\/auth\/?$/i, 'provider'],
  [['GET'], /^\/auth\/[^/]+\/?$/i, 'provider'],
  [['POST'], /^\/token\/?$/i, 'provider'],
  [['GET', 'POST'], /^\/me\/?$/i, 'provider'],
  [['GET'], /^\/jwks\/?$/i, 'provider'],
  [['GET'], /^\/\.well-known\/openid-configuration\/?$/i, 'provider'],
  [['GET'], /^\/interaction\/[^/]+\/?$/i, 'showInteraction'],
  [['POST'], /^\/interaction\/[^/]+\/login\/?$/i, 'logIn'],
  [['POST'], /^\/interaction\/[^/]+\/confirm\/?$/i, 'confirm'],
];

/** Routes for the server of a site, and not for browsers. */
const SERVERS = /^\/(?:api\/|open\/(?:token|me|jwks)\/?$)/i;

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
 * @param {(request: IncomingMessage, response: ServerResponse, path: string) => unknown} parts.api
 * @param {Handler} [parts.controls]
 * @param {Handler} [parts.groupPage]
 * @param {boolean} parts.standardDiscovery
 * @param {{ method: string, path: string }[]} parts.requests
 * @param {import('../types/testing.js').Trouble} parts.trouble
 * @returns {Handler}
 */
export function createRouter({
  provider,
  interactions,
  api,
  controls,
  groupPage,
  standardDiscovery,
  requests,
  trouble,
}) {
  /** @type {Record<HandlerName, Handler>} */
  const handlers = { provider, ...interactions };
  return async (request, response) => {
    const method = String(request.method);
    const [path] = String(request.url).split('?', 1);
    requests.push({ method, path });
    if (trouble.slow > 0) await wait(trouble.slow);
    if (trouble.down && SERVERS.test(path)) {
      response.writeHead(503, { 'Content-Type': 'text/html' }).end('Service Unavailable');
      return;
    }
    if (path.startsWith(API)) {
      api(request, response, path);
      return;
    }
    if (path === CONTROLS && controls !== undefined) {
      controls(request, response);
      return;
    }
    if (path === GROUP_PAGE && groupPage !== undefined) {
      groupPage(request, response);
      return;
    }
    if (standardDiscovery && path === DISCOVERY) request.url = MOUNT + request.url;
    const name = findRoute(
      methodAsked(request),
      standardDiscovery && path === DISCOVERY ? MOUNT + path : path,
    );
    if (name === undefined) {
      response.writeHead(404, { 'Content-Type': 'application/json; charset=utf-8' }).end(NOT_FOUND);
      return;
    }
    mount(request);
    handlers[name](request, response);
  };
}

/**
 * OPTIONS goes to the route of the method that it asks about, by default GET. If that route does not support OPTIONS, as
 * `auth`, oidc-provider finds no route.
 * @param {IncomingMessage} request
 */
function methodAsked({ method, headers }) {
  return method === 'OPTIONS' ? (headers['access-control-request-method'] ?? 'GET') : String(method);
}

/**
 * @param {string} method
 * @param {string} path
 * @returns {HandlerName | undefined}
 */
function findRoute(method, path) {
  if (!path.toLowerCase().startsWith(`${MOUNT}/`)) return undefined;
  const rest = path.slice(MOUNT.length);
  const route = ROUTES.find(([methods, pattern]) => methods.includes(method) && pattern.test(rest));
  return route?.[2];
}

/**
 * oidc-provider routes by `url`, and takes the mount path for its own URLs from `originalUrl`.
 * @param {IncomingMessage & { originalUrl?: string }} request
 */
function mount(request) {
  request.originalUrl = String(request.url);
  request.url = request.originalUrl.slice(MOUNT.length);
}
