// Installs what is missing, and nothing else. A repeated call takes some milliseconds and needs neither root nor a
// network. Before it has run there is no node_modules, so this file and its imports use node: built-ins only.
import { installPackages } from './setup/apt.js';
import { provideHeaders } from './setup/headers.js';
import { withLock } from './setup/lock.js';
import { installModules } from './setup/modules.js';
import { isScript, runScript } from './setup/process.js';

/**
 * `native`: can also build the C++ tests. `browser`: can also run the tests in Chromium.
 * @param {{ native?: boolean, browser?: boolean }} [needs]
 */
export async function setup({ native = false, browser = false } = {}) {
  await installPackages(['wasm', ...(native ? ['native'] : []), ...(browser ? ['browser'] : [])]);
  await provideHeaders();
  await installModules();
}

if (isScript(import.meta.url)) await runScript(() => withLock(() => setup({ native: true, browser: true })));
