// People copy the code of the README and of docs/. It runs here unchanged.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import ts from 'typescript';
import { alice, createVisitor, KEY, startWorld } from '../support/kit.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** docs/frameworks.md is missing, because its code needs the frameworks: rows in tests/runtimes/ run it. */
const texts = [
  'README.md',
  'docs/page.md',
  'docs/configuration.md',
  'docs/stores.md',
  'docs/migrating.md',
].map((name) => readFileSync(`${root}/${name}`, 'utf8'));
const scripts = texts
  .flatMap((text) => [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)])
  .map(([, code]) => code);

/** The one block that has the text. @param {string} text */
function block(text) {
  const found = scripts.filter((code) => code.includes(text));
  assert.equal(found.length, 1, `one block with ${text}`);
  return found[0];
}

/** Writes code where the package's own name resolves. @param {string} name @param {string} code */
function place(name, code) {
  const folder = `${root}/build/readme`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}.mjs`, code);
  return `${folder}/${name}.mjs`;
}

/** A visitor of a worker that reads its configuration from the environment. @param {any} worker @param {Awaited<ReturnType<typeof startWorld>>} world */
function visit(worker, { config }) {
  const env = {
    TAILCHAT_API_URL: config.apiUrl,
    TAILCHAT_CLIENT_ID: config.clientId,
    TAILCHAT_CLIENT_SECRET: config.clientSecret,
    TAILCHAT_SESSION_KEYS: KEY,
    TAILCHAT_BASE_URL: config.baseUrl,
  };
  return createVisitor(
    /** @type {any} */ ({ fetch: (/** @type {Request} */ request) => worker.fetch(request, env, {}) }),
  );
}

test('the worker logs somebody in', async () => {
  const world = await startWorld();
  try {
    const { default: worker } = await import(
      pathToFileURL(place('worker', block('Nobody is logged in'))).href
    );
    const visitor = visit(worker, world);
    assert.equal(await (await visitor.get('/')).text(), 'Nobody is logged in');
    await visitor.enter();
    assert.equal(await (await visitor.get('/')).text(), `Hello ${alice.nickname}`);
  } finally {
    await world.close();
  }
});

test('OpenTelemetry counts the logins, and learns nothing of who logs in', async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  const provider = new MeterProvider({ readers: [reader] });
  metrics.setGlobalMeterProvider(provider);
  const world = await startWorld();
  try {
    const { default: worker } = await import(pathToFileURL(place('metrics', block('createCounter'))).href);
    const visitor = visit(worker, world);
    await visitor.enter();
    await visitor.get('/auth/callback?code=x&state=y');
    await provider.forceFlush();
    const [{ scopeMetrics }] = exporter.getMetrics();
    const [counter, histogram] = scopeMetrics[0].metrics;
    assert.deepEqual(
      counter.dataPoints.map(({ attributes, value }) => ({ ...attributes, value })),
      [
        { type: 'login_started', silent: false, value: 1 },
        { type: 'login_finished', step: 'callback', value: 1 },
        { type: 'login_failed', step: 'callback', code: 'transaction_missing', value: 1 },
      ],
    );
    assert.equal(histogram.dataPoints.length, 2);
  } finally {
    await world.close();
    await provider.shutdown();
    metrics.disable();
  }
});

test('the tests of docs/testing.md pass with Node’s test runner', () => {
  const text = readFileSync(`${root}/docs/testing.md`, 'utf8');
  const found = [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].filter(([, code]) =>
    code.includes("'node:test'"),
  );
  assert.equal(found.length, 1);
  const file = place('testing.test', found[0][1]);
  // With this variable, node would report to the outer test runner.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const output = execFileSync(process.execPath, ['--test', '--test-reporter=tap', file], {
    env,
    encoding: 'utf8',
  });
  assert.match(output, /^# pass 2$/m);
  assert.match(output, /^# fail 0$/m);
});

test('the component renders who is logged in', async () => {
  const [, code] = /^```jsx\n([\s\S]*?)^```$/m.exec(texts.join('\n')) ?? [];
  const compilerOptions = {
    jsx: ts.JsxEmit.ReactJSX,
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
  };
  const { outputText } = ts.transpileModule(code, { compilerOptions });
  const { Account } = await import(pathToFileURL(place('component', outputText)).href);
  const render = (/** @type {object} */ props) => renderToString(createElement(Account, props));
  assert.match(render({ initialUser: { sub: '1', nickname: 'Ann' } }), /Log out .*Ann</);
  assert.equal(render({ initialUser: null }), '<button>Log in with Tailchat</button>');
  assert.equal(render({}), '<button disabled="">Log in with Tailchat</button>');
});

test('the other scripts are well-formed, and import only what is exported', async () => {
  for (const [index, code] of scripts.entries()) {
    execFileSync(process.execPath, ['--check', place(`block-${index}`, code)]);
    for (const [, names, module] of code.matchAll(/import \{ ([\w, ]+) \} from '([^']+)'/g)) {
      const exported = await import(module);
      for (const name of names.split(', ')) assert.ok(name in exported, `${module} has no ${name}`);
    }
  }
});

test('the commands of CONTRIBUTING are scripts of the package', () => {
  const { scripts: known } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const text = readFileSync(`${root}/CONTRIBUTING.md`, 'utf8');
  const named = [...text.matchAll(/`npm (?:run )?([\w:]+)/g)].map(([, name]) => name);
  assert.ok(named.length > 5);
  for (const name of named) assert.ok(name in known, name);
});
