// Runs in a fresh process. Measures the CPU time until a bundled contender has answered its first login and then its first
// callback, or until the core can be called. The inputs are loaded before that. Writes microseconds as JSON.
import { answerAuthorization, BASE_URL, configure, createStub } from '../fixture.js';
import { cookiesOf } from './logins.js';
import { cpu } from './rounds.js';

const [what, file] = process.argv.slice(2);

async function startCore() {
  const { default: hex } = await import(file);
  const { createProgram } = await import('../../bindings/wasm/bytes.js');
  const { instantiate } = await import('../../bindings/program.js');
  const begun = cpu();
  instantiate(createProgram(hex, () => Promise.reject(new Error('not compiled'))).compile());
  return { core: cpu() - begun };
}

async function startWorker() {
  let stub = /** @type {ReturnType<typeof createStub> | undefined} */ (undefined);
  const config = configure(undefined, (...args) => /** @type {any} */ (stub).fetch(...args));
  stub = createStub(config);
  globalThis.fetch = stub.fetch; // better-auth uses only the global one
  const begun = cpu();
  const worker = (await import(file)).create(config);
  const started = await worker.login(new Request(`${BASE_URL}/auth/login`));
  const location = started.headers.get('location') ?? (await started.json()).url;
  const login = cpu() - begun;
  const url = answerAuthorization(location, stub, config.apiUrl);
  const request = new Request(url, { headers: { cookie: cookiesOf(started) } });
  const returned = cpu();
  const { status } = await worker.callback(request);
  if (status !== 302) throw new Error(`the callback answered ${status}`);
  return { login, callback: cpu() - returned };
}

process.stdout.write(JSON.stringify(await (what === 'core' ? startCore() : startWorker())));
