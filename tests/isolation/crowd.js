// A crowd of users logs in, many at a time. Counts the users who got another user's session, the logins that were lost
// without a fault, and the codes that were sent twice.
import { createCookieJar } from '../../testing/cookies.js';
import { createRandom } from '../support/random.js';

/** @typedef {import('./upstream.js').User} User */
/** @typedef {import('./upstream.js').Fault} Fault */
/** @typedef {Awaited<ReturnType<typeof import('./upstream.js').startUpstream>>} Upstream */
/** @typedef {ReturnType<typeof createCookieJar>} Jar */

/** @typedef {{ status: number, location: string | null, cookies: string[], body: string }} Answer */

/**
 * Asks the worker. When `leave` resolves, the client disconnects, and there is no answer. `impatient` gives the worker a
 * short deadline, for a login that will hang. The other logins have a long one, so that a slow machine fails none of them.
 *
 * @typedef {(path: string, cookie: string, how?: { leave?: Promise<void>, impatient?: boolean }) =>
 *   Promise<Answer | undefined>} Send
 */

/**
 * Asks a gate before the worker who somebody is.
 *
 * @typedef {(cookie: string) => Promise<Pick<User, 'sub' | 'nickname'> | undefined | 'none'>} AskGate none: there is no gate
 */

/** 30 of 100 logins meet a fault. */
const FAULTS = /** @type {const} */ ([
  [0.7, undefined],
  [0.075, 'reset'],
  [0.075, 'status 503'],
  [0.075, 'truncation'],
  [0.075, 'hang'],
]);

/** How people use the callback. */
const HABITS = /** @type {const} */ ([
  [0.8, 'plain'],
  [0.06, 'at once'], // several tabs, or a double click
  [0.06, 'again'], // a reload, or the back button
  [0.08, 'leaves'], // disconnects, and then reloads
]);

/** @param {number} index @returns {User} */
function makeUser(index) {
  const sub = (0x64b1f0c2a5d3e97b00000000n + BigInt(index)).toString(16);
  const discriminator = String(index % 10000).padStart(4, '0');
  return { sub, nickname: `User ${index} ä<b>&"`, discriminator, avatar: `{BACKEND}/static/${sub}.png` };
}

/**
 * @param {object} options
 * @param {number} options.users
 * @param {number} options.inFlight
 * @param {number} options.seed
 * @param {string} options.baseUrl
 * @param {Upstream} options.upstream
 * @param {Send} options.send
 * @param {AskGate} [options.askGate]
 */
export async function runCrowd({
  users,
  inFlight,
  seed,
  baseUrl,
  upstream,
  send,
  askGate = async () => 'none',
}) {
  const figures = {
    users,
    inFlight: 0,
    faults: 0,
    left: 0,
    repeated: 0,
    sessions: 0,
    mixed: 0,
    passed: 0,
    lost: 0,
    wrongCode: 0,
    /** Counts the unexpected answers, by a description. @type {Record<string, number>} */
    surprises: {},
  };
  const world = { figures, baseUrl, upstream, send, askGate };
  let running = 0;
  let next = 0;
  /** @type {Visitor[]} */
  const visitors = [];

  async function lane() {
    while (next < users) {
      const index = (next += 1);
      running += 1;
      figures.inFlight = Math.max(figures.inFlight, running);
      visitors.push(await enter(world, makeUser(index), createRandom(seed + index)));
      running -= 1;
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane));
  // At the end all ask who they are, as many at once as logged in at once. A user who met a fault is nobody.
  const asking = visitors.values();
  async function askLane() {
    for (const { user, jar, fault } of asking)
      await checkSession(world, fault ? undefined : user, jar.header(baseUrl));
  }
  await Promise.all(Array.from({ length: inFlight }, askLane));
  return figures;
}

/**
 * @typedef {object} World
 * @property {Awaited<ReturnType<typeof runCrowd>>} figures
 * @property {string} baseUrl
 * @property {Upstream} upstream
 * @property {Send} send
 * @property {AskGate} askGate
 */

/** @typedef {{ user: User, jar: Jar, fault: Fault | undefined }} Visitor */

/**
 * One user logs in.
 *
 * @param {World} world
 * @param {User} user
 * @param {import('../support/random.js').Random} random
 * @returns {Promise<Visitor>}
 */
async function enter(world, user, random) {
  const { figures, upstream, send, baseUrl } = world;
  const jar = createCookieJar();
  const return_to = `/home/${user.sub}`;
  const started = await send(`/auth/login?return_to=${return_to}&moved=1`, '');
  jar.store(baseUrl, started?.cookies ?? []);
  const fault = planFault(random);
  if (fault) figures.faults += 1;
  const habit = random.pickWeighted(HABITS);
  const { callback, arrived } = upstream.authorize(started?.location ?? '', user, fault, habit === 'leaves');
  const times = habit === 'at once' ? 2 + random.below(2) : 1;
  const answers = await useCallback(world, jar, { callback, arrived, fault, habit, times });
  const isRight = fault === undefined ? isEntry(return_to) : isFailure(fault);
  for (const [index, answer] of answers.entries()) {
    if (!isRight(answer)) surprise(figures, fault, answer);
    // The jar has the cookies of the first answer. Each of the other answers set another session.
    else if (!fault && index > 0) await checkSession(world, user, readSession(baseUrl, answer, jar));
  }
  return { user, jar, fault };
}

/**
 * @param {import('../support/random.js').Random} random
 * @returns {Fault | undefined}
 */
function planFault(random) {
  const kind = random.pickWeighted(FAULTS);
  return kind && { at: random.fraction() < 0.5 ? 'token' : 'me', kind };
}

/**
 * @typedef {object} Visit
 * @property {URL} callback
 * @property {Promise<void>} arrived
 * @property {Fault | undefined} fault
 * @property {string} habit
 * @property {number} times
 */

/**
 * @param {World} world
 * @param {Jar} jar
 * @param {Visit} visit
 * @returns {Promise<Answer[]>}
 */
async function useCallback({ figures, send, baseUrl }, jar, { callback, arrived, fault, habit, times }) {
  const path = `${callback.pathname}${callback.search}`;
  const before = jar.header(baseUrl);
  const impatient = fault?.kind === 'hang';
  const ask = (/** @type {string} */ cookie) => send(path, cookie, { impatient });
  if (habit === 'leaves') {
    figures.left += 1;
    await send(path, before, { impatient, leave: arrived });
  }
  const answers = await Promise.all(Array.from({ length: times }, () => ask(before)));
  jar.store(baseUrl, answers[0]?.cookies ?? []);
  // The browser may or may not have stored the cookies of the answer.
  if (habit === 'again') answers.push(await ask(before));
  if (habit === 'again' && fault === undefined) answers.push(await ask(jar.header(baseUrl)));
  figures.repeated += answers.length - 1;
  return answers.map((answer) => answer ?? { status: 0, location: null, cookies: [], body: 'no answer' });
}

/** @param {string} return_to @returns {(answer: Answer) => boolean} */
const isEntry = (return_to) => (answer) => answer.status === 302 && answer.location === return_to;

/** @param {Fault} fault @returns {(answer: Answer) => boolean} */
const isFailure =
  ({ at, kind }) =>
  ({ body }) => {
    const codes = {
      reset: 'upstream_unreachable',
      truncation: 'upstream_unreachable',
      hang: 'deadline_exceeded',
      'status 503': at === 'token' ? 'token_status_invalid' : 'userinfo_status_invalid',
    };
    return body === JSON.stringify({ error: codes[kind] });
  };

/**
 * @param {World['figures']} figures
 * @param {Fault | undefined} fault
 * @param {Answer} answer
 */
function surprise(figures, fault, { status, body }) {
  if (fault === undefined) figures.lost += 1;
  else figures.wrongCode += 1;
  const what = `${fault ? `${fault.kind} at ${fault.at}` : 'no fault'}: ${status} ${body.slice(0, 60)}`;
  figures.surprises[what] = (figures.surprises[what] ?? 0) + 1;
}

/**
 * The cookies after this answer alone. Each answer to the same callback sets another session.
 *
 * @param {string} baseUrl
 * @param {Answer} answer
 * @param {Jar} jar
 */
function readSession(baseUrl, { cookies }, jar) {
  if (cookies.length === 0) return jar.header(baseUrl); // a login that has ended leaves the session unchanged
  const own = createCookieJar();
  own.store(baseUrl, cookies);
  return own.header(baseUrl);
}

/**
 * @param {World} world
 * @param {User | undefined} user the expected one
 * @param {string} cookie
 */
async function checkSession({ figures, send, askGate }, user, cookie) {
  const [answer, passed] = await Promise.all([send('/auth/me', cookie), askGate(cookie)]);
  const told = answer?.status === 200 ? JSON.parse(answer.body) : undefined;
  if (passed !== 'none') {
    if (passed === undefined && user !== undefined) figures.lost += 1;
    else if (passed?.sub !== user?.sub || passed?.nickname !== user?.nickname) figures.mixed += 1;
    else if (passed !== undefined) figures.passed += 1;
  }
  if (told === undefined && user !== undefined) figures.lost += 1;
  else if (told !== undefined && !isSame(told, user)) figures.mixed += 1;
  else if (told !== undefined) figures.sessions += 1;
}

/**
 * @param {any} told
 * @param {User | undefined} user
 */
function isSame(told, user) {
  return told.sub === user?.sub && told.nickname === user?.nickname && told.avatar.includes(user?.sub);
}
