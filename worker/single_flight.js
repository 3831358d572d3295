import { TailchatLoginError } from '../bindings/error.js';
import { LIMITS } from '../bindings/vocabulary.js';
import { createAgingMap } from './aging_map.js';

/**
 * @template T
 * @typedef {{ result: Promise<T>, landed: boolean, until: number }} Flight
 */

/**
 * Within one isolate a transaction is redeemed once. Whoever comes with the same transaction while
 * that goes on, or within `shared_result_seconds` after its end, gets the same plain result, be it a
 * value or an error; whoever comes later, `transaction_finished`.
 *
 * Results are plain data: workerd refuses a Response or a stream of another request. Both maps are
 * swept as they are used, for an edge runtime has no timer between requests. At most
 * `shared_results` entries stay in each; one under way is never dropped to make room. One that has not
 * landed after `shared_result_seconds`, which is as long as the longest deadline, never will: its
 * request has ended before it.
 *
 * @template T
 */
export function createSingleFlight() {
  /** @type {ReturnType<typeof createAgingMap<Flight<T>>>} */
  const flights = createAgingMap(LIMITS.shared_results, ({ landed }) => landed);
  /** Until when a transaction that was redeemed could come again. @type {ReturnType<typeof createAgingMap<number>>} */
  const taken = createAgingMap(LIMITS.shared_results);

  /**
   * @param {string} key
   * @param {() => number} now milliseconds
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  function run(key, now, work) {
    const time = now();
    flights.sweep(({ until }) => until <= time);
    taken.sweep((until) => until <= time);
    const flight = flights.get(key);
    if (flight !== undefined && flight.until > time) return flight.result;
    if ((taken.get(key) ?? 0) > time) return Promise.reject(new TailchatLoginError('transaction_finished'));

    taken.set(key, time + LIMITS.transaction_seconds * 1000); // before redeeming, not after
    const shared = LIMITS.shared_result_seconds * 1000;
    const started = { result: work(), landed: false, until: time + shared };
    flights.set(key, started);
    const land = () => {
      started.landed = true;
      started.until = now() + shared;
    };
    started.result.then(land, land);
    return started.result;
  }

  return { run, size: flights.size };
}
