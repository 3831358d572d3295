// Measures a refresh of the groups, and compares the core's reader with JSON.parse: CPU time and peak memory, each reading
// in its own process.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { round } from '../measure/judge.js';

const CHILD = fileURLToPath(new URL('../measure/groups_child.js', import.meta.url));
const MEBIBYTE = 2 ** 20;
const MOST_MILLISECONDS = 60;
const MOST_MEBIBYTES = 32;
const COUNTS = [10_000, 50_000];

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param {string} way @param {number} members @param {number} times */
async function measure(way, members, times) {
  /** @type {{ cpu: number, peak: number }[]} */
  const runs = [];
  for (let i = 0; i < times; i += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--expose-gc',
      CHILD,
      way,
      String(members),
    ]);
    runs.push(JSON.parse(stdout));
  }
  return { cpu: median(runs.map(({ cpu }) => cpu)), peak: median(runs.map(({ peak }) => peak)) / MEBIBYTE };
}

/** @param {{ times: number }} effort */
export async function run({ times }) {
  const refresh = await measure('refresh', COUNTS[0], times);
  /** @type {string[][]} */
  const body = [];
  for (const members of COUNTS)
    for (const [name, way] of [
      ['the core, as it comes', 'ours'],
      ['JSON.parse of the whole', 'parsed'],
    ]) {
      const { cpu, peak } = await measure(way, members, times);
      body.push([`${members} members, ${name}`, round(cpu), round(peak)].map(String));
    }
  return {
    rows: [
      {
        what: 'a refresh of 10,000 members',
        target: `<= ${MOST_MILLISECONDS} ms of the processor, <= ${MOST_MEBIBYTES} MiB`,
        measured: `${round(refresh.cpu)} ms, ${round(refresh.peak)} MiB`,
        met: refresh.cpu <= MOST_MILLISECONDS && refresh.peak <= MOST_MEBIBYTES,
      },
    ],
    tables: [{ title: "Reading a bot's groups", head: ['', 'ms of the processor', 'MiB at the peak'], body }],
  };
}
