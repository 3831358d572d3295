// Checks Cookie headers that hostile or broken browsers and sibling domains may send.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { createApp } from '../../support/sealed.js';

describe('a Cookie header', () => {
  /** @type {import('../../support/sealed.js').App} */
  let app;
  /** @type {string} */
  let session;
  before(async () => {
    app = await createApp();
    session = `${app.slots.session}=${await app.make('session')}`;
  });

  /** @param {string} header */
  const ask = async (header) => {
    const request = new Request('https://app.example', { headers: { cookie: header } });
    const { status } = await app.get('/auth/me', header);
    const user = await app.login.user(request);
    assert.equal(status === 200, user !== null);
    return status;
  };

  test('with 1,000 cookies of others around ours is read', async () => {
    const others = Array.from({ length: 1000 }, (_, index) => `other${index}=${index}`);
    for (const at of [0, 500, 1000]) {
      assert.equal(await ask(others.toSpliced(at, 0, session).join('; ')), 200);
    }
    assert.equal(await ask(others.join('; ')), 401);
  });

  test('with 1,000 cookies that are nearly ours is read, and none of them is', async () => {
    const name = app.slots.session;
    const near = Array.from({ length: 250 }, (_, index) => [
      `${name}${index}=x`,
      `x${index}${name}=x`,
      `${name.toUpperCase()}${index}=x`,
      `${app.slots.transaction}${index}=x`,
    ]).flat();
    assert.equal(near.length, 1000);
    assert.equal(await ask([...near, session].join('; ')), 200);
    assert.equal(await ask(near.join('; ')), 401);
  });

  test('with 1,000 logins under way is answered by clearing all that are over the limit', async () => {
    const { transaction } = app.slots;
    const ours = Array.from(
      { length: 1000 },
      (_, index) => `${transaction.slice(0, -4)}${String(index).padStart(4, '0')}=x`,
    );
    const response = await app.get('/auth/login', ours.join('; '));
    assert.equal(response.status, 302);
    const lines = response.headers.getSetCookie();
    const staying = LIMITS.transaction_cookies - 1;
    assert.equal(lines.filter((line) => line.includes('; Max-Age=0;')).length, 1000 - staying);
    assert.equal(lines.length, 1000 - staying + 1);
  });

  test('with one cookie that is huge is read, and the huge one is nothing', async () => {
    for (const length of [4096, 4097, 100_000, 1_000_000]) {
      assert.equal(await ask(`other=${'x'.repeat(length)}; ${session}`), 200);
      assert.equal(await ask(`${app.slots.session}=${'x'.repeat(length)}`), 401);
      assert.equal(await ask(`${'x'.repeat(length)}`), 401);
      const answer = await app.call('x'.repeat(length));
      assert.equal(answer.error, 'transaction_invalid');
    }
  });

  test('with a sealed value that no browser would keep opens nothing, though the seal is right', async () => {
    const longest = await app.make('session', { nickname: 'x'.repeat(2700) });
    assert.ok(longest.length < 4096);
    assert.equal(await ask(`${app.slots.session}=${longest}`), 200);
    const longer = await app.make('session', { nickname: 'x'.repeat(3000) });
    assert.ok(longer.length > 4096);
    assert.equal(await ask(`${app.slots.session}=${longer}`), 401);
  });

  const both = (/** @type {string} */ second, glue = '; ') => `${session}${glue}${second}`;
  test('that names our session twice is refused, however it is spelled', async () => {
    const name = app.slots.session;
    const good = session.slice(session.indexOf('=') + 1);
    for (const header of [
      both(session),
      both(session, ';'),
      both(session, ' ;  '),
      both(session, ';;;'),
      both(`${name}=`),
      both(name),
      both(`${name} = x`),
      both(`\t${name}\t=\tx`),
      `${name}=x; ${session}`,
      `${name}; ${session}`,
      `a=1; ${session}; b=2; ${session}; c=3`,
      both(`${name}=${good.slice(0, -1)}`),
    ]) {
      const response = await app.get('/auth/me', header);
      assert.equal(response.status, 400, header.slice(-80));
      assert.deepEqual(await response.json(), { error: 'cookie_repeated' });
      assert.deepEqual(response.headers.getSetCookie(), []);
      assert.equal(
        await app.login.user(new Request('https://app.example', { headers: { cookie: header } })),
        null,
      );
    }
  });

  test('that names a login twice ends none: another one begins without it', async () => {
    const value = await app.make('transaction');
    const { transaction } = app.slots;
    const header = `${transaction}=${value}; ${transaction}=${value}`;
    const response = await app.get('/auth/callback?code=c&state=x&iss=https://chat.example', header);
    assert.equal(response.status, 400);
    assert.deepEqual(await response.json(), { error: 'cookie_repeated' });
    const begun = await app.get('/auth/login', header);
    assert.equal(begun.status, 302);
    assert.ok(begun.headers.getSetCookie().some((line) => line.startsWith(`${transaction}=; Max-Age=0;`)));
    assert.deepEqual(app.asked, []);
  });

  test('that holds two cookies for one login, by their names, ends it with neither', async () => {
    const value = await app.make('transaction');
    const { transaction } = app.slots;
    const at = transaction.length - 17 - 9; // the time, before _ and the id
    const earlier = `${transaction.slice(0, at)}000000001${transaction.slice(at + 9)}`;
    assert.equal((await app.call(`${value}; ${earlier}=${value}`)).error, 'cookie_repeated');
    assert.equal((await app.call(`${value}; ${earlier}x=${value}`)).error, 'upstream_unreachable');
  });

  test('of odd shapes is no session and no failure', async () => {
    const name = app.slots.session;
    for (const header of [
      '',
      ';',
      '=',
      '==',
      ';;;;',
      '=x',
      `=${name}`,
      name,
      `${name}=`,
      `${name}==`,
      `${name}="`,
      `; ${name}`,
      'a'.repeat(70_000),
      ';'.repeat(70_000),
      '='.repeat(70_000),
      `${name}=%`,
      `${name}=%00`,
      '__proto__=x',
      'constructor=x; toString=y',
      `${name}=__proto__`,
      '\u00ff=\u00ff',
      `${name}=\u00ff`,
    ])
      assert.equal(await ask(header), 401, header.slice(0, 40));
  });

  test('that names the session under the prefix of another scheme is no session', async () => {
    const [name, value] = [app.slots.session, session.slice(session.indexOf('=') + 1)];
    assert.match(name, /^__Host-/);
    for (const prefix of ['', '__Secure-', '__host-', '__HOST-', '__Host-__Host-', ' __Host-x'])
      assert.equal(await ask(`${name.replace('__Host-', prefix)}=${value}`), 401, prefix);
  });
});
