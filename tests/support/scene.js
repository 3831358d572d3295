// A worker in process, the scriptable provider on loopback, and a person who is logged in at Tailchat:
// a whole login is one authorization request and one callback.
import assert from 'node:assert/strict';
import { createLogin } from 'tailchat-login/worker';
import { ERRORS } from '../../bindings/vocabulary.js';
import { createBrowser, logIn } from '../../testing/browser.js';
import { createCookieJar } from '../../testing/cookies.js';
import { alice, BASE_URL, bob, KEY } from './kit.js';
import { MARK } from './answers.js';
import { startProvider } from './provider.js';

export { alice, BASE_URL, bob, KEY };

export const CLIENT_ID = 'tc_64b1f0c2a5d3e97b4c8f1a21';
export const CLIENT_SECRET = 'secret-of-the-app-0123456789abcd';

const app = {
  appId: CLIENT_ID,
  appSecret: CLIENT_SECRET,
  appName: 'Demo',
  capability: ['oauth'],
  redirectUrls: [`${BASE_URL}/auth/callback`, `${BASE_URL}/page`],
};

/** @typedef {Awaited<ReturnType<typeof startScene>>} Scene */
/** @typedef {ReturnType<typeof createVisitor>} Visitor */
/** @typedef {{ response: Response, text: string, code: string | undefined }} Outcome */

/** @param {object} [changes] of the worker's configuration */
export async function startScene(changes = {}) {
  const provider = await startProvider({ apps: [app], users: [alice, bob] });
  /** @type {string[]} */
  const log = [];
  const clock = { ahead: 0 };
  const config = {
    apiUrl: provider.url,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    sessionKeys: KEY,
    baseUrl: BASE_URL,
    now: () => Date.now() + clock.ahead,
    log: (/** @type {string} */ line) => log.push(line),
    deadline: 20_000, // out of the way; what hangs is given a short one
    ...changes,
  };
  const login = createLogin(config);
  const person = createBrowser();
  const visit = (/** @type {typeof login} */ worker = login) => createVisitor(worker, person);
  const first = await visit().get('/auth/login');
  await logIn(person, first.headers.get('location') ?? '', alice);
  provider.reset();
  return {
    provider,
    config,
    login,
    log,
    clock,
    person,
    visit,
    makeLogin: (/** @type {object} */ more) => createLogin({ ...config, ...more }),
    /** Before each case. */
    reset() {
      provider.reset();
      log.length = 0;
      clock.ahead = 0;
    },
    close: () => provider.close(),
  };
}

/**
 * @param {ReturnType<typeof createLogin>} login
 * @param {ReturnType<typeof createBrowser>} person
 */
export function createVisitor(login, person) {
  const cookies = createCookieJar();

  /** @param {string | URL} path @param {RequestInit} [init] */
  async function send(path, init = {}) {
    const url = new URL(path, BASE_URL);
    const headers = new Headers({ accept: 'text/html', ...init.headers });
    const cookie = cookies.header(url);
    if (cookie && !headers.has('cookie')) headers.set('cookie', cookie);
    const response = await login.fetch(new Request(url, { ...init, headers }));
    cookies.store(url, response.headers.getSetCookie());
    return response;
  }

  return {
    cookies,
    send,
    get: (/** @type {string | URL} */ path, headers = {}) => send(path, { headers }),
    /** What a page's script posts. */
    post: (/** @type {string} */ path, headers = {}, /** @type {BodyInit | null} */ body = null) =>
      send(path, { method: 'POST', body, headers: { 'x-tailchat-login': '1', ...headers } }),
    header: () => cookies.header(new URL(BASE_URL)),
    /** Begins a login and follows Tailchat's redirects: the callback's URL, not requested. */
    async begin(query = 'return_to=/inbox') {
      const response = await send(`/auth/login?${query}`);
      const location = response.headers.get('location') ?? '';
      return (await person.follow(location, ({ origin }) => origin === BASE_URL)).url;
    },
    async enter(query = 'return_to=/inbox') {
      return send(await this.begin(query));
    },
    /** @returns {Promise<any>} */
    async me() {
      const response = await send('/auth/me');
      return response.status === 200 ? response.json() : null;
    },
  };
}

/** @param {Response} response @returns {Promise<Outcome>} */
export async function read(response) {
  const text = await response.text();
  return { response, text, code: (/<code>(\w+)<\/code>/.exec(text) ?? /"error":"(\w+)"/.exec(text))?.[1] };
}

/** The session's Set-Cookie line, not one that clears it. @param {Response} response */
export const sessionOf = (response) =>
  response.headers.getSetCookie().find((line) => /^(__Host-)?tailchat_[0-9a-f]{8}=[^;]/.test(line));

/**
 * Nothing that is secret, a token, a code or the user's text stands in the body, the headers or the log.
 *
 * @param {Scene} scene
 * @param {Outcome} outcome
 */
export function assertSilent({ provider, log }, { response, text }) {
  const said = [text, ...[...response.headers].map((pair) => pair.join(': ')), ...log].join('\n');
  const forbidden = [CLIENT_SECRET, KEY, MARK, 'Alice', alice.email, alice._id, alice.password];
  for (const secret of [...forbidden, ...provider.secrets]) {
    assert.ok(!said.includes(secret), 'a secret or a text of the other side came out');
  }
  assert.doesNotMatch(said, /\n\s*at |node_modules|\.js:\d|file:\/\//, 'a stack trace came out');
  for (const line of log) assert.match(line, /^[\x20-\x7e]{1,1200}$/, 'one printable line each');
}

/**
 * What every refusal has in common: the code, its status, no session, silence, no further upstream
 * call, and a worker that lives.
 *
 * @param {Scene} scene
 * @param {Visitor} visitor
 * @param {Outcome} outcome
 * @param {{ code: string, token: number, me: number }} expected how often the two endpoints were asked
 */
export async function assertRefused(scene, visitor, outcome, { code, token, me }) {
  assert.equal(outcome.code, code);
  assert.equal(outcome.response.status, ERRORS[/** @type {keyof typeof ERRORS} */ (code)].status);
  assert.equal(sessionOf(outcome.response), undefined);
  assert.equal(outcome.response.headers.get('location'), null);
  assert.equal(await visitor.me(), null);
  const { provider } = scene;
  assert.deepEqual({ token: provider.count('token'), me: provider.count('me') }, { token, me });
  assertSilent(scene, outcome);
  scene.reset();
  await assertGood(scene, scene.visit());
}

/** A whole good login, of the same worker. @param {Scene} scene @param {Visitor} visitor */
export async function assertGood({ log }, visitor) {
  const response = await visitor.enter('return_to=/good');
  assert.equal(response.status, 302);
  assert.equal(response.headers.get('location'), '/good');
  assert.equal((await visitor.me()).sub, alice._id);
  assert.deepEqual(log, []);
}
