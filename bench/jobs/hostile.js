// Measures the worst input at each limit: CPU time, and memory without garbage collection, including the linear memory.
import { coreCases } from '../hostile/core.js';
import { routeCases } from '../hostile/routes.js';
import { round } from '../measure/judge.js';
import { watchMemories } from '../measure/memories.js';
import { cpu, quantile } from '../measure/rounds.js';

const MOST_MILLISECONDS = 10;
const MOST_HEADER_MILLISECONDS = 2;
const MEBIBYTE = 2 ** 20;
const MOST_MEBIBYTES = 8;
const memories = watchMemories();

/** Runs the work. It may fail with one of our codes, but not with `internal_error`. @param {() => unknown} work */
async function attempt(work) {
  try {
    await work();
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    if (typeof code !== 'string' || code === 'internal_error') throw error;
  }
}

/** The flags of this job prevent garbage collection, so the difference of two readings is what was allocated. */
function allocated() {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** @param {import('../hostile/core.js').Case} given @param {number} count */
async function measure({ what, run: work }, count) {
  await attempt(work);
  const times = [];
  const sizes = [];
  for (let i = 0; i < count; i += 1) {
    globalThis.gc?.();
    const [space, begun] = [allocated(), cpu()];
    await attempt(work);
    times.push((cpu() - begun) / 1000);
    sizes.push((allocated() - space + memories.largest()) / MEBIBYTE);
  }
  return { what, milliseconds: quantile(times, 0.5), mebibytes: quantile(sizes, 0.5) };
}

/** Judges the Accept and Accept-Language headers of 16 KB. @param {Awaited<ReturnType<typeof measure>>[]} results */
function judgeHeaders(results) {
  const [slowest] = results
    .filter(({ what }) => /accept/.test(what))
    .sort((a, b) => b.milliseconds - a.milliseconds);
  return {
    what: 'one hostile header, accept or accept-language of 16 KB',
    target: `<= ${MOST_HEADER_MILLISECONDS} ms`,
    measured: `${round(slowest.milliseconds)} ms: ${slowest.what}`,
    met: slowest.milliseconds <= MOST_HEADER_MILLISECONDS,
  };
}

/** @param {{ times: number }} options */
export async function run({ times }) {
  const results = [];
  for (const given of [...coreCases(), ...(await routeCases())]) results.push(await measure(given, times));
  const slowest = [...results].sort((a, b) => b.milliseconds - a.milliseconds);
  const [largest] = [...results].sort((a, b) => b.mebibytes - a.mebibytes);
  const body = slowest
    .slice(0, 10)
    .map(({ what, milliseconds, mebibytes }) => [what, round(milliseconds), round(mebibytes)]);
  return {
    rows: [
      {
        what: `the most CPU of ${results.length} hostile inputs`,
        target: `<= ${MOST_MILLISECONDS} ms`,
        measured: `${round(slowest[0].milliseconds)} ms: ${slowest[0].what}`,
        met: slowest[0].milliseconds <= MOST_MILLISECONDS,
      },
      judgeHeaders(results),
      {
        what: 'the most memory of them',
        target: `<= ${MOST_MEBIBYTES} MiB`,
        measured: `${round(largest.mebibytes)} MiB: ${largest.what}`,
        met: largest.mebibytes <= MOST_MEBIBYTES,
      },
    ],
    tables: [{ title: 'Hostile inputs', head: ['hostile input', 'ms', 'MiB'], body }],
  };
}
