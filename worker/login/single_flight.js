import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { createGenerations } from '../lib/generations.js';
import { weigh } from '../lib/weigh.js';

/** The memory for a flight, its entry in a map, and an error with its stack. */
const FLIGHT_BYTES = 256;
const ERROR_BYTES = 1536;
/** 72 random bits in base64url. V8 copies such a short substring, and does not keep the whole string in memory. */
const TAKEN_KEY_LENGTH = 12;
/** The most memory that a map uses for such a key: measured, and rounded up. */
const TAKEN_BYTES = 87;

const SHARED_MILLISECONDS = LIMITS.shared_result_seconds * 1000;
const TAKEN_MILLISECONDS = LIMITS.taken_seconds * 1000;

/**
 * @template T
 * @typedef {object} Flight
 * @property {Promise<T>} [result] while it is under way
 * @property {T} [value] the result after success
 * @property {unknown} [error] the error after failure
 * @property {number} until_ms
 */

/**
 * An isolate redeems a transaction once. A request with the same transaction gets the same value or error if it arrives
 * during the redemption or within `shared_result_seconds` after its end. A later request gets `transaction_finished`.
 *
 * Results are plain data, because workerd refuses a Response or a stream of another request. An edge runtime has no timer
 * between requests, so new requests remove the old results. The limits are `shared_results` and `shared_results_bytes`
 * for results, and `taken_transactions_bytes` for redeemed transactions, which has room for twice the logins of
 * `taken_seconds` at five per second. A flight under way is never dropped to make room. After `shared_result_seconds`,
 * which is also the longest deadline, a flight can no longer finish: its request ended before it.
 *
 * @template T
 * @param {(value: T) => number} [weighResult] the memory of a result in bytes
 */
export function createSingleFlight(weighResult = () => 0) {
  let time = 0;
  /** @type {ReturnType<typeof createGenerations<Flight<T>>>} */
  const flights = createGenerations({
    most: LIMITS.shared_results,
    mostBytes: LIMITS.shared_results_bytes,
    weigh: (key, { result, value, error }) => {
      if (result !== undefined) return FLIGHT_BYTES + weigh(key);
      const landed = error === undefined ? weighResult(/** @type {T} */ (value)) : ERROR_BYTES;
      return FLIGHT_BYTES + weigh(key) + landed;
    },
    mustStay: ({ result, until_ms }) => result !== undefined && until_ms > time,
  });
  /** Redeemed transactions whose callbacks could arrive again. @type {ReturnType<typeof createGenerations<true>>} */
  const taken = createGenerations({ mostBytes: LIMITS.taken_transactions_bytes, weigh: () => TAKEN_BYTES });

  /**
   * @param {string} key its start tells it from all others, and no client can choose it
   * @param {() => number} now milliseconds
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  function run(key, now, work) {
    time = now();
    flights.age(time, SHARED_MILLISECONDS);
    taken.age(time, TAKEN_MILLISECONDS);
    const flight = flights.get(key);
    if (flight !== undefined && flight.until_ms > time) return share(flight);
    if (taken.get(shorten(key))) return Promise.reject(new TailchatLoginError('transaction_finished'));

    taken.set(shorten(key), true); // before redeeming, not after
    const result = work();
    /** @type {Flight<T>} */
    const started = { result, until_ms: time + SHARED_MILLISECONDS };
    flights.set(key, started);
    /** @param {{ value: T } | { error: unknown }} end */
    const land = (end) => {
      if (flights.get(key) === started) flights.set(key, { until_ms: now() + SHARED_MILLISECONDS, ...end });
    };
    result.then(
      (value) => land({ value }),
      (error) => land({ error: withoutCause(error) }),
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

/** Drops the cause, which may have any size. @param {unknown} error */
function withoutCause(error) {
  return error instanceof TailchatLoginError ? new TailchatLoginError(error.code) : error;
}

/**
 * Shortens a key, because an hour may have many logins. 72 random bits are enough: the worker makes them, so nobody can
 * search for a collision.
 *
 * @param {string} key
 */
function shorten(key) {
  return key.slice(0, TAKEN_KEY_LENGTH);
}
