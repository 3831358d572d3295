/**
 * @typedef {object} Template
 * @property {ReadonlyArray<string>} folders below templates/, copied one after the other
 * @property {string} secrets the file with the variables in development; ignored by git
 * @property {boolean} [one] its development server runs the stand-in too
 */

/** @type {Readonly<Record<string, Template>>} */
export const TEMPLATES = Object.freeze({
  node: { folders: ['common', 'server', 'node'], secrets: '.env' },
  vite: { folders: ['common', 'vite'], secrets: '.env', one: true },
  cloudflare: {
    folders: ['common', 'server', 'cloudflare'],
    secrets: '.dev.vars',
  },
  deno: { folders: ['common', 'server', 'deno'], secrets: '.env' },
  vercel: { folders: ['common', 'server', 'vercel'], secrets: '.env' },
});

export const NAMES = Object.freeze(Object.keys(TEMPLATES));

/** The address of every template's development server. */
export const BASE_URL = 'http://localhost:8787';

/** npm leaves dotfiles out of a package, or renames them. */
export const RENAMED = Object.freeze({ gitignore: '.gitignore' });
