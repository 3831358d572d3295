// A worker in process, the scriptable provider on loopback, and a person who is logged in at Tailchat:
// a whole login is one authorization request and one callback.
import assert from 'node:assert/strict';
import { createLogin } from 'tailchat-login/worker';
import { ERRORS } from '../../bindings/vocabulary.js';
import { createBrowser, logIn } from '../../testing/browser.js';
import { alice, APP, BASE_URL, bob, createVisitor, KEY } from './kit.js';
import { MARK } from './answers.js';
import { startProvider } from './provider.js';

export { alice, BASE_URL, bob, createVisitor, KEY };
export const { appId: CLIENT_ID, appSecret: CLIENT_SECRET } = APP;

/** The timeout of a test in milliseconds: an answer that never ends makes it fail instead of hanging. */
export const PATIENCE = 60_000;

/** @typedef {Awaited<ReturnType<typeof startScene>>} Scene */
/** @typedef {import('./kit.js').Visitor} Visitor */
/** @typedef {{ response: Response, text: string, code: string | undefined }} Outcome */

/** @param {object} [changes] of the worker's configuration */
export async function startScene(changes = {}) {
  const provider = await startProvider({ apps: [APP], users: [alice, bob] });
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
    deadline: 20_000, // long enough for every case; cases that hang set a short one
    ...changes,
  };
  const login = createLogin(config);
  const person = createBrowser();
  const visit = (/** @type {typeof login} */ worker = login) => createVisitor(worker, BASE_URL, person);
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

/** @param {Response} response @returns {Promise<Outcome>} */
export async function read(response) {
  const text = await response.text();
  return { response, text, code: (/<code>(\w+)<\/code>/.exec(text) ?? /"error":"(\w+)"/.exec(text))?.[1] };
}

/** The session's Set-Cookie line, not one that clears it. @param {Response} response */
export const sessionOf = (response) =>
  response.headers.getSetCookie().find((line) => /^(__Host-)?tailchat_[0-9a-f]{8}=[^;]/.test(line));

/**
 * Checks that the body, the headers and the log contain no secret, token, code or text of the user.
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
 * Checks what every refusal has in common: the code, its status, no session, no secrets, no further upstream call, and a
 * worker that still works.
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
