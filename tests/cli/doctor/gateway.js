// A gateway with a fault, between the doctor and the stand-in: it routes, spoils or swallows requests.
import { createServer, request as ask } from 'node:http';
import { listen } from '../../support/listen.js';

/**
 * @typedef {object} Asked
 * @property {string} method
 * @property {string} path with its query
 * @property {import('node:http').IncomingHttpHeaders} headers changed in place
 *
 * Where the request goes: a path of the stand-in's, a status that answers it, or nothing for no answer at all.
 * @typedef {(asked: Asked) => string | number | undefined} Route
 */

/**
 * @param {() => string} target the stand-in's url
 * @param {Route} route
 */
export async function startGateway(target, route) {
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming;
    const headers = { ...incoming.headers };
    const to = route({ method, path: url, headers });
    if (to === undefined) return;
    if (typeof to === 'number') {
      const html = to === 200 ? '<!doctype html><title>Tailchat</title>' : '';
      outgoing.writeHead(to, { 'content-type': 'text/html' }).end(html);
      return;
    }
    const passed = ask(new URL(target()), { method, path: to, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  return listen(server);
}
