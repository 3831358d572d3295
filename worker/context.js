import { createClient } from 'tailchat-login';
import { LIMITS } from '../bindings/vocabulary.js';
import { createAgingMap } from './aging_map.js';
import { nameCookies } from './cookies.js';
import { digestBase64url, digestHex } from './digest.js';
import { importKeys } from './seal.js';
import { guardStore } from './store.js';

/**
 * A checked configuration and what follows from it alone: made once, read by every request.
 *
 * @typedef {Awaited<ReturnType<typeof createContext>>} Context
 */

/**
 * The half that needs no promise, so that createLogin(object) can refuse at once.
 *
 * @param {Readonly<import('./config.js').Config>} config
 */
export function prepareClient(config) {
  const { apiUrl, clientId, clientSecret, issuer, scope } = config;
  const { deadline, fetch, now, randomBytes, verifyIdToken } = config;
  const redirectUri = `${config.baseUrl}${config.basePath}/callback`;
  const given = { apiUrl, clientId, clientSecret, issuer, scope };
  const options = { ...given, deadline, fetch, now, randomBytes, verifyIdToken };
  return { config, client: createClient({ ...options, redirectUri }) };
}

/** @param {ReturnType<typeof prepareClient>} prepared */
export async function createContext({ config, client }) {
  const { basePath, baseUrl, clientId } = config;
  // Two logins of one origin have different rules: each has its own names, and opens nothing of the other.
  // The names only keep their cookies apart; the seals' binding is what holds.
  const suffix = (await digestHex(JSON.stringify([baseUrl, basePath, clientId]))).slice(0, 8);
  return Object.freeze({
    config,
    client,
    cookieNames: nameCookies(baseUrl, suffix),
    seals: {
      keys: await importKeys(config.sessionKeys),
      binding: await digestBase64url(JSON.stringify([client.issuer, clientId, baseUrl, basePath])),
    },
    /** For a report, with `debug`. @type {import('./report.js').Failure[]} */
    failures: [],
    store: config.store && guardStore(config.store),
    /** Cookies that were opened. @type {ReturnType<typeof createAgingMap<Readonly<import('./session.js').Session>>>} */
    sessions: createAgingMap(LIMITS.opened_sessions),
    /** Whole milliseconds. */
    now: () => Math.floor((config.now ?? Date.now)()),
  });
}
