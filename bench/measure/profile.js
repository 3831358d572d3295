// Shows where the CPU time of a missed target goes, with the sampling profiler.
import { Session } from 'node:inspector/promises';

const INTERVAL_MICROSECONDS = 200;
const SHOWN = 5;

const root = new URL('../..', import.meta.url).href;

/** The area of a function, by its URL. @type {[RegExp, string][]} */
const AREAS = [
  [/^wasm:/, 'wasm'],
  [/^bench\/fixture/, 'the stub'],
  [/^(worker|bindings)\//, 'our JavaScript'],
  [/crypto/, "Node's WebCrypto"],
  [/undici/, "Node's fetch"],
  [/webstreams/, "Node's streams"],
  [/^node:/, 'the rest of Node'],
];

/** @param {{ url: string, functionName: string }} frame @returns {string | undefined} undefined: idle */
function areaOf({ url, functionName }) {
  if (functionName === '(idle)') return undefined;
  if (functionName === '(garbage collector)') return 'garbage collection';
  const path = url.startsWith(root) ? url.slice(root.length) : url;
  const [, dependency] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  if (dependency !== undefined) return dependency;
  if (functionName === 'run' && url === '') return "Node's WebCrypto"; // hands a job to another thread
  return AREAS.find(([pattern]) => pattern.test(path))?.[1] ?? 'native code';
}

/**
 * @param {() => Promise<unknown>} work
 * @returns {Promise<string>} the largest areas, in percent of what ran on the main thread
 */
export async function profile(work) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  /** @type {Map<string, number>} */
  const areas = new Map();
  let all = 0;
  profile.samples?.forEach((id, index) => {
    const frame = frames.get(id);
    const area = frame && areaOf(frame);
    if (area === undefined) return;
    const spent = profile.timeDeltas?.[index] ?? 0;
    areas.set(area, (areas.get(area) ?? 0) + spent);
    all += spent;
  });
  const largest = [...areas].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  return largest.map(([area, spent]) => `${area} ${((100 * spent) / all).toFixed(0)} %`).join(', ');
}
