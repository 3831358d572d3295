/**
 * @typedef {object} Template
 * @property {string} title
 * @property {ReadonlyArray<string>} folders below templates/, copied one after the other
 * @property {string} secrets where the variables are kept in development; ignored by git
 */

/** @type {Readonly<Record<string, Template>>} */
export const TEMPLATES = Object.freeze({
  node: { title: 'a server on Node', folders: ['common', 'server', 'node'], secrets: '.env' },
  vite: { title: 'a page with Vite', folders: ['common', 'vite'], secrets: '.env' },
  cloudflare: {
    title: 'a Cloudflare Worker',
    folders: ['common', 'server', 'cloudflare'],
    secrets: '.dev.vars',
  },
  deno: { title: 'a server on Deno', folders: ['common', 'server', 'deno'], secrets: '.env' },
  vercel: { title: 'an edge function on Vercel', folders: ['common', 'server', 'vercel'], secrets: '.env' },
});

/** What every template's development server listens on. */
export const BASE_URL = 'http://localhost:8787';

/** npm leaves files with a dot at their beginning out of a package, or renames them. */
export const RENAMED = Object.freeze({ gitignore: '.gitignore' });
