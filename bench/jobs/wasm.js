// The module itself: how long until it can be called, and what memory it keeps.
import { readFileSync } from 'node:fs';
import { createClient } from '../../worker/entry/inline.js';
import { weigh } from '../../scripts/size.js';
import { configure, ME_ANSWER, tokenAnswer } from '../fixture.js';
import { buildFloor } from '../floor/build.js';
import { assembleEmpty, withMark } from '../measure/empty_module.js';
import { judgeRatio, showRatio } from '../measure/judge.js';
import { watchMemories } from '../measure/memories.js';
import { compare, ratio, ratios } from '../measure/rounds.js';

const KIB = 1024;
const bytes = readFileSync(new URL('../../dist/core.wasm', import.meta.url));

/** V8 keeps what it compiled and finds the same bytes again, so each time they are others. @param {Uint8Array} module */
function compileEach(module) {
  let mark = 0;
  return (/** @type {number} */ n) => {
    for (let i = 0; i < n; i += 1) {
      const compiled = new WebAssembly.Module(withMark(module, (mark += 1)));
      /** @type {any} */ (new WebAssembly.Instance(compiled, {}).exports)._initialize();
    }
  };
}

/** @param {Uint8Array<ArrayBuffer>} module */
function instantiateEach(module) {
  const compiled = new WebAssembly.Module(module);
  return (/** @type {number} */ n) => {
    for (let i = 0; i < n; i += 1)
      /** @type {any} */ (new WebAssembly.Instance(compiled, {}).exports)._initialize();
  };
}

/**
 * Ordinary logins through the core: four calls each.
 *
 * @param {number} calls
 * @returns {Promise<number>} bytes of linear memory afterwards
 */
async function callOften(calls) {
  const memories = watchMemories();
  const config = configure();
  const { apiUrl, clientId, clientSecret, redirectUri } = config;
  let nonce = '';
  const headers = { 'content-type': 'application/json' };
  const client = createClient({
    ...{ apiUrl, clientId, clientSecret, redirectUri },
    fetch: async (url) =>
      new Response(String(url).endsWith('/token') ? tokenAnswer(config, nonce) : ME_ANSWER, { headers }),
  });
  const finishEvery = 1000; // token and userinfo come with a Response each, which costs more than they do
  for (let i = 0; i < calls; i += 2) {
    const { transaction } = client.begin({ returnTo: '/inbox' });
    nonce = transaction.nonce;
    const url = `${redirectUri}?${new URLSearchParams({ code: 'c', state: transaction.state, iss: apiUrl })}`;
    if (i % finishEvery === 0) await client.finish(url, transaction);
    else client.callback(url, transaction);
  }
  return memories.largest();
}

/** What the libraries cost in bytes. @param {Record<string, ReturnType<typeof weigh>>} sizes */
const tableOf = (sizes) => ({
  title: 'The module, with and without the libraries',
  head: ['wasm bytes', 'raw', 'gzip', 'brotli'],
  body: Object.entries(sizes).map(([name, size]) => [name, ...Object.values(size).map(String)]),
});

const OURS = 'ours, compile and instantiate';
const FLOOR = 'no library, the same';
const EMPTY = 'empty functions, the same';
const INSTANTIATE = 'ours, instantiate';

/** @param {{ rounds: number, slice: number, calls: number }} options */
export async function run(options) {
  const floor = await buildFloor(bytes);
  const empty = assembleEmpty(WebAssembly.Module.exports(new WebAssembly.Module(bytes)));
  const samples = await compare(
    [
      { name: OURS, run: compileEach(bytes) },
      { name: FLOOR, run: compileEach(floor) },
      { name: EMPTY, run: compileEach(empty) },
      { name: INSTANTIATE, run: instantiateEach(bytes) },
    ],
    options,
  );
  const sizes = { ours: weigh(bytes), 'no library': weigh(floor), 'empty functions': weigh(empty) };
  const [withLibraries, without] = [sizes.ours, sizes['no library']];
  const toEmpty = showRatio(ratio(samples, OURS, EMPTY));
  const alone = showRatio(ratio(samples, INSTANTIATE, OURS));
  const why =
    `${withLibraries.raw} bytes to compile against ${without.raw} (brotli ${withLibraries.brotli} and ` +
    `${without.brotli}); ${toEmpty} x a module of ${empty.length} with nothing in it; to instantiate ` +
    `alone is ${alone} of it`;
  const memory = await callOften(options.calls);
  return {
    rows: [
      {
        ...judgeRatio(
          'compile and instantiate',
          1.5,
          'a module that does the same without a library',
          ratio(samples, OURS, FLOOR),
        ),
        why,
      },
      {
        what: `linear memory after ${options.calls.toLocaleString('en')} ordinary calls`,
        target: '<= 128 KiB',
        measured: `${memory / KIB} KiB`,
        met: memory > 0 && memory <= 128 * KIB,
      },
    ],
    tables: [tableOf(sizes)],
    bars: [{ title: 'Compile and instantiate: CPU, ours = 1', values: ratios(samples, OURS) }],
  };
}
