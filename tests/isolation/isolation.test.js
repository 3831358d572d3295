// Ten thousand users log in through one isolate, a thousand at a time, and Tailchat is slow and often fails. No user
// gets another's session, and no login is lost without a fault. The seed repeats each user's actions and faults, but
// not the order of the answers.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const USERS = 10_000;
const IN_FLIGHT = 1000;
const SEED = 20_260_101;
const MEBIBYTE = 2 ** 20;
/** The bytes that compiled code, connection pools and the like may keep. */
const MOST_GROWTH = 16 * MEBIBYTE;

describe('a crowd in one isolate', () => {
  /** @type {any} */
  let figures;
  before(async () => {
    const program = fileURLToPath(new URL('./process.js', import.meta.url));
    const child = fork(program, [USERS, IN_FLIGHT, SEED, MOST_GROWTH].map(String), {
      execArgv: ['--expose-gc', '--max-semi-space-size=64'],
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the process ended with ${code}`);
    });
    ended.catch(() => {});
    [figures] = await Promise.race([once(child, 'message'), ended]);
  });

  test('10,000 users log in, 1,000 at once, and 3 of 10 logins meet a fault', (context) => {
    const { users, inFlight, peak, faults, left, repeated, requests, seconds } = figures;
    context.diagnostic(`seed ${SEED}: ${users} logins, ${inFlight} in flight, ${peak} at once at Tailchat`);
    context.diagnostic(`${faults} faults, ${left} clients left, ${repeated} callbacks repeated`);
    context.diagnostic(`${requests} requests to Tailchat, ${seconds.toFixed(1)} s`);
    assert.equal(users, USERS);
    assert.equal(inFlight, IN_FLIGHT);
    assert.ok(faults > 0.28 * USERS && faults < 0.32 * USERS);
    assert.ok(left > 0.05 * USERS && repeated > 0.1 * USERS);
  });

  test('nobody gets the session of another, nor one without a login, and the gate says the same', (context) => {
    const { sessions, passed, mixed, faults } = figures;
    context.diagnostic(`${sessions} sessions looked at, ${passed} at the gate, ${mixed} mixed up`);
    assert.equal(mixed, 0);
    assert.ok(sessions >= USERS - faults);
    assert.equal(passed, sessions);
  });

  test('no login is lost that met no fault, and each fault has its code', (context) => {
    const { lost, wrongCode, surprises } = figures;
    context.diagnostic(`${lost} lost, ${wrongCode} with a wrong code`);
    assert.deepEqual({ lost, wrongCode, surprises }, { lost: 0, wrongCode: 0, surprises: {} });
  });

  test('no code is sent twice, and none in a wrong form', (context) => {
    const { codes, twice, refused } = figures;
    context.diagnostic(`${codes} codes redeemed, ${twice} twice, ${refused} refused`);
    assert.deepEqual({ twice, refused }, { twice: 0, refused: 0 });
    // A login that hangs may reach its deadline before its code is sent.
    assert.ok(codes <= USERS && codes > 0.9 * USERS);
  });

  test('nothing is left unhandled', () => {
    assert.deepEqual(figures.unhandled, []);
  });

  test('memory comes back to where it was', (context) => {
    const { before, full, after } = figures.memory;
    const [first, most, last] = [before, full, after].map((bytes) => (bytes / MEBIBYTE).toFixed(1));
    context.diagnostic(`${first} MiB before, ${most} at the end, ${last} once all have expired`);
    assert.ok(after - before < MOST_GROWTH, `${last} MiB`);
  });
});
