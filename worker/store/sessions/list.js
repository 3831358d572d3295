import { TailchatLoginError } from '../../../bindings/error.js';
import * as LIMITS from '../../../bindings/limits.js';
import { digestBase64url } from '../../sealed/digest.js';
import { logFailure, toLoginError } from '../../observe/log.js';
import { requireSub } from './revocation.js';
import { open, seal, sealsAt } from '../../sealed/seal.js';
import { changeValue, visitStore } from './guarded_store.js';
import { findBySid, nameSession } from './stored.js';

/**
 * The list of a user's sessions, for an account page. It holds names and the times of the last renewals. Everything else
 * comes from the sessions themselves, so a session that has ended does not appear. A change takes one step, and needs the
 * store's `swap`. The list is informational: if it cannot be written, the login or the renewal continues, and revokeUser
 * also ends sessions that are not listed.
 *
 * @typedef {import('../../context.js').Context} Context
 * @typedef {import('../../../types/worker.js').ListedSession} ListedSession
 */

/** @param {Context} context @param {string} sub */
async function listKey({ seals }, sub) {
  return `sessions:${await digestBase64url(JSON.stringify([seals.binding, 'sessions', sub]))}`;
}

/** @param {Context} context */
const seconds = ({ now }) => Math.floor(now() / 1000);

/**
 * @param {Context} context
 * @param {string} key
 * @param {string | undefined} text
 * @returns {Promise<[sid: string, seen_at: number][]>} the last seen first; what cannot be read is an empty list
 */
async function readList(context, key, text) {
  if (text === undefined) return [];
  const opened = await open(sealsAt(context.seals, key), 'session_list', text, seconds(context));
  return typeof opened === 'string' ? [] : /** @type {any} */ (opened.claims.entries);
}

/**
 * Moves a session to the front of its user's list, at its login and at each renewal. Never rejects.
 *
 * @param {Context} context
 * @param {string} sub
 * @param {string} id
 */
export async function noteSession(context, sub, id) {
  const { config, seals, store } = context;
  if (!store?.claim || !store.swap) return;
  const [key, sid] = await Promise.all([listKey(context, sub), nameSession(context, id)]);
  const life = config.sessionAbsoluteSeconds;
  const seen_at = seconds(context);
  /** @param {string | undefined} text */
  const change = async (text) => {
    const others = (await readList(context, key, text)).filter(([other]) => other !== sid);
    const entries = [[sid, seen_at], ...others].slice(0, LIMITS.listed_sessions);
    return seal(sealsAt(seals, key), 'session_list', { entries }, seen_at + life);
  };
  await visitStore(context, (visited) => changeValue(visited, key, life, change)).catch((error) =>
    logFailure(config.log, 'session list', toLoginError(error), config.debug),
  );
}

/**
 * @param {Context} context
 * @param {string} sub
 * @returns {Promise<ListedSession[]>} the last seen first, at most `listed_sessions`
 */
export async function listSessions(context, sub) {
  requireSub(sub);
  const { config, store } = context;
  if (!(store?.claim && store.swap)) {
    const message = 'store has no claim or no swap: it keeps no list of sessions';
    throw new TailchatLoginError('configuration_invalid', { option: 'store', message });
  }
  const key = await listKey(context, sub);
  const now = seconds(context);
  return visitStore(context, async (visited) => {
    const entries = await readList(context, key, await visited.get(key));
    const sessions = await Promise.all(
      entries.map(async ([sid, seen_at]) => {
        const found = await findBySid(context, visited, sid);
        if (found?.user.sub !== sub) return [];
        const { began_at, agent } = found;
        const ends_at = Math.min(seen_at + config.sessionSeconds, began_at + config.sessionAbsoluteSeconds);
        const times = { beganAt: began_at, seenAt: seen_at };
        return ends_at > now ? [{ sid, ...times, ...(agent !== undefined && { agent }) }] : [];
      }),
    );
    return sessions.flat();
  });
}

/**
 * The site's name for the browser of a login. If the site's function throws, the session has no name, and the log a line.
 *
 * @param {Context} context
 * @param {Request} request
 * @returns {string | undefined}
 */
export function nameAgent({ config: { agentName, log, debug } }, request) {
  if (agentName === undefined) return undefined;
  const thrownBy = 'agentName';
  /** @param {unknown} cause */
  const note = (cause) =>
    logFailure(log, thrownBy, new TailchatLoginError('internal_error', { cause, thrownBy }), debug);
  try {
    const name = agentName(request);
    if (typeof name === 'string') return [...name].slice(0, LIMITS.agent_characters).join('');
    // An async function returns no name, and may reject.
    const given = /** @type {unknown} */ (name);
    if (given instanceof Promise) given.then(() => note(new TypeError('agentName gave a promise')), note);
  } catch (cause) {
    note(cause);
  }
  return undefined;
}
