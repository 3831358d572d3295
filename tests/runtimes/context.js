// The functions for rows. When a row ends, everything that they started or made ends too, in reverse order.
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
    /** The folder whose node_modules has the runtimes, and the package from its tarball. */
    folder,
    /** The packed package. */
    tarball,
    /** The Node that runs the rows. */
    node: NODE,
    /** The path of a file in the folder's node_modules. @param {string} path */
    find: (path) => join(folder, 'node_modules', path),
    /** The version of a package in the folder's node_modules. @param {string} name */
    async versionOf(name) {
      const file = join(folder, 'node_modules', name, 'package.json');
      return String(JSON.parse(await readFile(file, 'utf8')).version);
    },

    /** Calls a function at the end of the row, whatever its outcome. */
    after,

    /** Makes a folder that is deleted after the row. */
    async makeFolder() {
      const made = await mkdtemp(join(tmpdir(), 'tailchat-login-row-'));
      after(() => rm(made, { recursive: true, force: true }));
      return made;
    },

    /** A Tailchat with one app and one user. @see ./tailchat.js @param {string} [apiUrl] */
    async startTailchat(apiUrl) {
      const { startStandIn } = await import('./tailchat.js'); // it imports the installed package
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
     * Runs a program to its end and returns its output. An exit code other than 0 is an error.
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
  // Its own process group, so that the programs that it starts end with it.
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

    /** Waits until its output matches. @param {RegExp} pattern @returns {Promise<RegExpExecArray>} */
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
        return; // the whole group has ended
      }
      await ended;
    },
  };
}
