import { TailchatLoginError } from '../../bindings/error.js';
import * as LIMITS from '../../bindings/limits.js';
import { createGenerations } from '../lib/generations.js';
import { weigh } from '../lib/weigh.js';

/** A flight itself, its place in a map, and an error with its stack. */
const FLIGHT_BYTES = 256;
const ERROR_BYTES = 1536;
/** Of a digest in base64url: 72 bits. V8 copies so short a part, and keeps nothing of the rest. */
const TAKEN_KEY_LENGTH = 12;
/** What a map takes for such a key, at most: measured, a little rounded up. */
const TAKEN_BYTES = 87;

const SHARED_MILLISECONDS = LIMITS.shared_result_seconds * 1000;
const TAKEN_MILLISECONDS = LIMITS.taken_seconds * 1000;

/**
 * @template T
 * @typedef {object} Flight
 * @property {Promise<T>} [result] while it is under way
 * @property {T} [value] and then its result, or
 * @property {unknown} [error] what it has failed with
 * @property {number} until_ms
 */

/**
 * Within one isolate a transaction is redeemed once. Whoever comes with the same transaction while
 * that goes on, or within `shared_result_seconds` after its end, gets the same plain result, be it a
 * value or an error; whoever comes later, `transaction_finished`.
 *
 * Results are plain data: workerd refuses a Response or a stream of another request. What is over goes as others come, for
 * an edge runtime has no timer between requests. Both are bounded (`shared_results` and `shared_results_bytes`;
 * `taken_transactions_bytes`: two times the logins of `taken_seconds` at five a second); a flight under way is never
 * dropped to make room. One that has not landed after `shared_result_seconds`, which is as long as the longest deadline,
 * never will: its request has ended before it.
 *
 * @template T
 * @param {(value: T) => number} [weighResult] how many bytes a result takes
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
  /** What was redeemed and could come again. @type {ReturnType<typeof createGenerations<true>>} */
  const taken = createGenerations({ mostBytes: LIMITS.taken_transactions_bytes, weigh: () => TAKEN_BYTES });

  /**
   * @param {string} key a digest
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
      if (flights.get(key) === started) flights.set(key, { ...end, until_ms: now() + SHARED_MILLISECONDS });
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
