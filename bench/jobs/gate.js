// Measures a proxy's question to the gate: for a cookie that was seen before, with few and with many rules, and through
// nginx.
import assert from 'node:assert/strict';
import { startWorld } from '../gate/world.js';
import { measureProxy } from '../gate/proxy.js';
import { measureMemory } from '../gate/memory.js';
import { judgeRatio, showRatio } from '../measure/judge.js';
import { compare, ratio, summarize } from '../measure/rounds.js';

const USER = 'login.user()';
const CHECK = 'check';
const ANSWER = 'an answer with the headers of check';
const FEW = 10;
const MANY = 1000;
const MOST_TO_USER = 1.3;
const MOST_TO_FEW = 1.1;
const LEAST_TO_EMPTY = 0.8;

/** @param {string} name @param {() => unknown} work */
const repeat = (name, work) => ({
  name,
  async run(/** @type {number} */ n) {
    for (let i = 0; i < n; i += 1) await work();
  },
});

/** @param {any} options */
async function compareChecks(options) {
  const world = await startWorld();
  const [few, many] = [FEW, MANY].map(world.makeGate);
  const first = await few.fetch(world.asked);
  assert.equal(first.status, 204);
  const headers = Object.fromEntries(first.headers);
  const samples = await compare(
    [
      repeat(USER, () => world.login.user(world.page)),
      repeat(CHECK, () => few.fetch(world.asked)),
      repeat(`${MANY} rules`, () => many.fetch(world.asked)),
      repeat(ANSWER, () => new Response(null, { status: 204, headers })),
    ],
    options,
  );
  const [users, checks, answers] = [USER, CHECK, ANSWER].map((name) => samples.get(name) ?? []);
  const fair = summarize(checks.map((spent, round) => spent / (users[round] + answers[round])));
  return { samples, fair };
}

/** @param {{ rounds: number, slice: number, times: number, calls: number }} options */
export async function run(options) {
  const { samples, fair } = await compareChecks(options);
  const toUser = judgeRatio(
    'check of the gate, the same cookie again',
    MOST_TO_USER,
    USER,
    ratio(samples, CHECK, USER),
  );
  const why = `${ANSWER} alone is ${showRatio(ratio(samples, ANSWER, USER))} x ${USER}`;
  const proxied = await measureProxy(options);
  return {
    rows: [
      { ...toUser, why },
      judgeRatio('the same', MOST_TO_USER, `${USER} and ${ANSWER}`, fair),
      judgeRatio(
        `check with ${MANY} rules`,
        MOST_TO_FEW,
        `with ${FEW} rules`,
        ratio(samples, `${MANY} rules`, CHECK),
      ),
      {
        what: 'requests a second through nginx with check',
        target: `>= ${LEAST_TO_EMPTY} x an empty handler of Node`,
        measured: showRatio(proxied),
        met: proxied.median >= LEAST_TO_EMPTY,
      },
      await measureMemory(options),
    ],
  };
}
