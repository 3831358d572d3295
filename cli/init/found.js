/** What a folder says of itself, so that nobody is asked for it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first of these packages that a project has says its template. */
const FRAMEWORKS = Object.freeze([
  ['next', 'next'],
  ['express', 'express'],
  ['hono', 'hono'],
  ['react', 'react'],
  ['vite', 'vite'],
  ['wrangler', 'cloudflare'],
]);

/** @type {ReadonlyArray<[file: string, manager: Manager]>} */
const LOCKFILES = Object.freeze([
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
]);

/** @typedef {'npm' | 'pnpm' | 'yarn' | 'bun'} Manager */
/**
 * @typedef {object} Found
 * @property {boolean} project whether there is one: a package.json
 * @property {string} [name] of the template that its framework has
 * @property {boolean} typescript
 * @property {Manager} manager of its packages, or else the one that runs this
 */

/** @param {string} folder @param {NodeJS.ProcessEnv} [env] @returns {Found} */
export function findProject(folder, env = process.env) {
  const packages = readPackages(folder);
  const [, name] = FRAMEWORKS.find(([one]) => packages?.includes(one)) ?? [];
  const [, locked] = LOCKFILES.find(([file]) => existsSync(join(folder, file))) ?? [];
  const [, running] = /^(npm|pnpm|yarn|bun)\//.exec(env.npm_config_user_agent ?? '') ?? [];
  return {
    project: packages !== undefined,
    name,
    typescript: existsSync(join(folder, 'tsconfig.json')),
    manager: locked ?? /** @type {Manager | undefined} */ (running) ?? 'npm',
  };
}

/** The names of all that it depends on. @param {string} folder */
function readPackages(folder) {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  } catch {
    return existsSync(join(folder, 'package.json')) ? [] : undefined;
  }
}
