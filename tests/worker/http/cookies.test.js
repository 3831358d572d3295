// Checks the number and the size of our cookies in a browser, and which ones are removed.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import {
  makeRoom,
  nameCookies,
  nameTransaction,
  readCookies,
  setCookie,
} from '../../../worker/http/cookies.js';
import { alice, BASE_URL, createVisitor, startWorld } from '../../support/kit.js';

const names = nameCookies(BASE_URL, '01234567');
const ID = 'abcdefghijklmnop';

describe('cookies', () => {
  /** @param {string} cookie */
  const read = (cookie) => readCookies(new Request(BASE_URL, { headers: { cookie } }), names);

  test('are ours by their whole name alone', () => {
    const ours = nameTransaction(names, 1, ID);
    const header = [
      `${names.session}=s`,
      `${ours}=t`,
      `${names.session}x=1`,
      `x${names.session}=1`,
      `${names.transactionPrefix}=1`,
      `${ours}x=1`,
      'tailchat_01234567=1',
      '__Host-tailchat_76543210=1',
      'other=1; other=2',
    ].join('; ');
    const cookies = read(header);
    assert.equal(cookies.session, 's');
    assert.deepEqual(cookies.transactions, [{ name: ours, value: 't', id: ID }]);
    assert.deepEqual(cookies.names, [names.session, ours].sort());
    assert.equal(cookies.repeated, false);
  });

  test('are not decoded', () => {
    assert.equal(read(`${names.session}=a%41`).session, 'a%41');
  });

  for (const header of [
    `${names.session}=1; ${names.session}=1`,
    `${names.session}=1;${names.session}=2`,
    `${names.session}=1; other=1; \t${names.session} = 2`,
    `${names.session}; ${names.session}=2`,
    `${nameTransaction(names, 1, ID)}=1; ${nameTransaction(names, 1, ID)}=2`,
  ]) {
    test(`count twice in ${JSON.stringify(header).slice(0, 60)}`, () => {
      assert.equal(read(header).repeated, true);
    });
  }

  test('may have 4096 bytes with their attributes, and not one more', () => {
    const overhead = setCookie(names, names.session, '', 86400).length;
    const most = 'x'.repeat(LIMITS.cookie_bytes - overhead);
    assert.equal(setCookie(names, names.session, most, 86400).length, 4096);
    assert.throws(() => setCookie(names, names.session, `${most}x`, 86400), { code: 'cookie_too_large' });
  });

  test('of transactions make room from the oldest on: sixteen stay', () => {
    const others = Array.from({ length: 17 }, (_, index) => transaction(index, 10));
    const cleared = makeRoom(names, others, { transactions: 1, bytes: 0 });
    assert.deepEqual(
      cleared.map((line) => line.split('=')[0]),
      [others[0].name, others[1].name],
    );
    for (const line of cleared) assert.match(line, /=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  test('make room until all together fit in 7 KB, to the byte', () => {
    const others = [transaction(0, 1000), transaction(1, 1000)];
    const each = setCookie(names, others[0].name, others[0].value, 34560000).length;
    const left = LIMITS.cookies_bytes - 2 * each;
    assert.deepEqual(makeRoom(names, others, { transactions: 1, bytes: left }), []);
    assert.equal(makeRoom(names, others, { transactions: 1, bytes: left + 1 }).length, 1);
    assert.equal(makeRoom(names, others, { transactions: 1, bytes: LIMITS.cookies_bytes }).length, 2);
  });

  test('sort by the time in their names, also across a digit more', () => {
    const early = nameTransaction(names, 36 ** 8 - 1, ID);
    const late = nameTransaction(names, 36 ** 8, ID);
    assert.deepEqual(
      read(`${late}=1; ${early}=1`).transactions.map(({ name }) => name),
      [early, late],
    );
  });

  /** @param {number} created @param {number} length */
  function transaction(created, length) {
    return { name: nameTransaction(names, created, ID), value: 'x'.repeat(length), id: ID };
  }
});

describe('a browser with many logins under way', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  /** @type {import('../../support/kit.js').Visitor} */
  let visitor;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    world.clock.ahead = 0;
    visitor = createVisitor(world.makeLogin());
  });
  after(() => world.close());

  const LONG = `return_to=/${'a'.repeat(LIMITS.return_to_bytes - 1)}`;
  const bytes = () =>
    visitor.cookies
      .list(BASE_URL)
      .reduce((sum, { name, value }) => sum + setCookie(names, name, value, 86400).length, 0);

  test('holds nine tabs and a session, and each of them ends well', async () => {
    await visitor.enter();
    const callbacks = [];
    for (let index = 0; index < 9; index += 1) {
      world.clock.ahead = index;
      callbacks.push(await visitor.begin(`return_to=/${index}`));
    }
    for (const [index, callback] of callbacks.entries())
      assert.equal((await visitor.send(callback)).headers.get('location'), `/${index}`);
  });

  test('holds what fits, and the newest work', async () => {
    const callbacks = [];
    for (let index = 0; index < 20; index += 1) {
      world.clock.ahead = index;
      callbacks.push(await visitor.begin(`return_to=/${index}`));
      assert.ok(bytes() <= LIMITS.cookies_bytes);
    }
    assert.match(await (await visitor.send(callbacks[0])).text(), /transaction_missing/);
    assert.equal((await visitor.send(callbacks[19])).headers.get('location'), '/19');
    assert.equal(
      (await visitor.send(callbacks[0])).headers.get('location'),
      '/',
      'to who is logged in by now',
    );
  });

  test("leaves room for the site's own cookies: servers cap the whole header", async () => {
    visitor.cookies.store(BASE_URL, [`theirs=${'x'.repeat(4000)}; Path=/; Secure`]);
    for (let index = 0; index < 10; index += 1) {
      world.clock.ahead = index;
      await visitor.get('/auth/login');
      assert.ok(visitor.header().length <= LIMITS.cookies_bytes, `${visitor.header().length}`);
    }
    assert.ok(visitor.cookies.list(BASE_URL).length >= 4);
    visitor.cookies.store(BASE_URL, [
      `theirs=${'x'.repeat(4000)}; Path=/; Secure`,
      `more=${'x'.repeat(4000)}; Path=/; Secure`,
    ]);
    assert.equal((await visitor.enter('return_to=/here')).headers.get('location'), '/here');
  });

  test('loses the logins that have ended before those that are under way', async () => {
    const waiting = await visitor.begin('return_to=/waiting');
    for (let index = 0; index < 20; index += 1) {
      world.clock.ahead = index;
      await visitor.send(await visitor.begin('prompt=none', undefined));
    }
    assert.equal((await visitor.send(waiting)).headers.get('location'), '/waiting');
  });

  test('never holds more than 7 KB of ours, with the longest return_to and a large session', async () => {
    world.tailchat.users[0].avatar = `https://cdn.example/${'x'.repeat(2000)}`;
    try {
      for (let index = 0; index < 6; index += 1) {
        world.clock.ahead = index;
        await visitor.get(`/auth/login?${LONG}`);
      }
      assert.ok(bytes() <= LIMITS.cookies_bytes, `${bytes()} before`);
      await visitor.enter(LONG);
      assert.ok(bytes() <= LIMITS.cookies_bytes, `${bytes()} with the session`);
      await visitor.get(`/auth/login?${LONG}`);
      assert.ok(bytes() <= LIMITS.cookies_bytes, `${bytes()} with one more`);
      assert.equal((await visitor.me()).sub, alice._id);
    } finally {
      world.tailchat.users[0].avatar = alice.avatar;
    }
  });
});
