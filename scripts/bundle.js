// Makes dist/button.min.js: the button and the page's part in one file, for pages without a bundler.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScript, root, runScript } from './setup/process.js';

export const BUTTON = 'dist/button.min.js';

/** The language of the oldest supported browsers. */
export const OLDEST = 'es2021';

/** `start` and `finish` are left out, because they load WebAssembly from other files. */
const ENTRY = `
export { TailchatLoginElement } from './web/button/index.js';
export { isFramed, login, logout, user } from './web/index.js';
`;

/** esbuild is imported late, because it is not installed before the set-up. */
export async function bundleButton() {
  const { build } = await import('esbuild');
  const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents: ENTRY, resolveDir: root },
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: OLDEST,
    charset: 'utf8',
    banner: { js: `/*! tailchat-login ${version}, ${license} */` },
    logLevel: 'warning',
  });
  const [file, made] = [join(root, BUTTON), outputFiles[0].text];
  // A server may be reading the old file.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== made) writeFileSync(file, made);
}

if (isScript(import.meta.url)) await runScript(bundleButton);
