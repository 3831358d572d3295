import { TailchatLoginError } from '../../bindings/error.js';
import { LIMITS } from '../../bindings/vocabulary.js';
import { createAgingMap } from '../lib/aging_map.js';

/** A flight itself without its result, and an error with its stack. */
const FLIGHT_BYTES = 128;
const ERROR_BYTES = 1536;
/** Of a digest in base64url: 72 bits. V8 copies so short a part, and keeps nothing of the rest. */
const TAKEN_KEY_LENGTH = 12;

/**
 * @template T
 * @typedef {object} Flight
 * @property {Promise<T>} [result] while it is under way
 * @property {T} [value] and then its result, or
 * @property {unknown} [error] what it has failed with
 * @property {number} until milliseconds
 */

/**
 * Within one isolate a transaction is redeemed once. Whoever comes with the same transaction while
 * that goes on, or within `shared_result_seconds` after its end, gets the same plain result, be it a
 * value or an error; whoever comes later, `transaction_finished`.
 *
 * Results are plain data: workerd refuses a Response or a stream of another request. Both maps are
 * swept as they are used, for an edge runtime has no timer between requests. Each is bounded (`shared_results` and
 * `shared_results_bytes`, `taken_transactions_bytes`: logins of an hour at five a second); a flight under way is never dropped to make room.
 * One that has not landed after `shared_result_seconds`, which is as long as the longest deadline, never will: its
 * request has ended before it.
 *
 * @template T
 * @param {(value: T) => number} [weigh] how many bytes a result takes
 */
export function createSingleFlight(weigh = () => 0) {
  const most = LIMITS.shared_results;
  /** @type {ReturnType<typeof createAgingMap<Flight<T>>>} */
  const flights = createAgingMap(most, ({ result }) => result === undefined, LIMITS.shared_results_bytes);
  /** Until when a transaction that was redeemed could come again. @type {ReturnType<typeof createAgingMap<number>>} */
  const taken = createAgingMap(Infinity, undefined, LIMITS.taken_transactions_bytes);

  /**
   * @param {string} key a digest
   * @param {() => number} now milliseconds
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  function run(key, now, work) {
    const time = now();
    flights.sweep(({ until }) => until <= time);
    taken.sweep((until) => until <= time);
    const flight = flights.get(key);
    if (flight !== undefined && flight.until > time) return share(flight);
    if ((taken.get(shorten(key)) ?? 0) > time)
      return Promise.reject(new TailchatLoginError('transaction_finished'));

    taken.set(shorten(key), time + LIMITS.taken_seconds * 1000); // before redeeming, not after
    const shared = LIMITS.shared_result_seconds * 1000;
    const result = work();
    /** @type {Flight<T>} */
    const started = { result, value: undefined, error: undefined, until: time + shared };
    flights.set(key, started, FLIGHT_BYTES);
    /** @param {Partial<Flight<T>>} end @param {number} bytes */
    const land = (end, bytes) => {
      Object.assign(started, end, { result: undefined, until: now() + shared });
      if (flights.get(key) === started) flights.grow(key, bytes);
    };
    result.then(
      (value) => land({ value }, weigh(value)),
      (error) => land({ error: withoutCause(error) }, ERROR_BYTES),
    );
    return result;
  }

  return { run, size: flights.size, bytes: flights.bytes };
}

/**
 * @template T
 * @param {Flight<T>} flight
 * @returns {Promise<T>}
 */
async function share({ result, value, error }) {
  if (result !== undefined) return result;
  if (error !== undefined) throw error;
  return /** @type {T} */ (value);
}

/** What caused it may be of any size. @param {unknown} error */
function withoutCause(error) {
  return error instanceof TailchatLoginError ? new TailchatLoginError(error.code) : error;
}

/**
 * An hour of logins is many. So much of a digest tells them apart: whose it is only who knows the verifier could choose.
 *
 * @param {string} key
 */
function shorten(key) {
  return key.slice(0, TAKEN_KEY_LENGTH);
}
