// Installs what is missing and only that. Done before, it costs some milliseconds and needs neither root nor a
// network. Until it has run there is no node_modules, so it and what it imports use node: built-ins alone.
import { installPackages } from './setup/apt.js';
import { provideHeaders } from './setup/headers.js';
import { withLock } from './setup/lock.js';
import { installModules } from './setup/modules.js';
import { isScript, runScript } from './setup/process.js';

/**
 * `native`: the C++ tests can be built too. `browser`: and the tests in Chromium can run.
 * @param {{ native?: boolean, browser?: boolean }} [needs]
 */
export async function setup({ native = false, browser = false } = {}) {
  await installPackages(['wasm', ...(native ? ['native'] : []), ...(browser ? ['browser'] : [])]);
  await provideHeaders();
  await installModules();
}

if (isScript(import.meta.url)) await runScript(() => withLock(() => setup({ native: true, browser: true })));
