// A crowd that logs in, many at a time, and what came of it: did anybody get another's session, was a login lost
// that met no fault, was a code sent twice?
import { createCookieJar } from '../../testing/cookies.js';
import { createRandom, pick } from './random.js';

/** @typedef {import('./upstream.js').User} User */
/** @typedef {import('./upstream.js').Fault} Fault */
/** @typedef {Awaited<ReturnType<typeof import('./upstream.js').startUpstream>>} Upstream */
/** @typedef {ReturnType<typeof createCookieJar>} Jar */

/** @typedef {{ status: number, location: string | null, cookies: string[], body: string }} Answer */

/**
 * Asks the worker. `leave`: when it resolves, the client goes away, and there is no answer.
 *
 * @typedef {(path: string, cookie: string, leave?: Promise<void>) => Promise<Answer | undefined>} Send
 */

/** 30 of 100 logins meet a fault. A hang lasts as long as the worker's deadline: it is the rarest. */
const FAULTS = /** @type {const} */ ([
  [0.7, undefined],
  [0.09, 'reset'],
  [0.09, 'status 503'],
  [0.09, 'truncation'],
  [0.03, 'hang'],
]);

/** How people use the callback. */
const HABITS = /** @type {const} */ ([
  [0.5, 'plain'],
  [0.2, 'at once'], // two to four tabs, or a double click
  [0.15, 'again'], // reload, or the back button
  [0.15, 'leaves'], // and then reloads
]);

/** A login in a row of so many fails by its faults as good as never. */
const MOST_TRIES = 20;

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
 */
export async function runCrowd({ users, inFlight, seed, baseUrl, upstream, send }) {
  const figures = {
    users,
    logins: 0,
    inFlight: 0,
    faults: 0,
    left: 0,
    repeated: 0,
    sessions: 0,
    mixed: 0,
    lost: 0,
    wrongCode: 0,
    /** What an answer was that should not have been. @type {Record<string, number>} */
    surprises: {},
  };
  const world = { figures, seed, baseUrl, upstream, send };
  let running = 0;
  let next = 0;
  /** @type {{ user: User, jar: Jar }[]} */
  const entered = [];

  async function lane() {
    while (next < users) {
      const index = (next += 1);
      running += 1;
      figures.inFlight = Math.max(figures.inFlight, running);
      // Hangs come early on, so that the end does not wait for the deadline of the last.
      const visitor = { user: makeUser(index), jar: createCookieJar(), mayHang: index <= users / 3 };
      if (await enter(world, visitor, createRandom(seed + index))) entered.push(visitor);
      running -= 1;
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane));
  // At the end each asks once more who they are.
  for (const { user, jar } of entered) await checkSession(world, user, jar.header(baseUrl));
  return figures;
}

/**
 * @typedef {object} World
 * @property {Awaited<ReturnType<typeof runCrowd>>} figures
 * @property {number} seed
 * @property {string} baseUrl
 * @property {Upstream} upstream
 * @property {Send} send
 */

/** @typedef {{ user: User, jar: Jar, mayHang: boolean }} Visitor */

/**
 * One user logs in, again after each fault, until it works.
 *
 * @param {World} world
 * @param {Visitor} visitor
 * @param {() => number} random
 */
async function enter(world, visitor, random) {
  const { figures, upstream, send, baseUrl } = world;
  const { user, jar } = visitor;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const return_to = `/home/${user.sub}/${attempt}`;
    const started = await send(`/auth/login?return_to=${return_to}`, jar.header(baseUrl));
    jar.store(baseUrl, started?.cookies ?? []);
    const fault = planFault(random, visitor.mayHang);
    const { callback, grant } = upstream.authorize(started?.location ?? '', user, fault);
    figures.logins += 1;
    if (fault) figures.faults += 1;
    const answers = await useCallback(world, visitor, callback, grant, random);
    const right = fault === undefined ? isEntry(return_to) : isFailure(fault);
    for (const answer of answers) {
      if (!right(answer)) surprise(figures, fault, answer);
      else if (!fault) await checkSession(world, user, readSession(baseUrl, answer, jar));
    }
    if (fault === undefined) return answers.every(right);
    if (grant.redeemed !== 1) figures.lost += 1;
  }
  figures.lost += 1;
  return false;
}

/**
 * @param {() => number} random
 * @param {boolean} mayHang
 * @returns {Fault | undefined}
 */
function planFault(random, mayHang) {
  const kind = pick(random, FAULTS);
  const at = random() < 0.5 ? 'token' : 'me';
  return kind && { at, kind: kind === 'hang' && !mayHang ? 'reset' : kind };
}

/**
 * @param {World} world
 * @param {Visitor} visitor
 * @param {URL} callback
 * @param {import('./upstream.js').Grant} grant
 * @param {() => number} random
 * @returns {Promise<Answer[]>}
 */
async function useCallback({ figures, send, baseUrl }, { jar }, { pathname, search }, grant, random) {
  const habit = pick(random, HABITS);
  const path = `${pathname}${search}`;
  const before = jar.header(baseUrl);
  /** @type {(Answer | undefined)[]} */
  const answers = [];
  if (habit === 'leaves') {
    figures.left += 1;
    await send(path, before, grant.arrived);
  }
  const times = habit === 'at once' ? 2 + Math.floor(random() * 3) : 1;
  answers.push(...(await Promise.all(Array.from({ length: times }, () => send(path, before)))));
  jar.store(baseUrl, answers[0]?.cookies ?? []);
  // The browser may have stored the answer's cookies, or not.
  if (habit === 'again') answers.push(await send(path, before));
  if (habit === 'again' && grant.fault === undefined) answers.push(await send(path, jar.header(baseUrl)));
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
 * The cookies after this one answer: each answer to one callback brings a session of its own.
 *
 * @param {string} baseUrl
 * @param {Answer} answer
 * @param {Jar} jar
 */
function readSession(baseUrl, { cookies }, jar) {
  if (cookies.length === 0) return jar.header(baseUrl); // a done login leaves the session as it is
  const own = createCookieJar();
  own.store(baseUrl, cookies);
  return own.header(baseUrl);
}

/**
 * @param {World} world
 * @param {User} user
 * @param {string} cookie
 */
async function checkSession({ figures, send }, user, cookie) {
  const answer = await send('/auth/me', cookie);
  const told = answer?.status === 200 ? JSON.parse(answer.body) : undefined;
  if (told === undefined) figures.lost += 1;
  else if (told.sub !== user.sub || told.nickname !== user.nickname || !told.avatar.includes(user.sub)) {
    figures.mixed += 1;
  } else figures.sessions += 1;
}
