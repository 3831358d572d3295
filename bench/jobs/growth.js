// Checks that earlier logins neither slow down later ones nor fill the memory: compares an isolate that has done many
// logins with one that has done a thousand. Each login begins, redeems its code, and asks for its session twice.
import assert from 'node:assert/strict';
import { configure, createStub, USER } from '../fixture.js';
import { createSingleFlight } from '../../worker/login/single_flight.js';
import { createLogins, cookiesOf, LONGER } from '../measure/logins.js';
import { round, showRatio } from '../measure/judge.js';
import { compare, quantile, ratio, summarize } from '../measure/rounds.js';
import { create as createOurs } from '../worker/ours.js';

const FEW = 1000;
const MOST_RATIO = 1.1;
const MEBIBYTE = 2 ** 20;
const stub = createStub(configure());
const config = configure(undefined, stub.fetch);

/** @param {string} name */
function createIsolate(name) {
  const worker = createOurs(config);
  const { begin } = createLogins(worker, stub, config.apiUrl);
  /** @param {number} n */
  async function run(n) {
    for (let i = 0; i < n; i += 1) {
      const done = await worker.callback(await begin());
      const asked = new Request(config.baseUrl, { headers: { cookie: cookiesOf(done) } });
      for (let times = 0; times < 2; times += 1) assert.equal((await worker.user(asked))?.sub, USER.sub);
    }
  }
  return { name, run };
}

/** Only the map of redeemed logins, which is all that a login leaves in the isolate. @param {string} name @param {number} age */
function createFlights(name, age) {
  /** @type {ReturnType<typeof createSingleFlight<number>>} */
  const flights = createSingleFlight();
  let count = 0;
  /** @param {number} n */
  async function run(n) {
    for (let i = 0; i < n; i += 1)
      await flights.run(`${name} ${(count += 1)}`.padEnd(129, '.'), Date.now, async () => 1);
  }
  return { name, run, age: () => run(age) };
}

/**
 * The time of a login with the map of many logins, divided by its time with the map of few. The map takes about one
 * hundredth of a login, so the time of a whole login would hide a difference.
 *
 * @param {number} login microseconds of a whole login
 * @param {import('../measure/rounds.js').Samples} flights
 */
function addTo(login, flights) {
  const few = flights.get('young') ?? [];
  return summarize((flights.get('aged') ?? []).map((many, round) => (login + many - few[round]) / login));
}

function heap() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** @param {{ rounds: number, slice: number, logins: number, calls: number }} options */
export async function run(options) {
  const aged = createIsolate('aged');
  const young = createIsolate('young');
  await young.run(FEW);
  await aged.run(FEW);
  const before = heap();
  await aged.run(options.logins);
  const grown = (heap() - before) / MEBIBYTE;
  const whole = await compare([aged, young], { ...options, slice: LONGER * options.slice });
  const logins = ratio(whole, 'aged', 'young');

  const many = createFlights('aged', options.calls);
  const few = createFlights('young', FEW);
  await few.age();
  await many.age();
  const maps = await compare([many, few], options);
  const flights = addTo(quantile(whole.get('young') ?? [], 0.5), maps);

  const counts = [options.logins, options.calls].map((count) => count.toLocaleString('en'));
  const memory = `heap ${round(Math.max(0, grown))} MiB more, RSS ${round(process.memoryUsage().rss / MEBIBYTE)} MiB`;
  return {
    rows: [
      {
        what: `time per login after ${counts[0]} against after 1,000`,
        target: `<= ${MOST_RATIO} x`,
        measured: `${showRatio(logins)}; ${memory}`,
        met: logins.median <= MOST_RATIO,
      },
      {
        what: `time per login with the shared results of ${counts[1]} behind it against 1,000`,
        target: `<= ${MOST_RATIO} x`,
        measured: `${showRatio(flights)}; their map alone ${showRatio(ratio(maps, 'aged', 'young'))}`,
        met: flights.median <= MOST_RATIO,
      },
    ],
  };
}
