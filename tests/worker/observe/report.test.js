// With debug there is a report that is safe to publish, and the callback has a time. Without it there is neither.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { alice, BASE_URL, createVisitor, KEY, startWorld } from '../../support/kit.js';

describe('debug', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());
  const request = () => new Request(BASE_URL);

  test('gives a report of version, runtime, options and the last failures, by name', async () => {
    const login = world.makeLogin({ debug: true, sessionSeconds: 60 });
    const visitor = createVisitor(login);
    await visitor.enter();
    for (let index = 0; index < 25; index += 1) await visitor.get('/auth/callback?code=secret');
    await visitor.get('/auth/login?prompt=wrong');
    const report = await login.report(request());
    assert.ok(report);
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    assert.equal(report.version, manifest.version);
    assert.match(report.runtime, /Node/);
    const set = ['apiUrl', 'baseUrl', 'clientId', 'clientSecret', 'debug', 'log', 'now', 'sessionKeys'];
    assert.deepEqual(report.options.toSorted(), [...set, 'sessionSeconds']);
    assert.equal(report.failures.length, 20);
    assert.deepEqual(report.failures.at(-1), { step: 'login', code: 'request_invalid' });
    assert.deepEqual(report.failures[0], { step: 'callback', code: 'state_missing' });
  });

  test('tells no value of an option, no address and nothing of a user', async () => {
    const login = world.makeLogin({ debug: true });
    await createVisitor(login).enter();
    const said = JSON.stringify(await login.report(request()));
    const { apiUrl, clientId, clientSecret } = world.config;
    for (const secret of [KEY, apiUrl, clientId, clientSecret, BASE_URL, alice._id, 'Alice', 'localhost'])
      assert.ok(!said.includes(secret), secret);
  });

  test('times the callback, and only with debug', async () => {
    const timed = await createVisitor(world.makeLogin({ debug: true })).enter();
    assert.match(timed.headers.get('server-timing') ?? '', /^callback;dur=\d+$/);
    const login = world.makeLogin();
    const plain = await createVisitor(login).enter();
    assert.equal(plain.headers.get('server-timing'), null);
    assert.equal(await login.report(request()), null);
  });
});
