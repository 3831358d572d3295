import { core } from 'tailchat-login/core';
import { clientOn } from './client/client.js';
import { isPlainClient } from './client/plain.js';
import * as LIMITS from '../bindings/limits.js';
import { createGenerations } from './lib/generations.js';
import { nameCookies } from './http/cookies.js';
import { digestBase64url, digestHex } from './sealed/digest.js';
import { createAllowance } from './observe/log.js';
import { importKeys } from './sealed/seal.js';
import { readSite } from './http/site.js';
import { weigh } from './lib/weigh.js';

/** The memory for a session's times, for its user object and for its entry in a map. */
const SESSION_BYTES = 448;

/**
 * A checked configuration, and everything that depends on it alone. It is created once, and every request reads it.
 *
 * @typedef {Awaited<ReturnType<typeof makeContext>>} Context
 *
 * @typedef {object} Panel what the option `panels` brings along: a worker without it does not carry it
 * @property {(parts: import('./routes/router.js').Parts) => Promise<Response>} answer the routes
 * @property {(host: Context, request: Request) => Context | undefined} pick the context whose cookies count for a request
 * @property {(request: Request, response: Response) => Promise<Response>} show changes an answer of `require`
 */

/** A plainly valid configuration does not wait for the core, because most requests only read a session. */
const createClient = clientOn(core, isPlainClient);

/**
 * The synchronous part, so that createLogin(object) can throw immediately: one entry for each host. The cookies' names and
 * their seals contain the base URL, so nothing that is sealed on one host opens on another.
 *
 * @param {Readonly<import('./config/config.js').HostsConfig>} config
 */
export function prepareHosts(config) {
  return [config.baseUrl].flat().map((baseUrl) => prepareClient(Object.freeze({ ...config, baseUrl })));
}

/** @param {Readonly<import('./config/config.js').Config>} config */
function prepareClient(config) {
  const { apiUrl, clientId, clientSecret, issuer, scope } = config;
  const { internalUrl, allowHttp, clockLeewaySeconds, log } = config;
  const { deadline, fetch, now, randomBytes, verifyIdToken } = config;
  const redirectUri = `${config.baseUrl}${config.basePath}/callback`;
  const given = {
    apiUrl,
    internalUrl,
    allowHttp,
    clientId,
    clientSecret,
    issuer,
    scope,
    clockLeewaySeconds,
    log,
  };
  const options = { ...given, deadline, fetch, now, randomBytes, verifyIdToken };
  return { config, client: createClient({ ...options, redirectUri }) };
}

/**
 * The cookies that were opened, by their whole value. All configurations of a worker share one map, so the memory limit
 * applies to all of them together.
 */
export function createOpened() {
  /** @type {ReturnType<typeof createGenerations<{ owner: object, session: Readonly<import('./session/session.js').Session> }>>} */
  const opened = createGenerations({
    most: LIMITS.opened_sessions,
    mostBytes: LIMITS.opened_sessions_bytes,
    // The session shares its strings with the account. A sealed value has one byte per character.
    weigh: (value, { session }) => SESSION_BYTES + value.length + weigh(session.account),
  });
  return opened;
}

/**
 * @param {ReturnType<typeof prepareHosts>} prepared
 * @param {ReturnType<typeof createOpened>} [opened]
 * @param {boolean} [isOnly] whether all requests of this environment have this configuration
 */
export function createHosts(prepared, opened = createOpened(), isOnly = false) {
  const origins = Object.freeze(prepared.map(({ config }) => new URL(config.baseUrl).origin));
  return Promise.all(
    prepared.map(async (one) => {
      const context = await makeContext(one, opened, isOnly ? origins : undefined);
      const panels = /** @type {any} */ (one.config.panels);
      /** @type {Context} */
      const joined = panels?.join(context, ownPart(opened)) ?? context;
      return Object.freeze(joined);
    }),
  );
}

/**
 * @param {ReturnType<typeof prepareClient>} prepared
 * @param {ReturnType<typeof createOpened>} opened
 * @param {ReadonlyArray<string>} [origins] of all hosts
 */
async function makeContext({ config, client }, opened, origins) {
  const { basePath, baseUrl, clientId } = config;
  /** Whole milliseconds. */
  const now = () => Math.floor((config.now ?? Date.now)());
  /** Serves only durations and allowances. If `now` throws, the code that depends on the time reports it. */
  const clock = () => {
    try {
      return now();
    } catch {
      return 0;
    }
  };
  // Two logins on one origin have different rules, so each has its own cookie names. The names only keep the cookies
  // apart. The binding of the seals prevents a login from opening the cookies of the other.
  const suffix = (await digestHex(JSON.stringify([baseUrl, basePath, clientId]))).slice(0, 8);
  const site = readSite(config);
  const cookieNames = nameCookies(baseUrl, suffix);
  /** @type {import('./session/session.js').StoredSessions | undefined} */
  const stored = /** @type {any} */ (config.store)?.sessions;
  return {
    config,
    client,
    site,
    cookieNames,
    /** For login.site. */
    described: Object.freeze({
      baseUrl,
      origin: site.origin,
      ...(origins && { origins }),
      basePath,
      prefixStripped: config.prefixStripped,
      groups: config.groups,
      cookies: Object.freeze([cookieNames.session, cookieNames.renewal]),
    }),
    seals: {
      keys: await importKeys(config.sessionKeys),
      binding: await digestBase64url(JSON.stringify([client.issuer, clientId, baseUrl, basePath])),
    },
    /** For a report, with `debug`. @type {import('./observe/report.js').Failure[]} */
    failures: [],
    store: config.store && stored?.guard(config.store),
    stored,
    sessions: ownPart(opened),
    now,
    clock,
    /** Whether the log may take one more line about a request that matches no route. */
    mayLogMiss: createAllowance(clock),
    /** @type {Panel | undefined} */
    panel: undefined,
  };
}

/**
 * A configuration sees only the cookies that it has opened itself: another one may have other keys or a shorter life.
 *
 * @param {ReturnType<typeof createOpened>} opened
 */
function ownPart(opened) {
  const owner = {}; // not the context itself: the cached entries must not keep the context alive
  return {
    size: opened.size,
    /** @param {string} value of the cookie */
    get(value) {
      const known = opened.get(value);
      return known?.owner === owner ? known.session : undefined;
    },
    /** @param {string} value @param {Readonly<import('./session/session.js').Session>} session */
    set(value, session) {
      opened.set(value, { owner, session });
    },
  };
}
