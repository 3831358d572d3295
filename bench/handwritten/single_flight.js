const SHARED = 60_000;
const TAKEN = 600_000;
const MOST = 10_000;

/** A transaction is redeemed once; who repeats it within a minute gets the same result. */
export function createSingleFlight() {
  /** @type {Map<string, { result: Promise<any>, at: number }>} */
  const flights = new Map();

  /** @template T @param {string} key @param {() => Promise<T>} work @returns {Promise<T>} */
  return function run(key, work) {
    const now = Date.now();
    for (const [old, { at }] of flights) {
      if (at + TAKEN > now && flights.size < MOST) break;
      flights.delete(old);
    }
    const flight = flights.get(key);
    if (flight !== undefined) {
      return flight.at + SHARED > now ? flight.result : Promise.reject(new Error('transaction_finished'));
    }
    const result = work();
    flights.set(key, { result, at: now });
    return result;
  };
}
