// Tailchat is down, slow, wrong, or another program. Each case gives one clear code and no second attempt, and the
// worker still works.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before, beforeEach, describe, test } from 'node:test';
import { LIMITS } from '../../../bindings/vocabulary.js';
import { answer, startFault } from '../../support/faults.js';
import { alice, createVisitor, startWorld } from '../../support/kit.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const PADDING = ' '.repeat(LIMITS.response_bytes);

/** @typedef {import('../../support/faults.js').Listener} Listener */

/** An endless body, sent only as fast as it is read. @type {Listener} */
function endless(_, response) {
  response.writeHead(200, { 'content-type': JSON_TYPE });
  const write = () => {
    while (!response.destroyed && response.write('{'.repeat(16384)));
  };
  response.on('drain', write);
  write();
}

/** One byte at a time, for ever. @type {Listener} */
function drip(_, response) {
  response.writeHead(200, { 'content-type': JSON_TYPE });
  const timer = setInterval(() => response.write(' '), 2);
  response.on('close', () => clearInterval(timer));
}

/** A body that is cut off. @type {Listener} */
function truncate(_, response) {
  response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': '1000' });
  response.write('{"access_token":', () => response.destroy());
}

/** @type {Listener} */
const hang = () => {};
/** @type {Listener} */
const reset = (request) => request.socket.resetAndDestroy();

/** The fault, and the status and code for `token`. userinfo has its own codes. @type {[string, Listener, number, string][]} */
const FAULTS = [
  ['hangs', hang, 504, 'deadline_exceeded'],
  ['drips', drip, 504, 'deadline_exceeded'],
  ['resets the connection', reset, 502, 'upstream_unreachable'],
  ['breaks off', truncate, 502, 'upstream_unreachable'],
  ['never ends', endless, 502, 'response_too_large'],
  ['is one byte too large', answer(200, JSON_TYPE, `${PADDING} `), 502, 'response_too_large'],
  [
    'is small and unpacks to gigabytes',
    answer(200, JSON_TYPE, gzipSync(Buffer.alloc(50_000_000, ' ')), { 'content-encoding': 'gzip' }),
    502,
    'response_too_large',
  ],
  ['is as large as may be and no JSON', answer(200, JSON_TYPE, PADDING), 502, 'response_invalid'],
  ['is empty', answer(200, JSON_TYPE, ''), 502, 'response_invalid'],
  ['is HTML', answer(200, 'text/html', '<!doctype html>'), 502, 'content_type_invalid'],
  ['has no type', answer(200, '', '{}'), 502, 'content_type_invalid'],
  ['is a 503', answer(503, 'text/html', 'busy'), 502, 'status_invalid'],
  ['is a 204', answer(204, JSON_TYPE, ''), 502, 'status_invalid'],
];

describe('when Tailchat', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    world.log.length = 0;
    world.tailchat.requests.length = 0;
  });
  after(() => world.close());

  for (const endpoint of ['token', 'me']) {
    for (const [what, listener, status, code] of FAULTS) {
      const known = code.includes('_') && /^(deadline|upstream)/.test(code);
      const expected = known ? code : `${endpoint === 'me' ? 'userinfo' : 'token'}_${code}`;
      test(`${what} at /open/${endpoint}, the answer is ${expected}, and the code is not sent again`, async () => {
        const fault = await startFault(listener);
        // The deadline is long, except in cases that it must end.
        const deadline = status === 504 ? 60 : 20_000;
        const login = world.makeLogin({ fetch: fault.insteadOf(`/open/${endpoint}`), deadline });
        const visitor = createVisitor(login);
        try {
          const callback = await visitor.begin('return_to=/inbox');
          const response = await visitor.send(callback);
          assert.equal(response.status, status);
          const page = await response.text();
          assert.match(page, new RegExp(`<code>${expected}</code>`));
          assert.match(page, /login\?return_to=%2Finbox/);
          await visitor.send(callback);
          assert.equal(fault.requests.length, 1);
          assert.equal(await visitor.me(), null);
          assert.match(
            world.log[0],
            new RegExp(
              `^tailchat-login: callback failed: ${expected} \\(.+\\) at=/open/(token|me)( [a-z]+=[A-Za-z0-9_]+)*$`,
            ),
          );
        } finally {
          await fault.close();
        }
        // Immediately, with the same browser and the same worker.
        const healthy = createVisitor(world.makeLogin());
        assert.equal((await healthy.enter()).status, 302);
        assert.equal((await healthy.me()).sub, alice._id);
      });
    }

    for (const status of [300, 301, 302, 303, 304, 307, 308, 399]) {
      test(`answers /open/${endpoint} with a ${status}, it is refused and its target never asked`, async () => {
        const target = await startFault(answer(200, JSON_TYPE, '{}'));
        const fault = await startFault(answer(status, JSON_TYPE, '', { location: `${target.url}/steal` }));
        const visitor = createVisitor(world.makeLogin({ fetch: fault.insteadOf(`/open/${endpoint}`) }));
        try {
          const response = await visitor.enter();
          assert.equal(response.status, 502);
          assert.match(await response.text(), /upstream_redirected/);
          assert.equal(target.requests.length, 0);
        } finally {
          await fault.close();
          await target.close();
        }
      });
    }
  }

  test('is down, the log says how', async () => {
    const fault = await startFault(hang);
    await fault.close();
    const visitor = createVisitor(world.makeLogin({ fetch: fault.insteadOf('/open/token') }));
    const response = await visitor.enter();
    assert.equal(response.status, 502);
    assert.deepEqual(world.log, [
      'tailchat-login: callback failed: upstream_unreachable (Tailchat could not be reached, or the connection broke) at=/open/token cause=ECONNREFUSED',
    ]);
  });

  test('is asked, it gets a form and nothing of the browser', async () => {
    const fault = await startFault(answer(503, JSON_TYPE, ''));
    const visitor = createVisitor(world.makeLogin({ fetch: fault.insteadOf('/open/token') }));
    try {
      const callback = await visitor.begin();
      await visitor.get(callback, {
        authorization: 'Bearer x',
        origin: 'https://app.example',
        referer: 'https://app.example/',
        'x-forwarded-for': '192.0.2.1',
      });
      const [{ url, headers, body }] = fault.requests;
      assert.equal(url, '/open/token');
      assert.equal(headers['content-type'], 'application/x-www-form-urlencoded');
      assert.equal(headers.accept, 'application/json');
      for (const name of ['origin', 'cookie', 'referer', 'authorization', 'x-forwarded-for']) {
        assert.equal(headers[name], undefined, name);
      }
      const form = new URLSearchParams(body);
      assert.deepEqual([...form.keys()].sort(), [
        'client_id',
        'client_secret',
        'code',
        'code_verifier',
        'grant_type',
        'redirect_uri',
      ]);
      assert.equal(form.get('client_secret'), world.config.clientSecret);
      assert.equal(form.get('redirect_uri'), 'https://app.example/auth/callback');
    } finally {
      await fault.close();
    }
  });

  test('refuses the token, /open/me is not asked', async () => {
    const fault = await startFault(answer(400, JSON_TYPE, '{"error":"invalid_grant"}'));
    const visitor = createVisitor(world.makeLogin({ fetch: fault.insteadOf('/open/token') }));
    try {
      assert.match(await (await visitor.enter()).text(), /invalid_grant/);
      assert.ok(world.tailchat.requests.every(({ path }) => path !== '/open/me'));
    } finally {
      await fault.close();
    }
  });
});

describe('a fetch of the configuration', () => {
  /** @type {import('../../support/kit.js').World} */
  let world;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => {
    world.log.length = 0;
  });
  after(() => world.close());

  /** @param {any} fetch @param {object} [changes] */
  async function fail(fetch, changes = {}) {
    const visitor = createVisitor(world.makeLogin({ fetch, ...changes }));
    const response = await visitor.enter();
    return [response.status, /<code>(\w+)<\/code>/.exec(await response.text())?.[1]];
  }

  test('that ignores the signal is left at the deadline', async () => {
    const never = () => new Promise(() => {});
    assert.deepEqual(await fail(never, { deadline: 30 }), [504, 'deadline_exceeded']);
  });

  test('whose body never comes is left at the deadline', async () => {
    const silent = async () =>
      new Response(new ReadableStream(), { headers: { 'content-type': 'application/json' } });
    assert.deepEqual(await fail(silent, { deadline: 30 }), [504, 'deadline_exceeded']);
  });

  test('that throws, at once or later, is an upstream that cannot be reached', async () => {
    const error = Object.assign(new Error('SECRET'), { code: 'ECUSTOM' });
    const atOnce = () => {
      throw error;
    };
    assert.deepEqual(await fail(atOnce), [502, 'upstream_unreachable']);
    assert.deepEqual(await fail(() => Promise.reject(error)), [502, 'upstream_unreachable']);
    assert.deepEqual(await fail(() => Promise.reject(null)), [502, 'upstream_unreachable']);
    assert.doesNotMatch(world.log.join(), /SECRET/);
  });

  test('that followed a redirect is refused', async () => {
    const target = await startFault(answer(200, JSON_TYPE, '{}'));
    const fault = await startFault(answer(307, JSON_TYPE, '', { location: target.url }));
    try {
      const following = (/** @type {any} */ _, /** @type {any} */ init) =>
        fetch(fault.url, { ...init, redirect: 'follow' });
      assert.deepEqual(await fail(following), [502, 'upstream_redirected']);
    } finally {
      await fault.close();
      await target.close();
    }
  });

  test('of the platform is looked up at the call', async (t) => {
    const visitor = createVisitor(world.makeLogin());
    const callback = await visitor.begin();
    t.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('replaced')));
    const response = await visitor.send(callback);
    assert.match(await response.text(), /upstream_unreachable/);
  });

  test('or randomBytes that gives too little fails, and starts no login', async () => {
    const login = world.makeLogin({ randomBytes: () => new Uint8Array(95) });
    const response = await createVisitor(login).get('/auth/login');
    assert.equal(response.status, 500);
    assert.match(await response.text(), /random_invalid/);
    assert.equal(response.headers.get('location'), null);
  });

  test('and a log that throws do not break the answer', async () => {
    const log = () => {
      throw new Error('the disk is full');
    };
    assert.deepEqual(await fail(() => Promise.reject(new Error()), { log }), [502, 'upstream_unreachable']);
  });
});
