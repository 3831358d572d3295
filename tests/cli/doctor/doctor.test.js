// Checks the doctor's findings about a deployment in each state, over real sockets.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, beforeEach, describe, test } from 'node:test';
import { createClient } from 'tailchat-login';
import { CHECKS, diagnose } from '../../../cli/doctor/index.js';
import { endless, hang, hangUp, json, MARK, reply, withHeaders, withJson } from '../../support/answers.js';
import { startProvider } from '../../support/provider.js';

const SECRET = 'abcdefghijklmnopqrstuvwxyz_-0123';
const URI = 'http://localhost:8787/auth/callback';
const PAGE = '<!doctype html><title>Tailchat</title>';

const app = {
  appId: 'tc_0123456789abcdef01234567',
  appSecret: SECRET,
  appName: 'Demo',
  capability: ['oauth'],
  redirectUrls: [URI],
};

const provider = await startProvider({ apps: [app], users: [] });
after(() => provider.close());
const record = provider.tailchat.apps[0];

beforeEach(() => {
  provider.reset();
  Object.assign(record, structuredClone(app));
  delete record.appIcon;
});

/** @param {Record<string, any>} [given] */
async function examine({ clientSecret = SECRET, deadline = 10_000, ...changes } = {}) {
  const options = { apiUrl: provider.url, clientId: app.appId, redirectUri: URI, ...changes };
  const client = createClient({ ...options, clientSecret: clientSecret ?? 'none' });
  const report = await diagnose({
    client,
    clientSecret: clientSecret ?? undefined,
    deadline,
    fetch: changes.fetch,
  });
  assert.deepEqual(
    report.checks.map(({ name }) => name),
    CHECKS.map(({ name }) => name),
    'every check has its line',
  );
  const text = JSON.stringify(report);
  if (clientSecret) assert.ok(!text.includes(clientSecret), 'no secret');
  assert.ok(!text.includes(MARK), "no text of the other side's");
  return report;
}

/** @param {import('../../../cli/doctor/index.js').Report} report @param {string} name */
const find = (report, name) => {
  const found = report.checks.find((check) => check.name === name);
  assert.ok(found);
  return found;
};

/** Checks that run only if the deployment uses the feature. */
const ASIDE = ['environment', 'internal', 'bot', 'groups', 'join_urls', 'login'];

/** The checks whose results differ from those of a good deployment. @param {import('../../../cli/doctor/index.js').Report} report */
const oddities = (report) =>
  Object.fromEntries(
    report.checks
      .filter(({ name, status }) => status !== (ASIDE.includes(name) ? 'skip' : 'ok'))
      .map(({ name, status }) => [name, status]),
  );

/** Tailchat shows no login page for an app that it refuses. */
const UNSEEN = { login_page: 'skip', core: 'skip' };

/** The results if all checks after the given ones are skipped. @param {...string} names */
const onlyFails = (...names) =>
  Object.fromEntries(
    CHECKS.map(({ name }) => name)
      .slice(CHECKS.findIndex(({ name }) => name === names[0]))
      .filter((name) => !ASIDE.includes(name))
      .map((name) => [name, names.includes(name) ? 'fail' : 'skip']),
  );

/** @param {any} report @param {string} name @param {string} status @param {RegExp} text @param {RegExp} [advice] */
function assertFound(report, name, status, text, advice) {
  const found = find(report, name);
  assert.equal(found.status, status, found.text);
  assert.match(found.text, text);
  if (advice) assert.match(found.advice ?? '', advice);
  assert.equal(
    report.ok,
    !report.checks.some((/** @type {any} */ check) => check.status === 'fail'),
    'ok says whether anything failed',
  );
}

test('a good deployment: all is ok, and there is no warning about what is as it must be', async () => {
  const report = await examine();
  assert.equal(report.ok, true);
  assert.deepEqual(oddities(report), {});
  assertFound(report, 'signing_key', 'ok', /published development key/);
  for (const { advice } of report.checks) assert.equal(advice, undefined);
});

test('nobody is logged in, and each question is asked once', async () => {
  await examine();
  const uid = /(?<=interaction\/)[^/]+/;
  const asked = provider.requests.map(({ method, path }) => `${method} ${path.replace(uid, 'U')}`).sort();
  assert.deepEqual(asked, [
    'GET /.well-known/openid-configuration',
    'GET /open/.well-known/openid-configuration',
    'GET /open/auth',
    'GET /open/auth',
    'GET /open/interaction/U',
    'GET /open/jwks',
    'POST /open/interaction/U/login',
    'POST /open/token',
    'POST /open/token',
  ]);
});

describe('reachable', () => {
  test('a port on which nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close();
    await once(server, 'close');
    const report = await examine({ apiUrl: `http://127.0.0.1:${port}` });
    assert.deepEqual(oddities(report), onlyFails('reachable'));
    assertFound(report, 'reachable', 'fail', /nothing listens there \(ECONNREFUSED\)$/);
  });

  test('a server that never says anything', async () => {
    const server = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    const report = await examine({ apiUrl: `http://127.0.0.1:${port}`, deadline: 200 });
    server.close();
    assert.deepEqual(oddities(report), onlyFails('reachable'));
    assertFound(report, 'reachable', 'fail', /no answer within 200 ms/);
  });

  test('a connection that is closed without a word', async () => {
    provider.script('discovery', hangUp);
    assertFound(await examine(), 'reachable', 'fail', /cannot be reached/);
  });
});

describe('open', () => {
  test('a gateway that hangs for /open and answers all else', async () => {
    provider.script('discovery', hang);
    const report = await examine({ deadline: 3000 });
    assert.deepEqual(oddities(report), onlyFails('open'));
    assertFound(report, 'open', 'fail', /no answer, while other paths do/, /\/open\/.*11001.*OPENAPI_PORT/);
  });

  for (const [state, script, text] of /** @type {[string, any, RegExp][]} */ ([
    ['the index page with status 200', reply(200, 'text/html', PAGE), /status 200 and something else/],
    ['JSON of something else', json({ name: 'other' }), /status 200 and something else/],
    ['JSON that is broken', reply(200, 'application/json', '{"issuer":'), /something else/],
    ['status 404', json({}, 404), /status 404/],
    ['a body without an end', endless, /more than a login service/],
  ])) {
    test(`a gateway that answers for /open with ${state}`, async () => {
      provider.script('discovery', script);
      const report = await examine();
      assert.deepEqual(oddities(report), onlyFails('open'));
      assertFound(report, 'open', 'fail', text, /OPENAPI_PORT/);
    });
  }

  test('a gateway whose login service is down', async () => {
    provider.script('discovery', reply(502, 'text/html', PAGE));
    assertFound(await examine(), 'open', 'fail', /502.*is down/, /Start/);
  });

  test('a redirect is named and not followed, and the secret goes nowhere', async () => {
    const location = `https://other.example/${MARK}`;
    provider.script('discovery', reply(307, undefined, '', { location }));
    const report = await examine();
    assertFound(report, 'open', 'fail', /redirected to https:\/\/other\.example$/, /follows no redirect/);
    assert.equal(provider.count('token'), 0);
  });

  test('an address that ends with /open itself', async () => {
    const report = await examine({ apiUrl: `${provider.url}/open` });
    assertFound(report, 'open', 'fail', /404/, /Remove \/open from/);
  });
});

describe('address', () => {
  test('a gateway that does not hand the Host header on', async () => {
    const named = 'http://tailchat:11001/open/auth';
    provider.script(
      'discovery',
      withJson((value) => ({ ...value, authorization_endpoint: named })),
    );
    const report = await examine();
    assert.deepEqual(oddities(report), { address: 'fail' });
    assertFound(report, 'address', 'fail', /http:\/\/tailchat:11001/, /Host header/);
  });

  test('another path, while the login page is shown: all is well', async () => {
    provider.script(
      'discovery',
      withJson((value) => ({ ...value, authorization_endpoint: `${provider.url}/tc/open/auth` })),
    );
    assert.deepEqual(oddities(await examine()), {});
  });

  test('faults of one gateway are told together', async () => {
    const named = 'https://tailchat:11001/open/auth';
    provider.script(
      'discovery',
      withJson((value) => ({ ...value, authorization_endpoint: named })),
    );
    provider.script('token', hang);
    const report = await examine({ deadline: 3000 });
    assertFound(
      report,
      'address',
      'fail',
      /address is https:.*; and .*https:\/\/tailchat:11001/,
      /PROXY=true.*Host header/,
    );
    assertFound(report, 'post', 'fail', /no answer, while GET requests do/, /POST/);
  });

  for (const named of [`javascript:${MARK}`, `http://\u001b[31m${MARK}/`, 7, undefined]) {
    test(`an authorization endpoint that is none: ${JSON.stringify(named)}`, async () => {
      provider.script(
        'discovery',
        withJson((value) => ({ ...value, authorization_endpoint: named })),
      );
      assert.equal((await examine()).ok, false);
    });
  }
});

describe('issuer', () => {
  for (const [what, apiUrl, text] of /** @type {[string, (url: string) => string, RegExp][]} */ ([
    ['a slash at its end', (url) => `${url}/`, /the slash at the end differs/],
    ['a path', (url) => `${url}/tailchat`, /the path differs/],
    ['another host', () => 'https://old.example', /the host differs/],
    ['https', (url) => url.replace('http:', 'https:'), /http and https differ/],
  ])) {
    test(`an API_URL with ${what} is what to set as issuer`, async () => {
      const other = await startProvider({ apps: [app], users: [], apiUrl: apiUrl(provider.url) });
      // API_URL does not change with the port, so the expected issuer is the address of the first server.
      const given = { apiUrl: other.url, issuer: provider.url };
      try {
        const report = await examine(given);
        const theirs = apiUrl(provider.url);
        assert.equal(find(report, 'issuer').status, 'fail');
        assertFound(report, 'issuer', 'fail', text);
        assert.ok(find(report, 'issuer').advice?.includes(`issuer (TAILCHAT_ISSUER) to ${theirs} exactly`));
        assert.equal(find(await examine({ ...given, issuer: theirs }), 'issuer').status, 'ok');
      } finally {
        await other.close();
      }
    });
  }

  test("is the callback's, whatever the discovery says", async () => {
    const theirs = `${provider.url}/`;
    const other = await startProvider({ apps: [app], users: [], apiUrl: theirs });
    other.script(
      'discovery',
      withJson((value) => ({ ...value, issuer: provider.url })),
    );
    try {
      const report = await examine({ apiUrl: other.url, issuer: provider.url });
      assertFound(report, 'issuer', 'fail', /the slash at the end differs/);
    } finally {
      await other.close();
    }
  });

  test('is told from the discovery where the app gets no callback', async () => {
    provider.script(
      'discovery',
      withJson((value) => ({ ...value, issuer: `${value.issuer}/` })),
    );
    record.redirectUrls = ['https://else.example/'];
    assertFound(await examine(), 'issuer', 'fail', /the slash at the end differs/);
  });

  test('one that is no URL is not shown', async () => {
    provider.script(
      'discovery',
      withJson((value) => ({ ...value, issuer: `\u001b]0;${MARK}\u0007` })),
    );
    record.redirectUrls = ['https://else.example/'];
    assertFound(await examine(), 'issuer', 'fail', /iss is not a URL/, /API_URL/);
  });

  test('a callback without iss', async () => {
    provider.script('authorization', async ({ ask }) => {
      const answer = await ask();
      const location = String(answer.headers.location).replace(/&iss=[^&]*/, '');
      return { ...answer, headers: { ...answer.headers, location } };
    });
    assertFound(await examine(), 'issuer', 'fail', /has no iss/);
  });
});

test('pkce: a server that does not offer S256 is a warning', async () => {
  provider.script(
    'discovery',
    withJson((value) => ({ ...value, code_challenge_methods_supported: ['plain'] })),
  );
  const report = await examine();
  assert.deepEqual(oddities(report), { pkce: 'warn' });
  assert.equal(report.ok, true);
});

describe('app', () => {
  /** A custom error page without any text. */
  const silence = async (/** @type {any} */ { ask }) => {
    const answer = await ask();
    return answer.status === 400 ? { ...answer, body: PAGE } : answer;
  };

  /** @type {[string, (given: any) => void, RegExp][]} */
  const unknown = [
    [
      'an unknown id',
      (given) => (given.clientId = 'tc_000000000000000000000000'),
      /there is no app tc_0{24}/,
    ],
    ['an id of another form', (given) => (given.clientId = 'app'), /tc_ and 24 hexadecimal/],
    ['no OAuth capability', () => (record.capability = ['webpage']), /its OAuth is off/],
  ];
  for (const [state, change, text] of unknown) {
    test(state, async () => {
      const given = {};
      change(given);
      const report = await examine(given);
      assert.deepEqual(oddities(report), { app: 'fail', redirect_uri: 'skip', secret: 'skip', ...UNSEEN });
      assertFound(report, 'app', 'fail', text, /OAuth page/);
    });

    test(`${state}, behind an error page that says nothing: the set is named`, async () => {
      provider.script('authorization', silence);
      const given = {};
      change(given);
      const report = await examine(given);
      assert.deepEqual(oddities(report), { app: 'fail', redirect_uri: 'skip', secret: 'skip', ...UNSEEN });
      assertFound(report, 'app', 'fail', /no app .*; or its OAuth is off; or .* the secret is wrong too/);
    });
  }

  test('names the plug-in and the labels in both languages', async () => {
    record.capability = [];
    assertFound(await examine(), 'app', 'fail', /./, /Open OAuth \(开启 OAuth\).*com\.msgbyte\.openapi/);
    Object.assign(record, { capability: ['oauth'], redirectUrls: ['https://else.example/'] });
    assertFound(
      await examine(),
      'redirect_uri',
      'fail',
      /./,
      /Allowed Callback Urls \(允许的回调地址\), one per line/,
    );
  });

  test('without the secret the set is larger, and the secret is asked for', async () => {
    provider.script('authorization', silence);
    record.redirectUrls = ['https://else.example/'];
    const report = await examine({ clientSecret: null });
    assertFound(report, 'app', 'fail', /or the redirect URI is not in its list$/, /With the secret/);
    assertFound(report, 'secret', 'warn', /not tried/, /TAILCHAT_CLIENT_SECRET/);
  });

  for (const [state, list] of [
    ['an app scheme', [URI, 'myapp://cb']],
    ['a fragment', [URI, 'https://site.example/#frag']],
    ['an empty line', [URI, '']],
    ['no URL', [URI, 'site.example/callback']],
    ['no entry at all', []],
  ]) {
    for (const clientSecret of [SECRET, null]) {
      test(`a list with ${state}, ${clientSecret ? 'with' : 'without'} the secret`, async () => {
        provider.script('authorization', silence);
        record.redirectUrls = /** @type {string[]} */ (list);
        const report = await examine({ clientSecret });
        assertFound(report, 'app', 'fail', /empty or has a bad entry/, /允许的回调地址.*empty line/);
        assert.equal(find(report, 'redirect_uri').status, 'skip');
        assert.equal(find(report, 'secret').status, clientSecret ? 'skip' : 'warn');
      });
    }
  }

  test('an icon that is no http(s) address', async () => {
    provider.script('authorization', silence);
    record.appIcon = 'ftp://site.example/icon.png';
    assertFound(await examine(), 'app', 'fail', /icon/, /another icon/);
  });

  test('an error that a login would not survive', async () => {
    const location = `${URI}?error=invalid_request&error_description=${MARK}`;
    provider.script('authorization', ({ request }) => {
      const { state = '' } = Object.fromEntries(new URLSearchParams(request.query));
      const iss = encodeURIComponent(provider.url);
      return { status: 303, headers: { location: `${location}&state=${state}&iss=${iss}` }, body: '' };
    });
    assertFound(await examine(), 'app', 'fail', /with invalid_request$/);
  });

  test('an authorization endpoint out of order', async () => {
    provider.script('authorization', reply(500, 'text/html', MARK));
    assertFound(await examine(), 'app', 'fail', /status 500/);
  });
});

describe('redirect_uri', () => {
  for (const [given, listed] of [
    ['https://site.example/auth/callback', 'https://site.example/auth/callback/'],
    ['https://site.example/auth/callback/', 'https://site.example/auth/callback'],
    ['https://site.example/auth/callback', 'http://site.example/auth/callback'],
    ['https://site.example/auth/callback', 'https://www.site.example/auth/callback'],
    ['https://www.site.example/auth/callback', 'https://site.example/auth/callback'],
    ['https://site.example/Auth/Callback', 'https://site.example/auth/callback'],
    ['https://site.example:8443/auth/callback', 'https://site.example/auth/callback'],
    ['https://site.example', 'https://site.example/auth/callback'],
    ['https://site.example/auth/callback', 'https://site.example/'],
    ['https://site.example/auth/callback', 'https://site.example'],
    ['https://site.example/auth/callback?from=1', 'https://site.example/auth/callback'],
    ['http://localhost:8787/auth/callback', 'http://127.0.0.1:8787/auth/callback'],
    ['http://localhost:8787/auth/callback', 'http://localhost:5173/auth/callback'],
    ['http://localhost:8787/auth/callback', 'http://localhost/auth/callback'],
    ['http://localhost/auth/callback', 'http://localhost:3000/auth/callback'],
  ]) {
    test(`${given} is not ${listed}, which is named`, async () => {
      record.redirectUrls = ['https://else.example/', listed];
      const report = await examine({ redirectUri: given });
      assert.deepEqual(oddities(report), { redirect_uri: 'fail', ...UNSEEN });
      assertFound(report, 'redirect_uri', 'fail', /./, /every character counts/);
      assert.ok(
        find(report, 'redirect_uri').text.endsWith(`not in the app's list; almost the same is: ${listed}`),
      );
      assert.ok(find(report, 'redirect_uri').advice?.includes(`add ${given} exactly`));
    });
  }

  test('one far from all in the list', async () => {
    record.redirectUrls = ['https://else.example/'];
    const report = await examine();
    assert.deepEqual(oddities(report), { redirect_uri: 'fail', ...UNSEEN });
    assertFound(report, 'redirect_uri', 'fail', /not in the app's list$/);
  });

  test('a near one and a wrong secret are told apart without the words of the page', async () => {
    provider.script('authorization', async ({ ask }) => {
      const answer = await ask();
      return answer.status === 400 ? { ...answer, body: PAGE } : answer;
    });
    record.redirectUrls = [`${URI}/`];
    const report = await examine({ clientSecret: 'WRONG-SECRET' });
    assert.deepEqual(oddities(report), { redirect_uri: 'fail', secret: 'fail', ...UNSEEN });
  });
});

describe('secret', () => {
  test('a wrong one of the right form', async () => {
    const report = await examine({ clientSecret: 'x'.repeat(32) });
    assert.deepEqual(oddities(report), { secret: 'fail' });
    assertFound(report, 'secret', 'fail', /^the secret is wrong$/, /copy/);
  });

  test('a wrong one of another form', async () => {
    const report = await examine({ clientSecret: `${SECRET} ` });
    assertFound(report, 'secret', 'fail', /32 letters, digits, _ and -/);
  });

  test('none: a warning, and none is sent', async () => {
    const report = await examine({ clientSecret: null });
    assert.equal(report.ok, true);
    assert.deepEqual(oddities(report), { secret: 'warn' });
    record.redirectUrls = ['https://else.example/'];
    await examine({ clientSecret: null });
    assert.equal(provider.count('token'), 3); // two of the requests are empty
    for (const { body } of provider.requests) assert.doesNotMatch(body, /client_secret/);
  });

  for (const [state, script, text] of /** @type {[string, any, RegExp][]} */ ([
    ['gives a page', reply(200, 'text/html', PAGE), /status 200/],
    [
      'redirects',
      reply(307, undefined, '', { location: 'http://127.0.0.1:1/' }),
      /redirected \(status 307\)/,
    ],
    ['is not routed', json({ name: 'NotFoundError' }, 404), /status 404/],
  ])) {
    test(`a token endpoint that ${state}`, async () => {
      provider.script('token', script);
      const report = await examine();
      assert.deepEqual(oddities(report), { post: 'fail', secret: 'skip' });
      assertFound(report, 'post', 'fail', text, /./);
    });
  }
});

describe('what hangs', () => {
  const hasClient = (/** @type {any} */ { query, body }) => /client_id=/.test(query + body);
  /** Redis or MongoDB hangs: Tailchat answers only the requests that look nothing up. @type {import('../../support/provider.js').Script} */
  const stores = ({ request, ask }) => (hasClient(request) ? undefined : ask());

  for (const [what, script] of /** @type {[string, any][]} */ ([
    ['where something is looked up', stores],
    ['whatever is asked', hang],
  ])) {
    test(`authorization and token ${what}: it is the stores, not the gateway`, async () => {
      provider.script('authorization', script);
      provider.script('token', script);
      const report = await examine({ deadline: 500 });
      const {
        stores: found,
        post,
        app: seen,
        secret,
        login_page,
        core,
      } = Object.fromEntries(report.checks.map(({ name, status }) => [name, status]));
      assert.deepEqual([found, post, seen, secret], ['fail', 'skip', 'skip', 'skip']);
      assert.deepEqual([login_page, core], ['skip', 'skip']);
      assertFound(report, 'stores', 'fail', /Redis or MongoDB hangs/, /Redis and MongoDB/);
      assert.doesNotMatch(JSON.stringify(report), /gateway/);
    });
  }

  test('the token request alone: the stores again, for an empty one is answered', async () => {
    provider.script('token', stores);
    const report = await examine({ deadline: 500 });
    assert.deepEqual(oddities(report), { secret: 'fail' });
    assertFound(report, 'secret', 'fail', /Redis or MongoDB hangs/, /Redis and MongoDB/);
  });

  test('every POST: the gateway', async () => {
    provider.script('token', hang);
    const report = await examine({ deadline: 500 });
    assert.deepEqual(oddities(report), { post: 'fail', secret: 'skip' });
    assertFound(report, 'post', 'fail', /no answer, while GET requests do/, /gateway forward POST/);
  });

  test('every POST, without a secret: a login would not work either', async () => {
    provider.script('token', hang);
    assert.equal((await examine({ deadline: 500, clientSecret: null })).ok, false);
  });
});

describe('signing_key', () => {
  test('a key of its own is ok', async () => {
    provider.script('jwks', json({ keys: [{ kty: 'RSA', kid: 'own' }] }));
    assertFound(await examine(), 'signing_key', 'ok', /of its own/);
  });

  for (const value of [{ keys: [] }, { keys: MARK }, []])
    test(`no key: ${JSON.stringify(value).replace(MARK, '...')}`, async () => {
      provider.script('jwks', json(value));
      assertFound(await examine(), 'signing_key', 'warn', /gives no key/);
    });
});

describe('discovery', () => {
  const say = (/** @type {object} */ document) => {
    const { fetch } = globalThis;
    return async (/** @type {any} */ url, /** @type {any} */ init) =>
      new URL(url).pathname === '/.well-known/openid-configuration'
        ? Response.json(document)
        : fetch(url, init);
  };

  test('absent is no fault, and says who needs it', async () => {
    assertFound(await examine(), 'discovery', 'ok', /is absent, which only other programs need$/);
  });

  test('present, with a warning of id_tokens', async () => {
    const fetch = say({ issuer: provider.url });
    const text = /is present, which only other programs need: .* bearer tokens or from a browser/;
    assertFound(await examine({ fetch }), 'discovery', 'ok', text);
  });

  test('a document of another issuer, as strict programs refuse it', async () => {
    const fetch = say({ issuer: 'https://other.example' });
    const report = await examine({ fetch });
    assertFound(report, 'discovery', 'warn', /another issuer: https:\/\/other\.example/, /interop\.md/);
    assertFound(await examine({ fetch: say({ issuer: 7 }) }), 'discovery', 'warn', /another issuer$/);
  });
});

describe('clock', () => {
  const shift = (/** @type {number} */ seconds) =>
    withHeaders((headers) => ({ ...headers, date: new Date(Date.now() + seconds * 1000).toUTCString() }));

  for (const [seconds, status, text] of /** @type {[number, string, RegExp][]} */ ([
    [0, 'ok', /no more than 60 s/],
    [300, 'fail', /ahead of .* refuses/],
    [-300, 'warn', /behind/],
    [-4000, 'fail', /behind .* refuses/],
  ]))
    test(`${seconds} s: ${status}`, async () => {
      provider.script('discovery', shift(seconds));
      assertFound(await examine(), 'clock', status, text);
    });

  test('a server without a Date says nothing about it', async () => {
    provider.script('discovery', async ({ ask, response }) => {
      response.sendDate = false;
      return ask();
    });
    assertFound(await examine(), 'clock', 'skip', /does not say/);
  });
});
