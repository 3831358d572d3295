// One account with the longest texts logs in ten thousand times. The memory that a worker keeps is limited by bytes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LIMITS } from '../../bindings/vocabulary.js';
import { createContexts } from '../../worker/context_cache.js';
import { createSingleFlight } from '../../worker/login/single_flight.js';
import { weigh } from '../../worker/lib/weigh.js';
import { KEY } from '../support/example.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const TIMES = 10_000;
const MOST = 16 * 2 ** 20;

/** The bytes in use after garbage collection. */
async function measure() {
  for (let times = 0; times < 3; times += 1) {
    collect();
    await new Promise(setImmediate);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Copies a text, so that it is not a part of another string in memory. @param {string} text */
const own = (text) => JSON.parse(JSON.stringify(text));

/** The kinds of claims that a site may make from a user's texts. @type {Record<string, (n: number) => object>} */
const CLAIMS = {
  'one text': (n) => ({ name: own('x'.repeat(1000) + n) }),
  'empty objects': (n) => JSON.parse(`{"a":[${Array(330).fill('{}')}],"n":${n}}`),
  'names of their own': (n) => JSON.parse(`{${Array.from({ length: 60 }, (_, k) => `"k${n}_${k}":1`)}}`),
  'nested arrays': (n) => JSON.parse(`{"a":${'['.repeat(450)}${n}${']'.repeat(450)}}`),
};

/** The largest answers within the limits. @param {number} n @param {object} claims */
function makeAccount(n, claims) {
  const nickname = own('\u{1f511}'.repeat(64));
  return {
    sub: own(`${n}`.padEnd(255, 's')),
    nickname,
    discriminator: own('d'.repeat(32)),
    avatar: own('a'.repeat(2048)),
    claims,
  };
}

for (const [name, makeClaims] of Object.entries(CLAIMS))
  test(`ten thousand logins of one account are kept in 16 MiB, with claims of ${name}`, async () => {
    const flights = createSingleFlight((/** @type {any} */ { account }) => 320 + weigh(account));
    const contextOf = createContexts((/** @type {any} */ env, /** @type {Request} */ request) => ({
      apiUrl: 'https://chat.example',
      clientId: 'tc_1',
      clientSecret: 's',
      sessionKeys: KEY,
      baseUrl: new URL(request.url).origin,
    }));
    const request = (/** @type {number} */ n) => new Request(`https://a${n % 150}.example/`);
    await contextOf({}, request(0));
    const before = await measure();
    for (let n = 0; n < TIMES; n += 1) {
      const account = makeAccount(n, makeClaims(n));
      const [{ sessions }] = await contextOf({}, request(n));
      const times = {
        began_at: 1_700_000_000 + n,
        sealed_at: 1_700_000_000 + n,
        expires_at: 1_800_000_000 + n,
      };
      sessions.set(own(`${n}`.padEnd(LIMITS.cookie_bytes, 'c')), {
        ...times,
        first_key: true,
        user: account,
        account,
      });
      await flights.run(
        own(`${n}`.padEnd(175, 'k')),
        () => 0,
        async () => ({ user: account, account, began_at: n }),
      );
    }
    const grown = (await measure()) - before;
    assert.ok(grown < MOST, `${grown} bytes`);
    assert.ok(flights.size() > 20, 'the last ones are kept');
    const [{ sessions }] = await contextOf({}, request(0));
    assert.ok(sessions.size() > 20, 'the last ones are kept');
  });

test('ten thousand logins that fail are kept in 16 MiB, whatever caused it', async () => {
  const flights = createSingleFlight();
  const { TailchatLoginError } = await import('../../bindings/error.js');
  const before = await measure();
  for (let n = 0; n < TIMES; n += 1)
    await flights
      .run(
        own(`${n}`.padEnd(175, 'k')),
        () => 0,
        async () => {
          throw new TailchatLoginError('on_login_failed', { cause: new Error(own('x'.repeat(10_000) + n)) });
        },
      )
      .catch(() => {});
  const grown = (await measure()) - before;
  assert.ok(grown < MOST, `${grown} bytes`);
});
