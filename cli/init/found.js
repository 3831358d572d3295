/** Finds out what a folder shows about its project, so that init need not ask. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first of these packages in a project decides its template. */
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
 * @property {boolean} project whether the folder has a package.json
 * @property {string} [name] of the template for its framework
 * @property {boolean} typescript
 * @property {Manager} manager of its packages, or the package manager that runs this command
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

/** The names of its dependencies. @param {string} folder */
function readPackages(folder) {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  } catch {
    return existsSync(join(folder, 'package.json')) ? [] : undefined;
  }
}
