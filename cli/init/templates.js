/**
 * @typedef {object} Template
 * @property {ReadonlyArray<string>} folders below templates/, copied one after the other
 * @property {string} secrets the file with the variables in development; ignored by git
 * @property {number} [node] the oldest major version of Node for its tools, if this package runs on older ones
 * @property {boolean} [one] its development server runs the stand-in too
 * @property {ReadonlyArray<string>} [without] files of these folders that are left out
 * @property {ReadonlyArray<string>} [added] the files for an existing project, in addition to the secrets
 * @property {TypeScript} [typescript] the changes of `--typescript`, in addition to the names of the scripts
 *
 * @typedef {object} TypeScript
 * @property {Readonly<Record<string, string>>} packages for development
 * @property {Readonly<Record<string, string>>} [scripts] of package.json
 * @property {Readonly<Record<string, [text: string, typed: string]>>} [types] by file
 */

const TYPESCRIPT = '^6.0.3';

/** @type {Readonly<Record<string, Template>>} */
export const TEMPLATES = Object.freeze({
  node: { folders: ['common', 'server', 'node'], secrets: '.env' },
  vite: { folders: ['common', 'style', 'vite'], secrets: '.env', one: true },
  cloudflare: {
    folders: ['common', 'server', 'cloudflare'],
    secrets: '.dev.vars',
    node: 22,
  },
  deno: { folders: ['common', 'server', 'deno'], secrets: '.env' },
  vercel: { folders: ['common', 'server', 'vercel'], secrets: '.env' },
  express: {
    folders: ['common', 'server', 'express'],
    without: ['site.js'],
    secrets: '.env',
    added: ['login.js'],
    typescript: {
      packages: {
        '@types/express': '^5.0.6',
        '@types/node': '^20.19.43',
        tsx: '^4.23.15',
        typescript: TYPESCRIPT,
      },
      scripts: { dev: 'tsx watch --env-file=.env server.ts', start: 'tsx --env-file=.env server.ts' },
    },
  },
  next: {
    folders: ['common', 'style', 'next'],
    secrets: '.env',
    added: ['app/login.js', 'app/auth/[...route]/route.js', 'proxy.js'],
    typescript: {
      packages: { '@types/node': '^20.19.43', '@types/react': '^19.3.0', typescript: TYPESCRIPT },
      types: { 'app/layout.jsx': ['{ children }', '{ children }: { children: React.ReactNode }'] },
    },
  },
  react: {
    folders: ['common', 'style', 'react'],
    secrets: '.env',
    one: true,
    added: ['src/site.jsx'],
    typescript: {
      packages: { '@types/react': '^19.3.0', '@types/react-dom': '^19.3.0', typescript: TYPESCRIPT },
      types: {
        'src/site.jsx': [
          "import 'tailchat-login/button';",
          '/// <reference types="vite/client" />\nimport \'tailchat-login/button\';',
        ],
      },
    },
  },
  hono: {
    folders: ['common', 'server', 'hono'],
    without: ['site.js'],
    secrets: '.dev.vars',
    node: 22,
    added: ['login.js'],
    typescript: { packages: { typescript: TYPESCRIPT } },
  },
});

export const NAMES = Object.freeze(Object.keys(TEMPLATES));

/** The address of every template's development server. */
export const BASE_URL = 'http://localhost:8787';

/** npm leaves dotfiles out of a package, or renames them. */
export const RENAMED = Object.freeze({ gitignore: '.gitignore' });
