// `npm run steps`: compares the number of steps of the core for fixed inputs with bench/steps.json. A step is an entered
// function or loop, a taken branch, or one memory access. They are counted in an instrumented copy of dist/core.wasm, so
// the number is the same on every machine, however busy. Copying or filling a block of memory counts as nothing. More
// than 5 % above the baseline fails. `npm run steps -- --update` writes a new baseline.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from './build.js';
import { failure, isScript, mustRun, root, runScript, say } from './setup/process.js';

/** @typedef {Record<string, number>} Steps operation -> steps */

const BASELINE = join(root, 'bench/steps.json');
const INSTRUMENTED = join(root, 'build/steps.wasm');
const TOLERATED = 1.05;
const OPTIONS = [
  ...['--enable-bulk-memory', '--enable-sign-ext', '--enable-nontrapping-float-to-int'],
  ...['--log-execution', '--instrument-memory'],
];

/** The largest allowed inputs of an operation, in addition to the plain case of its vectors. */
const BESIDES = [
  {
    name: 'begin, extra parameters of 2 KB',
    operation: 'begin',
    input: {
      extra_parameters: Array.from({ length: 200 }, (_, i) => `p${i}=${'v'.repeat(4)}`)
        .join('&')
        .slice(0, 2048),
    },
  },
  {
    name: 'return_to of 2 KB',
    operation: 'return_to',
    input: { return_to: '/a%20b'.padEnd(2048, '/c') },
  },
  { name: 'callback of 8 KB', operation: 'callback', more: { url: `&x=${'%41'.repeat(2500)}` } },
  { name: 'callback of 1,000 parameters', operation: 'callback', more: { url: '&x=1'.repeat(1000) } },
  {
    name: 'userinfo of 64 KB',
    operation: 'userinfo',
    input: { body_json: { nickname: 'é'.repeat(30_000) } },
  },
];

/** The core over the instrumented module. @returns {Promise<{ core: any, count: () => number }>} */
async function openCore() {
  const { bindCore } = await import('../bindings/core.js');
  let steps = 0;
  const same = (/** @type {number} */ _id, /** @type {unknown} */ value) => value;
  const pointer = (/** @type {number[]} */ ...args) => {
    steps++;
    return args[3];
  };
  const types = ['i32', 'i64', 'f32', 'f64'];
  const env = Object.fromEntries([
    ['log_execution', () => void steps++],
    ...['load', 'store'].flatMap((access) => [
      [`${access}_ptr`, pointer],
      ...types.map((type) => [`${access}_val_${type}`, same]),
    ]),
  ]);
  const module = new WebAssembly.Module(new Uint8Array(readFileSync(INSTRUMENTED)));
  // The bindings pass no imports, because the real modules need none.
  const { Instance } = WebAssembly;
  WebAssembly.Instance = /** @type {typeof Instance} */ (
    class extends Instance {
      constructor(/** @type {WebAssembly.Module} */ compiled) {
        super(compiled, { env });
      }
    }
  );
  const core = bindCore(() => module);
  core.returnTo('/'); // instantiates
  WebAssembly.Instance = Instance;
  return { core, count: () => steps };
}

/** @param {string} operation */
const readVectors = (operation) =>
  JSON.parse(readFileSync(join(root, `tests/vectors/${operation}.json`), 'utf8'));

/** @returns {Promise<Steps>} */
async function countSteps() {
  const { run } = await import('../tests/support/vectors.js');
  const plain = ['configure', 'begin', 'return_to', 'callback', 'token', 'userinfo'].map((operation) => ({
    name: operation,
    operation,
    input: operation === 'return_to' ? { return_to: '/welcome?a=b#c' } : {},
  }));
  /** @type {Steps} */
  const steps = {};
  for (const { name, operation, input = {}, more } of /** @type {any[]} */ ([...plain, ...BESIDES])) {
    const file = readVectors(operation);
    const { core, count } = await openCore();
    // The client is configured first. That has its own row.
    const start = count() + (operation === 'begin' ? steps.configure : 0);
    const outcome = run(core, file, { input: more ? { ...input, url: file.base.url + more.url } : input });
    if (outcome.error) throw failure(`steps: ${name} failed with ${outcome.error}`);
    steps[name] = count() - start;
  }
  return steps;
}

/** The differences of the steps, one line each. @param {Steps} measured @param {Steps} baseline */
export function judgeSteps(measured, baseline) {
  const problems = Object.entries(measured).flatMap(([name, steps]) => {
    if (!(name in baseline)) return [`${name}: is not in bench/steps.json`];
    if (steps <= baseline[name] * TOLERATED) return [];
    return [
      `${name}: ${steps} steps, ${(steps / baseline[name]).toFixed(3)} times the baseline of ${baseline[name]}`,
    ];
  });
  const gone = Object.keys(baseline).filter((name) => !(name in measured));
  return [...problems, ...gone.map((name) => `${name}: is in bench/steps.json, but was not counted`)];
}

/** @param {Steps} measured @param {Steps} baseline */
function show(measured, baseline) {
  const rows = Object.entries(measured).map(([name, steps]) => [
    name,
    String(steps),
    String(baseline[name] ?? '-'),
    baseline[name] ? (steps / baseline[name]).toFixed(3) : '-',
  ]);
  for (const [name, ...numbers] of [['operation', 'steps', 'baseline', 'ratio'], ...rows])
    console.log(name.padEnd(34) + numbers.map((number) => number.padStart(10)).join(''));
}

if (isScript(import.meta.url))
  await runScript(async () => {
    const { values } = parseArgs({ options: { update: { type: 'boolean' } } });
    await prepare();
    await mustRun('wasm-opt', ['dist/core.wasm', ...OPTIONS, '-o', INSTRUMENTED], { quiet: true });
    const measured = await countSteps();
    if (values.update) {
      writeFileSync(BASELINE, `${JSON.stringify(measured, null, 2)}\n`);
      return say('bench/steps.json has the new baseline');
    }
    const baseline = JSON.parse(readFileSync(BASELINE, 'utf8'));
    show(measured, baseline);
    const problems = judgeSteps(measured, baseline);
    if (problems.length)
      throw failure(
        `${problems.join('\n')}\nIf that is meant: npm run steps -- --update, in the same commit.`,
      );
  });
