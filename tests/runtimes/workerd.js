// workerd, the runtime of Cloudflare Workers: bundles a worker for it and serves it on a loopback port.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import workerd from 'workerd';

/** The newest that this workerd knows. */
export const NEWEST = workerd.compatibilityDate;

/**
 * @param {string} entry
 * @returns {Promise<{ folder: string, remove: () => Promise<void> }>}
 */
export async function bundle(entry) {
  const { build } = await import('esbuild');
  const folder = await mkdtemp(join(tmpdir(), 'tailchat-login-workerd-'));
  await build({
    entryPoints: { worker: fileURLToPath(new URL(entry, import.meta.url)) },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd'],
    loader: { '.wasm': 'copy' },
    logLevel: 'warning',
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Strings of JSON are strings of Cap'n Proto where they are ASCII. @param {string} value */
const quote = (value) => JSON.stringify(value);

/**
 * @param {string[]} files
 * @param {Record<string, string>} env
 * @param {string} date
 * @param {string[]} flags
 */
function describe(files, env, date, flags) {
  const modules = files.map((name) =>
    name.endsWith('.wasm')
      ? `(name = ${quote(name)}, wasm = embed ${quote(name)})`
      : `(name = ${quote(name)}, esModule = embed ${quote(name)})`,
  );
  const bindings = Object.entries(env).map(
    ([name, text]) => `(name = ${quote(name)}, text = ${quote(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "upstream", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "main", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [${modules.join(', ')}],
  bindings = [${bindings.join(', ')}],
  compatibilityDate = ${quote(date)},
  compatibilityFlags = [${flags.map(quote).join(', ')}],
  globalOutbound = "upstream",
);
`;
}

/**
 * @param {object} options
 * @param {string} options.folder a bundle
 * @param {Record<string, string>} options.env
 * @param {string} options.date the compatibility date
 * @param {string[]} [options.flags]
 */
export async function serve({ folder, env, date, flags = [] }) {
  const files = (await readdir(folder)).filter((name) => /\.(js|wasm)$/.test(name)).sort().reverse(); // worker.js first
  const config = join(folder, `${date}.capnp`);
  await writeFile(config, describe(files, env, date, flags));
  const child = spawn(workerd.default, ['serve', config, '--control-fd=3'], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  /** @type {string[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: /** @type {import('node:stream').Readable} */ (stream) }).on('line', (line) => output.push(line));
  }
  const ended = new Promise((resolve) => child.once('close', resolve));
  const port = await new Promise((resolve, reject) => {
    const control = createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdio[3]) });
    control.on('line', (line) => resolve(JSON.parse(line).port));
    child.once('error', reject);
    ended.then(() => reject(new Error(`workerd ended: ${output.join('\n')}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: /** @type {number} */ (child.pid),
    output,
    async close() {
      child.kill();
      await ended;
    },
  };
}
