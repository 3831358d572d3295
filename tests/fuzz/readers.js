// The readers of hostile text that no libFuzzer sees: the Cookie header, a seal, Accept, the body of exchange, and the path of
// a request behind the gate. Inputs are seeds that a seeded generator mutates, so that a finding is its seed and its number.
import assert from 'node:assert/strict';
import { ERRORS } from '../../bindings/vocabulary.js';
import { gate } from '../../bindings/wasm/gate/inline.js';
import { preferredLanguage, wantsJson, readRanges } from '../../worker/http/negotiation.js';
import { findCookies } from '../../worker/http/cookie_header.js';
import { createLogin } from '../../worker/index.js';
import { importKeys, open, seal } from '../../worker/sealed/seal.js';
import { KEY } from '../support/example.js';
import { createRandom } from '../support/random.js';

const START = '__Host-tailchat_';
const NOW = 1_700_000_000;
const WORDS = [
  ';',
  '=',
  ' ',
  '\t',
  '; ',
  ',',
  ';q=',
  'q=0',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ':',
  'null',
  '1e999',
  '-',
  '.',
].concat([
  '\u00a0',
  '\u0000',
  'é',
  '\ud800',
  '__proto__',
  START,
  `; ${START}`,
  'application/json',
  'text/html',
  'A',
  '%41',
]);

/** @param {string} text @param {(below: number) => number} random */
export function mutate(text, random) {
  let changed = text;
  for (let times = 1 + random(6); times > 0; times -= 1) {
    const at = random(changed.length + 1);
    const to = Math.min(changed.length, at + random(12));
    const word = WORDS[random(WORDS.length)];
    const copied = changed.slice(at, at + random(80));
    changed = [
      () => changed.slice(0, at) + word + changed.slice(at),
      () => changed.slice(0, at) + changed.slice(to),
      () => changed.slice(0, at) + word + changed.slice(to),
      () => changed.slice(0, at) + copied + changed.slice(at),
      () => changed.slice(0, at) + word.repeat(random(40)) + changed.slice(at),
      () => changed.slice(0, at) + String.fromCharCode(random(256)) + changed.slice(at + 1),
    ][random(6)]();
  }
  return changed;
}

/** A header whose reading is counted: each character that was looked at. @param {string} text */
function countReads(text) {
  const counted = { reads: 0 };
  const header = new Proxy(Object(text), {
    get(target, name) {
      if (name === 'length') return text.length;
      if (name === 'indexOf')
        return (/** @type {string} */ word, from = 0) => {
          const found = text.indexOf(word, from);
          counted.reads += (found === -1 ? text.length : found) - Math.min(from, text.length) + word.length;
          return found;
        };
      if (name === 'slice')
        return (/** @type {number} */ from, /** @type {number | undefined} */ to) => {
          counted.reads += text.slice(from, to).length;
          return text.slice(from, to);
        };
      counted.reads += 1;
      return typeof name === 'string' && /^-?\d+$/.test(name)
        ? text[Number(name)]
        : Reflect.get(target, name);
    },
  });
  return { counted, header };
}

const trim = (/** @type {string} */ text) =>
  text
    .replace(/^[ \t]+/, '')
    .replace(/(?<![ \t])[ \t]+$/, '')
    .replace(/^[ \t]+$/, '');

/** What RFC 6265bis says, without a thought of time. @param {string} header @returns {[string, string][]} */
function findCookiesSlowly(header) {
  const ours = header
    .split(';')
    .map((pair) => pair.replace(/^[ \t]+/, ''))
    .filter((pair) => pair.startsWith(START));
  return ours.map((pair) => {
    const [name, ...value] = pair.split('=');
    return [trim(name), trim(value.join('='))];
  });
}

/** @param {string} header */
export function checkCookies(header) {
  assert.deepEqual(findCookies(header, START), findCookiesSlowly(header));
  const { counted, header: watched } = countReads(header);
  findCookies(watched, START);
  assert.ok(counted.reads <= 8 * header.length + 64, `${counted.reads} reads of ${header.length} characters`);
}

/** @param {string} text */
function checkAccept(text) {
  const ranges = readRanges(text);
  assert.ok(ranges.length <= 32);
  for (const { range, quality } of ranges) {
    assert.ok(quality > 0);
    assert.equal(range, range.trim().toLowerCase());
  }
  // Not Headers, which would refuse most of these texts.
  const get = (/** @type {string} */ name) => (name.startsWith('accept') ? text : null);
  const request = /** @type {any} */ ({ headers: { get, has: () => false } });
  assert.equal(typeof wantsJson(request, false), 'boolean');
  assert.ok(['en', 'zh'].includes(preferredLanguage(request)));
}

/** The path of a request behind the gate: refused, or one path for every program. @param {string} text */
function checkRequestPath(text) {
  let path;
  try {
    path = gate.requestPath(text);
  } catch (error) {
    return assert.equal(/** @type {any} */ (error).code, 'path_ambiguous');
  }
  assert.ok(/^\/(?!\/)/.test(path) && !path.includes('//') && !/[\\\0-\x1f\x7f]/.test(path), path);
  const segments = path.split('/').map((segment) => segment.split(';', 1)[0]);
  assert.ok(!segments.includes('.') && !segments.includes('..'), path);
  assert.equal(path, decodeURIComponent(text), 'what a program that decodes reads');
  assert.equal(path.split('/').length, text.split('/').length, 'what a program that does not decode reads');
  assert.ok(!/%[0-9a-f]{2}/i.test(path), 'what a program that decodes twice reads');
}

/** What is checked by each reader, and what its inputs begin as. */
async function createReaders() {
  const seals = { keys: await importKeys([KEY]), binding: 'binding' };
  const sealed = await seal(seals, 'session', { user: { sub: 'x' } }, NOW + 60);
  let asked = 0;
  const login = createLogin({
    apiUrl: 'https://chat.example',
    clientId: 'tc_x',
    clientSecret: 'secret',
    sessionKeys: KEY,
    baseUrl: 'https://app.example',
    redirectUris: ['https://app.example/page'],
    now: () => NOW * 1000,
    log: () => {},
    fetch: async () => {
      asked += 1;
      throw new TypeError('no network here');
    },
  });
  await gate.ready();
  const text = 'x'.repeat(43);
  const transaction = {
    state: text,
    nonce: text,
    code_verifier: text,
    redirect_uri: 'https://app.example/page',
  };
  const rest = { return_to: '/', issuer: 'https://chat.example', client_id: 'tc_x', created_at: NOW };
  const url = `https://app.example/page?code=c&state=${'y'.repeat(43)}&iss=https%3A%2F%2Fchat.example`;
  const body = JSON.stringify({ url, transaction: { ...transaction, ...rest } });
  return {
    cookies: {
      seeds: [`a=b; ${START}12345678=v; c`, `${START}a=1;${START}b = 2 ;\t${START}c`],
      check: checkCookies,
    },
    accept: {
      seeds: ['text/html,application/json;q=0.9,*/*;q=0.1', 'zh-CN,zh;q=0.9,en;q=0.8'],
      check: checkAccept,
    },
    request_path: {
      seeds: [
        '/wiki/a.b-c_d/',
        '/a%20b/%E4%B8%AD;x/..a',
        '/a/../%2e%2F%5c//',
        '/assets/a/b/c%25/.well-known',
      ],
      check: checkRequestPath,
    },
    seal: {
      seeds: [sealed],
      async check(/** @type {string} */ token) {
        const opened = await open(seals, 'session', token, NOW);
        assert.equal(
          typeof opened === 'object',
          token === sealed,
          'one spelling of what was sealed, and no other',
        );
      },
    },
    exchange: {
      seeds: [body],
      async check(/** @type {string} */ given) {
        const headers = { 'content-type': 'application/json', 'x-tailchat-login': '1' };
        const request = new Request('https://app.example/auth/exchange', {
          method: 'POST',
          headers,
          body: given,
        });
        const response = await login.fetch(request);
        const { error } = /** @type {any} */ (await response.json());
        assert.ok(
          response.status >= 400 && response.status < 500 && error in ERRORS,
          `${response.status} ${error}`,
        );
        assert.equal(asked, 0, 'a state that is not its transaction’s is never redeemed');
      },
    },
  };
}

/**
 * @param {number} seed
 * @param {{ inputs?: number, milliseconds?: number }} end whichever comes first
 * @returns {Promise<Record<string, number>>} inputs of each reader
 */
export async function fuzzReaders(seed, { inputs = Infinity, milliseconds = Infinity }) {
  const readers = await createReaders();
  /** @type {Record<string, number>} */
  const counts = {};
  for (const [name, { seeds, check }] of Object.entries(readers)) {
    const random = createRandom(seed).below;
    const pool = [...seeds];
    const end = Date.now() + milliseconds / Object.keys(readers).length;
    for (counts[name] = 0; counts[name] < inputs && Date.now() < end; counts[name] += 1) {
      const input = mutate(pool[random(pool.length)], random);
      if (input.length > 8192) continue;
      // What came of a mutation is mutated further, in a pool that does not grow.
      if (pool.length < 64) pool.push(input);
      else pool[seeds.length + random(64 - seeds.length)] = input;
      try {
        await check(input);
      } catch (cause) {
        throw new Error(`${name}: seed ${seed}, input ${counts[name]}: ${JSON.stringify(input)}`, { cause });
      }
    }
  }
  return counts;
}
