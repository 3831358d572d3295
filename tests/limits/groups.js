// The limits of a bot's reading and of its requests. For each, an input of exactly n.
import { bindGroups } from '../../bindings/groups.js';
import { readFileSync } from 'node:fs';
import { LIMITS } from '../../bindings/vocabulary.js';
import { createFresh } from '../../worker/groups/fresh.js';
import { createMemberships } from '../../worker/groups/memberships.js';
import { createGenerations } from '../../worker/lib/generations.js';
import { weigh } from '../../worker/lib/weigh.js';
import {
  alice,
  createTailchat,
  guild,
  idOf,
  json,
  makeGroup,
  makeUser,
  staff,
} from '../support/tailchat_api.js';
import { outcome } from './core.js';

const ACTION = 'group/getUserGroups';
const BANS = 'user/getUserInfoList';
const foreign = idOf(0xf04e);
const encoder = new TextEncoder();
const module = new WebAssembly.Module(readFileSync(new URL('../../dist/groups.wasm', import.meta.url)));
const core = bindGroups(() => module);

/** Reads an answer in pieces. @param {Iterable<string>} pieces @param {string[]} [named] */
function readAnswer(pieces, named = [guild]) {
  const reader = core.readGroups(named, named.length === 0);
  for (const piece of pieces) reader.feed(encoder.encode(piece));
  return reader.end();
}

/** @param {any} changes */
const readOwn = (changes) =>
  outcome(() => readAnswer([JSON.stringify({ code: 200, data: [makeGroup(changes)] })]));

/** @param {number} bytes @param {string} start @param {string} end */
function* filled(bytes, start, end) {
  const piece = 'x'.repeat(1 << 20);
  yield start;
  let left = bytes - start.length - end.length;
  for (; left > piece.length; left -= piece.length) yield piece;
  yield piece.slice(0, left);
  yield end;
}

/** Whether the groups ask Tailchat again the given time after an answer. @param {number} milliseconds @param {any} options @param {boolean} fails */
async function askAgain(milliseconds, options = {}, fails = false) {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups(options);
  if (fails) tailchat.instead[ACTION] = () => Promise.reject(new TypeError('down'));
  const ask = () => groups.of(alice).catch(() => {});
  await ask();
  const before = tailchat.count(ACTION);
  tailchat.clock.now += milliseconds;
  await ask();
  return tailchat.count(ACTION) === before ? 'ok' : 'asked again';
}

/** The delays of the timers that are set during a request. @param {() => Promise<unknown>} work */
async function readTimers(work) {
  const { setTimeout } = globalThis;
  /** @type {number[]} */
  const delays = [];
  globalThis.setTimeout = /** @type {any} */ (
    (/** @type {() => void} */ end, /** @type {number} */ delay) => {
      delays.push(delay);
      return setTimeout(end, 0);
    }
  );
  try {
    await work().catch(() => {});
  } finally {
    globalThis.setTimeout = setTimeout;
  }
  return delays;
}

async function readPatience() {
  let now = 0;
  const times = { cacheSeconds: 60, staleSeconds: 300, deadline: 10_000, now: () => now };
  let load = async () => 'old';
  const fresh = createFresh(times, () => load());
  await fresh.get();
  now = 60_000;
  load = () => new Promise(() => {});
  void fresh.get();
  return readTimers(() => fresh.get());
}

/** Whether the bot logs in again after the given time. @param {number} milliseconds */
async function logInAgain(milliseconds) {
  const tailchat = createTailchat();
  tailchat.lifeSeconds = 400 * 86_400;
  const groups = tailchat.makeGroups();
  await groups.of(alice);
  tailchat.clock.now += milliseconds;
  await groups.of(alice);
  return tailchat.logins === 1 ? 'ok' : 'again';
}

/** Whether the first of that many users is still known. @param {number} users */
function rememberUsers(users) {
  const known = createGenerations({ most: LIMITS.known_users });
  for (let i = 0; i < users; i += 1) known.set(idOf(i), { gone: false });
  return known.get(idOf(0)) === undefined ? 'forgotten' : 'ok';
}

/** Whether the groups of a user are kept if they take that many bytes. @param {number} bytes */
function rememberMemberships(bytes) {
  const make = (/** @type {string} */ name) => {
    const { groups, ...read } = readAnswer([JSON.stringify({ data: [makeGroup()] })]);
    return createMemberships({ groups: groups.map((group) => ({ ...group, name })), ...read });
  };
  const rest = weigh(make('x').of(alice, 0)) - 1;
  const entry = 192 + weigh(alice);
  const memberships = make('x'.repeat(bytes - rest - entry));
  return memberships.of(alice, 0) === memberships.of(alice, 0) ? 'ok' : 'not kept';
}

/** Whether two requests are enough for one user and then that many users at the same time. @param {number} users */
async function listUsers(users) {
  const tailchat = createTailchat();
  const groups = tailchat.makeGroups();
  await Promise.all([alice, ...Array.from({ length: users }, (_, i) => idOf(i + 1))].map(groups.isBanned));
  return tailchat.count(BANS) === 2 ? 'ok' : `${tailchat.count(BANS)} lists`;
}

/** @param {number} groups */
async function leaveAtOnce(groups) {
  const tailchat = createTailchat();
  tailchat.groups = [makeGroup(), ...Array.from({ length: groups }, (_, i) => makeGroup({ _id: idOf(i) }))];
  await tailchat.makeGroups({ groupIds: [guild], leave: true }).of(alice);
  return tailchat.groups.length === 1 ? 'ok' : 'some stay';
}

/** @param {number} groups */
function keepOthers(groups) {
  const data = Array.from({ length: groups }, (_, i) => makeGroup({ _id: idOf(i) }));
  return readAnswer([JSON.stringify({ data })], []).left_out === 0 ? 'ok' : 'left out';
}

/** @param {number} bytes */
function readName(bytes) {
  const { groups } = readAnswer([JSON.stringify({ data: [makeGroup({ name: 'n'.repeat(bytes) })] })]);
  return groups[0].name.length === bytes ? 'ok' : 'left out';
}

/** @param {number} length @param {(i: number) => any} make */
const list = (length, make) => Array.from({ length }, (_, i) => make(i));

/** @type {Partial<Record<keyof typeof import('../../bindings/vocabulary.js').LIMITS, import('./limits.test.js').Case[]>>} */
export const GROUPS = {
  groups_cache_seconds: [
    {
      what: 'an answer: it counts to the second before',
      off: -1,
      probe: (n) => askAgain(n * 1000),
      bad: 'asked again',
    },
  ],
  groups_cooldown_seconds: [
    {
      what: 'a failure: it counts to the second before',
      off: -1,
      probe: (n) => askAgain(n * 1000, {}, true),
      bad: 'asked again',
    },
  ],
  groups_stale_seconds: [
    {
      what: 'the last answer of a Tailchat that is down: it counts to the second before',
      off: -1,
      async probe(seconds) {
        const tailchat = createTailchat();
        const groups = tailchat.makeGroups();
        await groups.of(alice);
        tailchat.instead[ACTION] = () => Promise.reject(new TypeError('down'));
        tailchat.clock.now += seconds * 1000;
        return groups.of(alice).then(
          () => 'ok',
          ({ code }) => code,
        );
      },
      bad: 'groups_unavailable',
    },
  ],
  groups_deadline_milliseconds: [
    {
      what: "the refresh's timer",
      async probe(milliseconds) {
        const delays = await readTimers(() => createTailchat().makeGroups().of(alice));
        return delays.length === 1 && delays[0] === milliseconds ? 'ok' : 'other';
      },
      bad: 'other',
      exact: true,
    },
  ],
  groups_patience_milliseconds: [
    {
      what: "the timer of who waits for another's request",
      probe: async (milliseconds) => ((await readPatience())[0] === milliseconds ? 'ok' : 'other'),
      bad: 'other',
      exact: true,
    },
  ],
  bot_token_seconds: [
    {
      what: "the bot's token: it counts to the second before",
      off: -1,
      probe: (n) => logInAgain(n * 1000),
      bad: 'again',
    },
  ],
  known_users: [{ what: 'users whose bans are known', probe: rememberUsers, bad: 'forgotten' }],
  known_memberships_bytes: [{ what: "a user's groups", probe: rememberMemberships, bad: 'not kept' }],
  listed_users: [{ what: 'the users of one list', probe: listUsers, bad: '3 lists' }],
  left_groups: [{ what: 'groups that are left after one answer', probe: leaveAtOnce, bad: 'some stay' }],
  groups: [
    { what: 'groups that are not named', probe: keepOthers, bad: 'left out' },
    {
      what: 'groups that are named',
      probe: (n) => outcome(() => createTailchat().makeGroups({ groupIds: list(n, idOf) })),
      bad: 'configuration_invalid',
    },
  ],
  group_members: [
    {
      what: 'the members of a group',
      probe: (n) => readOwn({ members: list(n, (i) => ({ userId: idOf(i) })) }),
      bad: 'api_response_too_large',
    },
    {
      what: 'the members of all named groups',
      probe: (n) =>
        outcome(() =>
          readAnswer(
            [
              JSON.stringify({
                data: [
                  makeGroup({ _id: foreign }),
                  makeGroup({ members: list(n - 4, (i) => ({ userId: idOf(i) })) }),
                ],
              }),
            ],
            [guild, foreign],
          ),
        ),
      bad: 'api_response_too_large',
    },
  ],
  group_member_roles: [
    {
      what: 'the roles of all members',
      probe: (n) => readOwn({ members: [{ userId: alice, roles: list(n, () => staff) }] }),
      bad: 'api_response_too_large',
    },
  ],
  group_roles: [
    {
      what: 'the roles of a group',
      probe: (n) => readOwn({ roles: list(n, (i) => ({ _id: idOf(i), name: 'r' })) }),
      bad: 'api_response_too_large',
    },
  ],
  group_name_bytes: [{ what: 'a name', probe: readName, bad: 'left out' }],
  group_bytes: [
    {
      what: 'the text of a named group',
      probe(n) {
        const text = filled(n, `{"_id":"${guild}","x":"`, '","members":[]}');
        return outcome(() => readAnswer(['{"data":[', ...text, ']}']));
      },
      bad: 'api_response_too_large',
    },
  ],
  foreign_bytes: [
    {
      what: 'all of an answer but the named groups',
      probe(n) {
        const rest = '{"data":[,{}]}'.length - 2;
        const own = JSON.stringify(makeGroup());
        const text = filled(n - rest, `{"_id":"${foreign}","x":"`, '"}');
        return outcome(() => readAnswer([`{"data":[${own},`, ...text, ']}']));
      },
      bad: 'api_response_too_large',
    },
    {
      what: 'an answer about users',
      probe: (n) =>
        outcome(() => {
          const reader = core.readUsers([alice]);
          for (const piece of filled(n, `{"data":[{"_id":"${alice}","x":"`, '"}]}'))
            reader.feed(encoder.encode(piece));
          reader.end();
        }),
      bad: 'api_response_too_large',
    },
  ],
  stream_depth: [
    {
      what: "a foreign group's depth",
      probe: (n) =>
        outcome(() =>
          readAnswer([`{"data":[{"_id":"${foreign}","x":${'['.repeat(n - 3)}${']'.repeat(n - 3)}}]}`]),
        ),
      bad: 'api_response_invalid',
    },
  ],
};
