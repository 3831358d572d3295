// Bundles a worker for workerd, the runtime of Cloudflare Workers, and serves it on a loopback port.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import workerd from 'workerd';

/** The newest compatibility date of this workerd. */
export const NEWEST = workerd.compatibilityDate;

/**
 * Bundles with only the settings that workerd requires.
 *
 * @param {string} entry
 * @returns {Promise<{ folder: string, inputs: string[], remove: () => Promise<void> }>} `inputs`: the files in the bundle
 */
export async function bundle(entry) {
  const folder = await mkdtemp(join(tmpdir(), 'tailchat-login-workerd-'));
  const { metafile } = await build({
    entryPoints: { worker: fileURLToPath(new URL(entry, import.meta.url)) },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd'],
    loader: { '.wasm': 'copy' },
    logLevel: 'warning',
    metafile: true,
  });
  return {
    folder,
    inputs: Object.keys(metafile.inputs),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A JSON string in ASCII is also a valid string of Cap'n Proto. @param {string} text */
const quote = (text) => JSON.stringify(text);

/**
 * Without nodejs_compat, because the package does not need it.
 *
 * @param {string[]} files
 * @param {Record<string, string>} env
 * @param {string} date
 */
function describe(files, env, date) {
  const modules = files.map((name) => {
    const kind = name.endsWith('.wasm') ? 'wasm' : 'esModule';
    return `(name = ${quote(name)}, ${kind} = embed ${quote(name)})`;
  });
  const bindings = Object.entries(env).map(
    ([name, text]) => `(name = ${quote(name)}, text = ${quote(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "upstream", network = (allow = ["private"])),
  ],
  sockets = [(name = "main", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [${modules.join(', ')}],
  bindings = [${bindings.join(', ')}],
  compatibilityDate = ${quote(date)},
  globalOutbound = "upstream",
);
`;
}

/**
 * @param {object} options
 * @param {string} options.folder a bundle
 * @param {Record<string, string>} options.env
 * @param {string} options.date the compatibility date
 */
export async function serve({ folder, env, date }) {
  const found = (await readdir(folder)).filter((name) => /\.(js|wasm)$/.test(name));
  const files = ['worker.js', ...found.filter((name) => name !== 'worker.js')]; // the first is the entry
  const config = join(folder, `${date}.capnp`);
  await writeFile(config, describe(files, env, date));
  const child = spawn(workerd.default, ['serve', config, '--control-fd=3'], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  /** @type {string[]} */
  const output = [];
  const [, out, error, control] = /** @type {import('node:stream').Readable[]} */ ([...child.stdio]);
  for (const stream of [out, error]) createInterface(stream).on('line', (line) => output.push(line));
  const port = await new Promise((resolve, reject) => {
    createInterface(control).on('line', (line) => resolve(JSON.parse(line).port));
    child.once('error', reject);
    ended.then(() => reject(new Error(`workerd ended: ${output.join('\n')}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: /** @type {number} */ (child.pid),
    /** The lines of its output. */
    output,
    async close() {
      child.kill();
      await ended;
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof serve>>} Workerd */
