// What a row gets to work with. All that it starts and makes by these functions ends with it, in reverse order.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folder, NODE } from './install.js';

/** @typedef {ReturnType<typeof createContext>['context']} Context */
/** @typedef {{ cwd?: string, env?: Record<string, string | undefined>, input?: string }} ProcessOptions */

const KEPT_CHARACTERS = 1_000_000;

/** @param {string} tarball */
export function createContext(tarball) {
  /** @type {(() => unknown)[]} */
  const endings = [];
  const after = (/** @type {() => unknown} */ ending) => void endings.push(ending);

  const context = {
    /** Its node_modules has the package, installed from the tarball, and the runtimes. */
    folder,
    /** The packed package. */
    tarball,
    /** The Node that runs the rows. */
    node: NODE,
    /** A file in the folder's node_modules. @param {string} path */
    find: (path) => join(folder, 'node_modules', path),
    /** The version of a package that is installed there. @param {string} name */
    async versionOf(name) {
      const file = join(folder, 'node_modules', name, 'package.json');
      return String(JSON.parse(await readFile(file, 'utf8')).version);
    },

    /** Has something done at the row's end, whatever its outcome. */
    after,

    /** A folder that is gone after the row. */
    async makeFolder() {
      const made = await mkdtemp(join(tmpdir(), 'tailchat-login-row-'));
      after(() => rm(made, { recursive: true, force: true }));
      return made;
    },

    /** A Tailchat with one app and one user. @see ./tailchat.js @param {string} [apiUrl] */
    async startTailchat(apiUrl) {
      const { startStandIn } = await import('./tailchat.js'); // needs the installed package
      const tailchat = await startStandIn(apiUrl);
      after(() => tailchat.close());
      return tailchat;
    },

    /**
     * Starts a program that runs until the row's end.
     * @param {string} command @param {string[]} args @param {ProcessOptions} [options]
     */
    start(command, args, options) {
      const started = startProcess(command, args, options);
      after(started.stop);
      return started;
    },

    /**
     * Runs a program to its end and gives what it said; another exit code than 0 is an error.
     * @param {string} command @param {string[]} args @param {ProcessOptions} [options]
     */
    async run(command, args, options) {
      const started = startProcess(command, args, options);
      after(started.stop);
      const code = await started.ended;
      if (code !== 0)
        throw new Error(`${[command, ...args].join(' ')}: ${code}\n${started.output().slice(-4000)}`);
      return started.output();
    },
  };

  async function end() {
    const errors = [];
    for (const ending of endings.reverse()) {
      try {
        await ending();
      } catch (error) {
        errors.push(error);
      }
    }
    return errors;
  }

  return { context, end };
}

/** @param {string} command @param {string[]} args @param {ProcessOptions} [options] */
function startProcess(command, args, { cwd = folder, env = {}, input } = {}) {
  // A group of its own: what it starts in turn ends with it.
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, detached: true });
  let output = '';
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const keep = (/** @type {Buffer} */ chunk) => {
    output = (output + chunk).slice(-KEPT_CHARACTERS);
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  /** @type {Promise<number | string>} */
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 1));
  });

  return {
    child,
    ended,
    output: () => output,

    /** Waits until it says something that matches. @param {RegExp} pattern @returns {Promise<RegExpExecArray>} */
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(output);
          if (!found) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        ended.then((code) =>
          reject(new Error(`${command} ended (${code}) before it said ${pattern}:\n${output}`)),
        );
        look();
      }),

    async stop() {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGTERM');
      } catch {
        return; // all of it has ended
      }
      await ended;
    },
  };
}
