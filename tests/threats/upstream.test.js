// Row "5xx, reset, hang, slow drip" of the threat table, for Tailchat as a whole: it is down, slow, wrong, or
// another program. Each case gives one clear code within the deadline, and the same worker can start the login again
// immediately.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { drip, hang, json, MARK, reply, reset, stall } from '../support/answers.js';
import { alice, assertSilent, PATIENCE, read, sessionOf, startScene } from '../support/scene.js';

/** @typedef {import('../support/provider.js').Script} Script */

const INDEX = reply(200, 'text/html', `<!doctype html><title>${MARK}</title><div id="root"></div>`);
/** @type {Script} answers at once, but the second request too late */
const slow = ({ response, ask }) => {
  const timer = setTimeout(async () => {
    const { status, headers, body } = await ask();
    response.writeHead(status, headers).end(body);
  }, 5_000);
  response.on('close', () => clearTimeout(timer));
};

/** The answers of /open/token and /open/me, and the expected code. @type {[string, Script, Script, string][]} */
const STATES = [
  ['not Tailchat: a page with status 200', INDEX, INDEX, 'token_content_type_invalid'],
  ['a gateway that does not route /open: no answer at all', hang, hang, 'deadline_exceeded'],
  ['another API: a JSON 404', json({ message: MARK }, 404), json({}, 404), 'token_status_invalid'],
  ['another API: a JSON 200', json({ data: MARK }), json({}), 'token_response_invalid'],
  [
    'restarting: 502 of its proxy',
    reply(502, 'text/html', MARK),
    reply(502, 'text/html', MARK),
    'token_status_invalid',
  ],
  ['overloaded: 503', json({ error: 'temporarily_unavailable' }, 503), hang, 'token_error'],
  ['crashing: every connection is reset', reset, reset, 'upstream_unreachable'],
  [
    'behind a proxy that wants https: a redirect',
    json({}, 301, { location: 'https://chat.example/open/token' }),
    hang,
    'upstream_redirected',
  ],
  ['too slow', slow, slow, 'deadline_exceeded'],
  ['stuck in its answer', stall, stall, 'deadline_exceeded'],
  ['a drip', drip, drip, 'deadline_exceeded'],
];

describe('when Tailchat is (row: 5xx, reset, hang, slow drip)', () => {
  /** @type {import('../support/scene.js').Scene} */
  let scene;
  before(async () => {
    scene = await startScene({ deadline: 1000 });
  });
  beforeEach(() => scene.reset());
  after(() => scene.close());

  for (const [what, token, me, code] of STATES) {
    test(
      `${what}, the login ends with ${code} and works again as soon as Tailchat does`,
      { timeout: PATIENCE },
      async () => {
        const visitor = scene.visit();
        const callback = await visitor.begin();
        scene.provider.script('token', token);
        scene.provider.script('me', me);
        const outcome = await read(await visitor.send(callback));
        assert.equal(outcome.code, code);
        assert.equal(sessionOf(outcome.response), undefined);
        assert.match(
          outcome.text,
          /<a class="again" href="\/auth\/login\?return_to=%2Finbox" target="_top">/,
        );
        assert.equal(scene.provider.count('token'), 1, 'the code is not sent again');
        assert.equal(scene.provider.count('me'), 0);
        assertSilent(scene, outcome);
        await assertRetry(visitor);
      },
    );
  }

  test('down, the login ends with upstream_unreachable and works again as soon as Tailchat does', async () => {
    const visitor = scene.visit();
    const callback = await visitor.begin();
    await scene.provider.stop();
    const outcome = await read(await visitor.send(callback));
    await scene.provider.resume();
    assert.equal(outcome.code, 'upstream_unreachable');
    assert.equal(outcome.response.status, 502);
    assertSilent(scene, outcome);
    await assertRetry(visitor);
  });

  test('slow in both steps, one deadline holds for both together', async () => {
    const login = scene.makeLogin({ deadline: 600 });
    const visitor = scene.visit(login);
    const callback = await visitor.begin();
    scene.provider.script('token', async ({ ask }) => {
      const answer = await ask();
      await new Promise((resolve) => setTimeout(resolve, 450));
      return answer;
    });
    scene.provider.script('me', hang);
    const signals = trackSignals();
    const outcome = await read(await visitor.send(callback));
    signals.stop();
    assert.equal(outcome.code, 'deadline_exceeded');
    assert.equal(new Set(signals.seen).size, 1, 'token and me are under the same signal');
  });

  test('of many who wait, each is told, and no one is left behind', async () => {
    const visitors = Array.from({ length: 20 }, () => scene.visit());
    const callbacks = await Promise.all(visitors.map((visitor) => visitor.begin()));
    scene.provider.script('token', hang);
    const outcomes = await Promise.all(
      visitors.map(async (visitor, i) => read(await visitor.send(callbacks[i]))),
    );
    assert.deepEqual(new Set(outcomes.map(({ code }) => code)), new Set(['deadline_exceeded']));
    await assertRetry(visitors[0]);
  });

  /** Logs in immediately, with the same browser and the same worker. @param {import('../support/scene.js').Visitor} visitor */
  async function assertRetry(visitor) {
    scene.reset();
    const response = await visitor.enter('return_to=/again');
    assert.equal(response.headers.get('location'), '/again');
    assert.equal((await visitor.me()).sub, alice._id);
  }
});

/** The signals that fetch receives. */
function trackSignals() {
  const { fetch } = globalThis;
  /** @type {unknown[]} */
  const seen = [];
  globalThis.fetch = (input, init) => {
    if (/\/open\/(token|me)$/.test(String(input))) seen.push(init?.signal);
    return fetch(input, init);
  };
  return { seen, stop: () => void (globalThis.fetch = fetch) };
}
