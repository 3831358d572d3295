// The demo's files in their own folder: the page, its configuration, and the parts of the package that a browser loads,
// under /tailchat-login/. The stand-in knows the account Alice.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup/process.js';

/**
 * @param {{ apiUrl: string, clientId: string, redirectUri: string, issuer?: string }} config what the page may know
 * @returns {{ folder: string, remove: () => void }}
 */
export function makeSite(config) {
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
  cpSync(join(root, 'scripts/demo/page'), folder, { recursive: true });
  for (const part of ['web', 'bindings', 'dist'])
    cpSync(join(root, part), join(folder, 'tailchat-login', part), { recursive: true });
  writeFileSync(join(folder, 'demo-config.json'), JSON.stringify(config));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
