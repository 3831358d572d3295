import { logFailure, logNote, toLoginError } from '../observe/log.js';
import { refuse, sayStatus, sayVerdict, withStatus } from './answers.js';
import { readAsked, SETS } from './asked.js';
import { decide } from './judge.js';

/** Failures of the site itself, which no other code logs. */
const OURS = new Set(['internal_error', 'configuration_invalid']);

/**
 * What a proxy asks: whether it may pass a request on.
 *
 * @param {keyof typeof SETS} route
 * @returns {import('./create.js').Answer}
 */
export const answerProxy = (route) => (gateway, request, env, here) => {
  const names = SETS[route];
  return answerAsked(gateway, route, request, env, here, readAsked(request.headers, names), names);
};

/**
 * @param {import('./create.js').Gateway} gateway
 * @param {keyof typeof SETS} route
 * @param {Request} request
 * @param {any} env
 * @param {import('./create.js').Prepared} here
 * @param {import('./asked.js').Asked | string} asked
 * @param {ReadonlyArray<string>} names of the parts of `asked`, for the log
 */
export async function answerAsked(gateway, route, request, env, here, asked, names) {
  if (typeof asked === 'string') return turnDown(gateway, request, route, asked);
  const inner = /** @type {any} */ (new Inner(request, route, asked));
  // The proxy itself may have asked by another name.
  const there = here.place.origin === asked.origin ? here : await gateway.prepare(inner, env);
  const { place } = there;
  if (place.origin !== asked.origin)
    return turnDown(gateway, request, route, `${names[1]} and ${names[2]} are of no origin of baseUrl`);
  try {
    const carrier = { method: asked.method, url: inner.url, headers: request.headers };
    const verdict = await decide(gateway, there, asked, inner, env, carrier);
    return await sayVerdict(gateway, route, verdict, place, asked, inner);
  } catch (error) {
    const failure = toLoginError(error);
    if (OURS.has(failure.code)) logFailure(gateway.config.log, route, failure);
    const response = refuse(inner, failure);
    return route === 'check' ? sayStatus(response) : withStatus(response);
  }
}

/**
 * @param {import('./create.js').Gateway} gateway
 * @param {Request} request
 * @param {string} route
 * @param {string} wrong
 */
export function turnDown({ config, mayLog }, request, route, wrong) {
  if (mayLog()) logNote(config.log, `gate: ${route}: ${wrong}; is the route closed to the outside?`);
  return refuse(request, 'gate_request_invalid');
}

/** What a browser says of a request, by which a session in a panel counts or not. No script can set them. */
const SAID = ['origin', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'];

/** The request as the program behind the gate receives it. A Request has no method TRACE, and resolves its path. */
class Inner {
  /** Most answers need none. @type {Headers | undefined} */
  #headers;

  /** @param {Request} request @param {string} route @param {import('./asked.js').Asked} asked */
  constructor(request, route, { method, host, origin, uri }) {
    this.method = method;
    this.url = route === 'check' ? `${origin}/` : origin + uri;
    this.request = request;
    this.route = route;
    this.host = host;
  }

  get headers() {
    return (this.#headers ??= this.#makeHeaders());
  }

  #makeHeaders() {
    const { request, host } = this;
    const own = this.route === 'check' ? carryOver(request) : new Headers(request.headers);
    own.set('host', host);
    return own;
  }
}

/** nginx asks with a request of its own, so `check` takes only its cookies and what the browser says. @param {Request} request */
function carryOver({ headers }) {
  const own = new Headers({ cookie: headers.get('cookie') ?? '', accept: 'text/html' });
  for (const name of SAID) if (headers.has(name)) own.set(name, headers.get(name) ?? '');
  return own;
}
