// The runtimes that this folder installs, and the command with which each runs a file.
import { fileURLToPath } from 'node:url';

const find = (/** @type {string} */ name) =>
  fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));

const ours = `Node ${process.versions.node.split('.')[0]}`;

/** The first one runs the bench. @type {ReadonlyMap<string, [command: string, ...args: string[]]>} */
export const RUNTIMES = new Map([
  [ours, [process.execPath]],
  ['Node 26', [find('node26/bin/node')]],
  ['Deno', [find('.bin/deno'), 'run', '--allow-all', '--no-prompt', '--quiet']],
  ['Bun', [find('.bin/bun')]],
]);
