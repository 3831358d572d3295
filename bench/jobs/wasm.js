// Measures the module itself: the time until it can be called, and the memory that it keeps.
import { readFileSync } from 'node:fs';
import { createClient } from '../../worker/entry.js';
import { weigh } from '../../scripts/size.js';
import { configure, ME_ANSWER, tokenAnswer } from '../fixture.js';
import { assembleEmpty, withMark } from '../measure/empty_module.js';
import { showRatio } from '../measure/judge.js';
import { watchMemories } from '../measure/memories.js';
import { compare, ratio, ratios } from '../measure/rounds.js';

const KIB = 1024;
const bytes = readFileSync(new URL('../../dist/core.wasm', import.meta.url));

/** V8 caches compiled modules by their bytes, so each compilation gets different bytes. @param {Uint8Array} module */
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
  const finishEvery = 1000; // a Response costs more than the core's reading of it, so few logins get one
  for (let i = 0; i < calls; i += 2) {
    const { transaction } = client.begin({ returnTo: '/inbox' });
    nonce = transaction.nonce;
    const url = `${redirectUri}?${new URLSearchParams({ code: 'c', state: transaction.state, iss: apiUrl })}`;
    if (i % finishEvery === 0) await client.finish(url, transaction);
    else client.callback(url, transaction);
  }
  return memories.largest();
}

const OURS = 'ours, compile and instantiate';
const EMPTY = 'empty functions, the same';
const INSTANTIATE = 'ours, instantiate';

/** @param {{ rounds: number, slice: number, calls: number }} options */
export async function run(options) {
  const empty = assembleEmpty(WebAssembly.Module.exports(new WebAssembly.Module(bytes)));
  const samples = await compare(
    [
      { name: OURS, run: compileEach(bytes) },
      { name: EMPTY, run: compileEach(empty) },
      { name: INSTANTIATE, run: instantiateEach(bytes) },
    ],
    options,
  );
  const size = weigh(bytes);
  const memory = await callOften(options.calls);
  return {
    rows: [
      {
        what: `linear memory after ${options.calls.toLocaleString('en')} ordinary calls`,
        target: '<= 128 KiB',
        measured: `${memory / KIB} KiB`,
        met: memory > 0 && memory <= 128 * KIB,
      },
    ],
    tables: [
      {
        title: 'The module',
        head: ['compile and instantiate', 'ours = 1'],
        body: [
          [`a module of ${empty.length} bytes with nothing in it`, showRatio(ratio(samples, EMPTY, OURS))],
          [
            `ours of ${size.raw} bytes (brotli ${size.brotli}), instantiate alone`,
            showRatio(ratio(samples, INSTANTIATE, OURS)),
          ],
        ],
      },
    ],
    bars: [{ title: 'Compile and instantiate: CPU, ours = 1', values: ratios(samples, OURS) }],
  };
}
