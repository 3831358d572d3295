// The limits of the worker. For each, an input with exactly n bytes, cookies, entries or seconds.
import { createClient } from 'tailchat-login';
import { createMemoryStore } from 'tailchat-login/store/memory';
import { createVerifier } from 'tailchat-login/verify';
import { createLogin } from 'tailchat-login/worker';
import { LIMITS } from '../../bindings/vocabulary.js';
import { askTailchat } from '../../worker/login/ask_tailchat.js';
import { admit } from '../../worker/login/on_login.js';
import { readConfig } from '../../worker/config/config.js';
import {
  makeRoom,
  nameCookies,
  nameTransaction,
  sessionBytes,
  setCookie,
} from '../../worker/http/cookies.js';
import { startDeadline } from '../../worker/lib/deadline.js';
import { createAllowance } from '../../worker/observe/log.js';
import { open } from '../../worker/sealed/seal.js';
import { createSingleFlight } from '../../worker/login/single_flight.js';
import { openTransaction, sealTransaction } from '../../worker/login/transaction.js';
import { createApp, KEYS, NOW } from '../support/sealed.js';
import { listSessions, nameAgent, noteSession } from '../../worker/store/sessions/list.js';
import { nameSession, putSession } from '../../worker/store/sessions/stored.js';
import { makeKey } from '../support/verifier.js';
import { fill, outcome } from './core.js';

const API = 'https://chat.example';
const NAMES = nameCookies('https://app.example', '01234567');
const ID = 'abcdefghijklmnop';
/** The cookies of the request that finishes a login. */
const ASKED = { request: new Request('https://app.example'), env: {} };
const CLIENT = {
  apiUrl: API,
  clientId: 'tc_0123456789abcdef01234567',
  clientSecret: 'secret',
  redirectUri: 'https://app.example/auth/callback',
};

/** @param {Promise<unknown>} work @returns {Promise<string>} */
const settle = (work) =>
  work.then(
    () => 'ok',
    (error) => error.code ?? String(error),
  );

/** A body of that many bytes in chunks of 1,000, and a count of the bytes that were read. @param {number} bytes */
function createBody(bytes, start = '', chunk = 1000) {
  const text = new TextEncoder().encode(start.padEnd(bytes, ' '));
  const given = { bytes: 0 };
  const stream = new ReadableStream(
    {
      pull(controller) {
        const part = text.subarray(given.bytes, given.bytes + chunk);
        if (part.length === 0) return controller.close();
        given.bytes += part.length;
        controller.enqueue(part);
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, given };
}

/** The error code for a token answer of that many bytes. It is not valid, which the reader notices only within the limit. @param {number} bytes */
async function exchange(bytes) {
  const { stream } = createBody(bytes, '{}');
  const client = createClient({
    ...CLIENT,
    fetch: async () => new Response(stream, { headers: { 'content-type': 'application/json' } }),
  });
  return settle(client.exchange(check(client)));
}

/** Whether at most that many bytes of an endless answer are read. @param {number} bytes */
async function countRead(bytes) {
  const { stream, given } = createBody(100 * LIMITS.response_bytes, '', 1024);
  const client = createClient({ ...CLIENT, fetch: async () => new Response(stream) });
  await settle(client.exchange(check(client)));
  return given.bytes <= bytes ? 'ok' : 'more';
}

/** @param {ReturnType<typeof createClient>} client */
function check(client) {
  const { transaction } = client.begin();
  const query = new URLSearchParams({ state: transaction.state, iss: API, code: 'c' });
  return client.callback(`${CLIENT.redirectUri}?${query}`, transaction);
}

/** The delays of the timers of a client without `deadline`. */
async function readDeadline() {
  const set = globalThis.setTimeout;
  /** @type {(number | undefined)[]} */
  const delays = [];
  globalThis.setTimeout = /** @type {any} */ (
    (/** @type {() => void} */ call, /** @type {number} */ delay) => {
      delays.push(delay);
      queueMicrotask(call); // the time ends immediately
      return 0;
    }
  );
  try {
    const client = createClient({ ...CLIENT, fetch: () => new Promise(() => {}) });
    const code = await settle(client.exchange(check(client)));
    return { delays, code };
  } finally {
    globalThis.setTimeout = set;
  }
}

/** @param {number} bytes of the whole line */
function cookieLine(bytes) {
  const overhead = setCookie(NAMES, NAMES.session, '', 86400).length;
  return outcome(() => setCookie(NAMES, NAMES.session, 'x'.repeat(bytes - overhead), 86400));
}

/** Opens a sealed value with exactly that many characters. @param {number} characters */
async function openLong(characters) {
  const app = await createApp();
  // No base64url text has 4n + 1 characters. In that case the header of another purpose gives the right length.
  for (const purpose of /** @type {const} */ (['session', 'transaction', 'done'])) {
    const empty = await app.make(purpose, { more: '' });
    const rest = Math.floor(((characters - empty.length) * 3) / 4);
    for (const length of [rest - 1, rest, rest + 1]) {
      const value = await app.make(purpose, { more: 'x'.repeat(length) });
      if (value.length !== characters) continue;
      return typeof (await open(app.context.seals, purpose, value, NOW)) === 'string' ? 'unreadable' : 'ok';
    }
  }
  throw new Error(`no value of ${characters} characters`);
}

/** Cookies of transactions with the given sizes, including the longest Max-Age. @param {number[]} sizes */
const transactions = (sizes) =>
  sizes.map((size, index) => {
    const name = nameTransaction(NAMES, index, ID);
    return { name, value: 'x'.repeat(size - setCookie(NAMES, name, '', 34560000).length), id: ID };
  });

/** Whether an expired login still knows its return address. @param {number} seconds */
async function knowAfter(seconds) {
  const app = await createApp();
  const transaction = { state: 'A'.repeat(43), nonce: 'n', code_verifier: 'v', return_to: '/here' };
  const at = NOW - seconds;
  const given = /** @type {any} */ ({ ...transaction, created_at: at });
  const line = await sealTransaction(app.context, given, { silent: false, origin: undefined });
  const value = line.slice(line.indexOf('=') + 1, line.indexOf(';'));
  const opened = await openTransaction(app.context, { name: '', value, id: 'A'.repeat(16) });
  return typeof opened === 'string' ? 'forgotten' : 'ok';
}

/** @param {number} seconds */
async function takenAfter(seconds) {
  const flights = createSingleFlight();
  let time = NOW * 1000;
  await flights.run(
    'a',
    () => time,
    async () => 'once',
  );
  time += seconds * 1000;
  const again = flights.run(
    'a',
    () => time,
    async () => 'redeemed again',
  );
  return again.catch(({ code }) => (code === 'transaction_finished' ? 'ok' : code));
}

/** @param {number} bytes of all together */
function roomForBytes(bytes) {
  const cleared = makeRoom(NAMES, transactions([1000, 1000]), { transactions: 1, bytes: bytes - 2000 });
  return cleared.length === 0 ? 'ok' : `${cleared.length} cleared`;
}

/** @param {number} count of all together */
function roomForCount(count) {
  const others = transactions(Array(count - 1).fill(300));
  const cleared = makeRoom(NAMES, others, { transactions: 1, bytes: 300 });
  return cleared.length === 0 ? 'ok' : `${cleared.length} cleared`;
}

/** @param {number} seconds after its end */
async function repeatAfter(seconds) {
  const flights = createSingleFlight();
  let now = 0;
  const run = () =>
    settle(
      flights.run(
        'key',
        () => now,
        async () => 1,
      ),
    );
  await run();
  now = seconds * 1000;
  return run();
}

/** @param {number} entries */
async function holdResults(entries) {
  const flights = createSingleFlight();
  for (let index = 0; index < entries; index += 1)
    await flights.run(
      `${index}`,
      () => 0,
      async () => index,
    );
  if (flights.size() > LIMITS.shared_results) return `${flights.size()} held`;
  const again = flights.run(
    '0',
    () => 0,
    async () => -1,
  );
  return again.then(
    () => 'ok',
    () => 'the oldest is gone', // but the fact that it was redeemed is kept
  );
}

/** @param {number} entries */
async function holdSessions(entries) {
  const { sessions } = (await createApp()).context;
  const session = /** @type {any} */ ({});
  for (let index = 0; index < entries; index += 1) sessions.set(`${index}`, session);
  if (sessions.size() > LIMITS.opened_sessions) return `${sessions.size()} held`;
  return sessions.get('0') === session ? 'ok' : 'the oldest is gone';
}

/** @param {number} bytes of one result */
async function holdResultBytes(bytes) {
  let weight = 0;
  const run = async (/** @type {() => number} */ weigh) => {
    const flights = createSingleFlight(weigh);
    await flights.run(
      'key',
      () => 0,
      async () => 1,
    );
    return flights;
  };
  weight = bytes - (await run(() => 0)).bytes();
  return (await run(() => weight)).size() === 1 ? 'ok' : 'it is gone';
}

/** Whether the first of as many transactions as fit into the bytes is still known. @param {number} bytes */
async function holdTaken(bytes) {
  const flights = createSingleFlight();
  let now = 0;
  const run = (/** @type {number} */ index) =>
    flights.run(
      `${index}`,
      () => now,
      async () => index,
    );
  // Each takes 87 bytes.
  const count = Math.floor(bytes / 87) + Number(bytes > LIMITS.taken_transactions_bytes);
  for (let index = 0; index < count; index += 1) await run(index);
  now = LIMITS.shared_result_seconds * 1000;
  return run(0).then(
    () => 'it is gone',
    ({ code }) => (code === 'transaction_finished' ? 'ok' : code),
  );
}

/** @param {number} bytes of one opened cookie */
async function holdSessionBytes(bytes) {
  const { sessions } = (await createApp()).context;
  sessions.set('0', /** @type {any} */ ({ account: 'x'.repeat(bytes - 448 - 1 - 24) }));
  return sessions.get('0') === undefined ? 'it is gone' : 'ok';
}

/** @param {number} bytes of one configuration */
async function holdConfigurationBytes(bytes) {
  const options = {
    apiUrl: API,
    baseUrl: 'https://a.example',
    clientId: 'tc_1',
    clientSecret: 's',
    log: () => {},
  };
  const given = { ...options, sessionKeys: KEYS[0], redirectUris: /** @type {string[]} */ ([]) };
  const length = Math.ceil((bytes - 16_384) / 4) - 24;
  const describe = () =>
    JSON.stringify(
      Object.entries(given)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, typeof value === 'function' ? { number: 1 } : value]),
    ).length;
  const start = 'https://a.example/';
  while (describe() < length) {
    const rest = length - describe() - (given.redirectUris.length === 0 ? 2 : 3);
    given.redirectUris.push(start.padEnd(rest < 540 ? Math.min(rest, 300) : 500, 'x'));
  }
  let built = 0;
  const login = createLogin((/** @type {any} */ env, /** @type {Request} */ _request) => given);
  const { importKey } = crypto.subtle;
  crypto.subtle.importKey = /** @type {any} */ (
    (/** @type {any} */ ...args) => {
      built += 1;
      return /** @type {any} */ (importKey).apply(crypto.subtle, args);
    }
  );
  try {
    for (let times = 0; times < 2; times += 1)
      await login.fetch(new Request('https://a.example/auth/me'), {});
  } finally {
    crypto.subtle.importKey = importKey;
  }
  return built === 1 ? 'ok' : 'it is gone';
}

/** Whether a set of that many RSA keys is accepted. @param {number} count */
async function holdKeys(count) {
  const key = await makeKey('a');
  const verify = createVerifier({
    apiUrl: API,
    now: () => NOW * 1000,
    fetch: async () => {
      const keys = Array.from({ length: count }, (_, index) => ({
        ...key.jwk,
        kid: index === 0 ? 'a' : `${index}`,
      }));
      const small = keys.map((jwk, index) => (index === 0 ? jwk : { kty: 'RSA', kid: jwk.kid }));
      return Response.json({ keys: small });
    },
    log: () => {},
  });
  return settle(verify(await key.sign()));
}

/** @param {number} count */
async function listMany(count) {
  const { context } = await createApp({ store: createMemoryStore({ now: () => NOW * 1000 }) });
  for (let index = 0; index < count; index += 1) {
    await putSession(context, `${index}`, { sub: 'alice' }, NOW * 1000);
    await noteSession(context, 'alice', `${index}`);
  }
  const first = await nameSession(context, '0');
  const listed = await listSessions(context, 'alice');
  return listed.some(({ sid }) => sid === first) ? 'ok' : 'the oldest is gone';
}

/** @param {number} characters */
async function nameLong(characters) {
  const name = '\u{1f511}'.repeat(characters);
  const { context } = await createApp({ store: createMemoryStore(), agentName: () => name });
  return nameAgent(context, new Request('https://app.example')) === name ? 'ok' : 'cut';
}

/** @param {number} entries */
async function holdConfigurations(entries) {
  let built = 0;
  const configure = (/** @type {any} */ env, /** @type {Request} */ request) => ({
    ...{ apiUrl: API, clientId: 'tc_1', clientSecret: 's', sessionKeys: KEYS[0], fetch },
    baseUrl: new URL(request.url).origin,
  });
  const login = createLogin(configure);
  const { importKey } = crypto.subtle;
  crypto.subtle.importKey = /** @type {any} */ (
    (/** @type {any} */ ...args) => {
      built += 1;
      return /** @type {any} */ (importKey).apply(crypto.subtle, args);
    }
  );
  try {
    const ask = (/** @type {number} */ n) => login.fetch(new Request(`https://a${n}.example/auth/login`), {});
    for (let index = 0; index < entries; index += 1) await ask(index);
    await ask(0);
  } finally {
    crypto.subtle.importKey = importKey;
  }
  return built === entries ? 'ok' : 'the oldest is gone';
}

/** @param {number} lines */
function countMissLines(lines) {
  const may = createAllowance(() => 0);
  return Array.from({ length: lines }, may).at(-1) ? 'ok' : 'not written';
}

/** @param {Record<string, unknown>} claims */
async function admitClaims(claims) {
  const deadline = startDeadline(1000);
  try {
    return await settle(admit(() => claims, { sub: 'alice' }, deadline, ASKED));
  } finally {
    deadline.end();
  }
}

/** @param {number} clockLeewaySeconds */
function allowLeeway(clockLeewaySeconds) {
  const given = { apiUrl: API, clientId: 'tc_1', clientSecret: 's', sessionKeys: KEYS[0] };
  return settle((async () => createLogin({ ...given, baseUrl: API, clockLeewaySeconds }))());
}

/** @param {number} seconds of a session's life */
async function liveFor(seconds) {
  const app = await createApp({ sessionAbsoluteSeconds: 34_560_000 });
  const value = await app.make('session', { exp: NOW + 34_560_000 });
  app.clock.now = NOW + seconds;
  return (await app.who(value)) === null ? 'over' : 'ok';
}

/** @param {number} seconds since the session began */
async function liveInAll(seconds) {
  const app = await createApp();
  const value = await app.make('session', { began_at: NOW - seconds });
  return (await app.who(value)) === null ? 'over' : 'ok';
}

/** @param {number} bytes of a renewal's Set-Cookie line, with the longest Max-Age */
function roomForRenewal(bytes) {
  const attributes = setCookie(NAMES, NAMES.renewal, '', 34560000).length;
  const held = { session: undefined, renewal: 'x'.repeat(bytes - attributes) };
  const room = sessionBytes(NAMES, { ...held, transactions: [], names: [], repeated: false });
  return room === LIMITS.renewal_bytes ? 'ok' : 'more';
}

/** An account of that many bytes as JSON. @param {number} bytes */
function makeAccount(bytes) {
  const start = 'https://a.example/';
  const empty = { sub: 'alice', avatar: start, claims: { text: 'c'.repeat(600) } };
  return { ...empty, avatar: start.padEnd(start.length + bytes - JSON.stringify(empty).length, 'a') };
}

/** @param {number} bytes */
async function fitLogin(bytes) {
  const { claims, ...user } = makeAccount(bytes);
  const { context } = await createApp({ onLogin: () => claims });
  const client = { ...context.client, redeem: async () => user };
  const asked = { request: new Request('https://app.example') };
  const { account } = await askTailchat({ ...context, client }, { returnTo: '/' }, asked);
  return account.avatar === undefined ? 'without avatar' : 'ok';
}

/** @param {number} bytes */
async function fitCopy(bytes) {
  const value = await (await createApp()).make('session', { nickname: undefined, ...makeAccount(bytes) });
  const rotated = await createApp({ sessionKeys: [KEYS[1], KEYS[0]] });
  const [line] = (await rotated.get('/auth/me', rotated.cookieOf(value))).headers.getSetCookie();
  const next = await createApp({ sessionKeys: KEYS[1] });
  const cookie = `${next.cookieOf(value)}; ${line.split(';')[0]}`;
  const user = await next.login.user(new Request('https://app.example', { headers: { cookie } }));
  return user?.avatar === undefined ? 'without avatar' : 'ok';
}

/** @param {number} bytes @param {number} [chunk] */
async function postBody(bytes, chunk) {
  const app = await createApp();
  const { stream } = createBody(bytes, '{"url":""}', chunk);
  const headers = { 'content-type': 'application/json', 'x-tailchat-login': '1' };
  const init = /** @type {any} */ ({ method: 'POST', body: stream, duplex: 'half', headers });
  const response = await app.get('/auth/exchange', '', init);
  const { error } = await response.json();
  return error === 'request_invalid' ? 'ok' : error; // a body within the limit is read, and then refused
}

/** @param {number} bytes */
const sessionKey = (bytes) =>
  outcome(() =>
    readConfig({
      apiUrl: API,
      clientId: 'tc_1',
      clientSecret: 's',
      baseUrl: 'https://app.example',
      sessionKeys: Buffer.alloc(bytes, 1).toString('base64url'),
    }),
  );

/** Whether a key set of that many bytes is read. It has no key, so the signature is then invalid. @param {number} bytes */
async function fetchKeys(bytes) {
  const { stream } = createBody(bytes, '{"keys":[]}');
  const key = await makeKey('a');
  const verify = createVerifier({
    apiUrl: API,
    now: () => NOW * 1000,
    fetch: async () => new Response(stream, { headers: { 'content-type': 'application/json' } }),
  });
  const code = await settle(verify(await key.sign()));
  return code === 'id_token_signature_invalid' ? 'ok' : code;
}

/** @param {number} seconds @param {boolean} known whether the set has the key of the second token */
async function askAgain(seconds, known) {
  const key = await makeKey('a');
  let asked = 0;
  let now = NOW * 1000;
  const verify = createVerifier({
    apiUrl: API,
    now: () => now,
    cacheSeconds: known ? undefined : 86400,
    fetch: async () => {
      asked += 1;
      return new Response(JSON.stringify({ keys: [key.jwk] }), {
        headers: { 'content-type': 'application/json' },
      });
    },
    log: () => {},
  });
  await verify(await key.sign());
  now += seconds * 1000;
  await settle(verify(await key.sign(known ? {} : { kid: 'unknown' })));
  return asked === 1 ? 'ok' : 'asked again';
}

/** @type {Record<string, import('./limits.test.js').Case[]>} */
export const WORKER = {
  response_bytes: [
    {
      what: 'an answer as it comes in',
      probe: exchange,
      good: 'token_response_invalid',
      bad: 'token_response_too_large',
    },
    {
      what: 'an answer without end: one chunk past the limit is read, and no more',
      off: 1024,
      probe: async (bytes) =>
        (await countRead(bytes)) === 'ok' && (await countRead(bytes - 1)) === 'more' ? 'ok' : 'other',
      bad: 'other',
    },
  ],
  deadline_milliseconds: [
    {
      what: "the login's timer",
      probe: async (milliseconds) => {
        const { delays, code } = await readDeadline();
        return delays.length === 1 && delays[0] === milliseconds && code === 'deadline_exceeded'
          ? 'ok'
          : 'other';
      },
      bad: 'other',
      exact: true,
    },
  ],
  cookie_bytes: [
    { what: 'a Set-Cookie line', probe: cookieLine, bad: 'cookie_too_large' },
    { what: 'a sealed value', probe: openLong, bad: 'unreadable' },
  ],
  cookies_bytes: [{ what: 'all our cookies', probe: roomForBytes, bad: '1 cleared' }],
  renewal_bytes: [{ what: 'the room kept for a renewal', probe: roomForRenewal, bad: 'more' }],
  account_bytes: [{ what: 'a user and the claims at a login', probe: fitLogin, bad: 'without avatar' }],
  renewed_account_bytes: [{ what: 'a user and the claims in a copy', probe: fitCopy, bad: 'without avatar' }],
  transaction_cookie_seconds: [
    {
      what: "a login's cookie: it counts to the second before",
      off: -1,
      probe: knowAfter,
      bad: 'forgotten',
    },
  ],
  taken_seconds: [
    {
      what: 'a redeemed transaction: it is known to the second before, and forgotten in twice the time',
      off: -1,
      probe: (n) => takenAfter(n < LIMITS.taken_seconds ? n : 2 * n),
      bad: 'redeemed again',
    },
  ],
  transaction_cookies: [{ what: 'logins under way', probe: roomForCount, bad: '1 cleared' }],
  shared_result_seconds: [
    {
      what: 'a finished callback: it counts to the second before',
      off: -1,
      probe: repeatAfter,
      bad: 'transaction_finished',
    },
  ],
  shared_results: [{ what: 'results', probe: holdResults, bad: 'the oldest is gone' }],
  shared_results_bytes: [{ what: "a result's memory", probe: holdResultBytes, bad: 'it is gone' }],
  taken_transactions_bytes: [{ what: 'redeemed transactions', probe: holdTaken, bad: 'it is gone' }],
  opened_sessions_bytes: [{ what: "an opened cookie's memory", probe: holdSessionBytes, bad: 'it is gone' }],
  configurations_bytes: [
    { what: "a configuration's memory", probe: holdConfigurationBytes, bad: 'it is gone' },
  ],
  jwks_keys: [{ what: 'RSA keys of a set', probe: holdKeys, bad: 'jwks_invalid' }],
  listed_sessions: [{ what: 'sessions of a list', probe: listMany, bad: 'the oldest is gone' }],
  agent_characters: [{ what: "a browser's name", probe: nameLong, bad: 'cut' }],
  opened_sessions: [{ what: 'opened cookies', probe: holdSessions, bad: 'the oldest is gone' }],
  miss_lines: [{ what: 'lines about what is no route', probe: countMissLines, bad: 'not written' }],
  configurations: [
    { what: 'configurations of requests', probe: holdConfigurations, bad: 'the oldest is gone' },
  ],
  longest_clock_leeway_seconds: [
    { what: 'the option clockLeewaySeconds', probe: allowLeeway, bad: 'configuration_invalid' },
  ],
  session_claims_bytes: [
    {
      what: 'the claims of onLogin',
      probe: (n) => admitClaims({ text: 'x'.repeat(n - '{"text":""}'.length) }),
      bad: 'session_claims_invalid',
    },
    {
      what: 'the claims of onLogin in letters of two bytes',
      probe: (n) => admitClaims({ text: 'x'.repeat(n % 2 ? 0 : 1) + 'é'.repeat((n - 12 + (n % 2)) / 2) }),
      bad: 'session_claims_invalid',
    },
  ],
  session_seconds: [
    { what: 'a session without use: it counts to the second before', off: -1, probe: liveFor, bad: 'over' },
  ],
  session_absolute_seconds: [
    { what: 'a session in all: it counts to the second before', off: -1, probe: liveInAll, bad: 'over' },
  ],
  request_body_bytes: [
    { what: 'a request body', probe: (n) => postBody(n), bad: 'request_too_large' },
    { what: 'a request body byte by byte', probe: (n) => postBody(n, 1), bad: 'request_too_large' },
  ],
  session_key_bytes: [
    { what: 'a session key', probe: sessionKey, bad: 'configuration_invalid', exact: true },
  ],
  url_bytes: [
    {
      what: "the verifier's apiUrl",
      probe: (n) => outcome(() => createVerifier({ apiUrl: fill(`${API}/`, n) })),
      bad: 'api_url_invalid',
    },
  ],
  token_bytes: [
    {
      what: 'an id_token to be verified',
      probe: async (n) => {
        const verify = createVerifier({ apiUrl: API, fetch: async () => Promise.reject(new Error('no')) });
        return settle(verify(fill('', n)));
      },
      good: 'upstream_unreachable',
      bad: 'id_token_malformed',
    },
  ],
  jwks_bytes: [{ what: 'the answer of /open/jwks', probe: fetchKeys, bad: 'jwks_invalid' }],
  jwks_seconds: [
    {
      what: 'the keys: it counts to the second before',
      off: -1,
      probe: (seconds) => askAgain(seconds, true),
      bad: 'asked again',
    },
  ],
  jwks_cooldown_seconds: [
    {
      what: 'an unknown kid: it counts to the second before',
      off: -1,
      probe: (seconds) => askAgain(seconds, false),
      bad: 'asked again',
    },
  ],
};
