// The package can be installed beside any version of its optional peers. At run time it names the version that it needs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { npmCommand } from '../../scripts/setup/modules.js';

const tarball = process.env.TARBALL ?? '';

const HOOK = `import { useTailchatUser } from 'tailchat-login/react';
try { useTailchatUser(); } catch (error) { console.log(error.message); }`;
const STAND_IN = `import { startTailchat } from 'tailchat-login/testing';
await startTailchat({ apps: [], users: [] }).then((tailchat) => tailchat.close(), (error) => console.log(error.message));`;

/** @type {[peer: string, range: string, script: string, said: RegExp][]} */
const PEERS = [
  ['react', '17', HOOK, /^tailchat-login\/react needs React 18 or newer, found 17\./],
  ['react', '19.0.0-rc-fb9a90fa48-20240614', '', /^$/],
  ['oidc-provider', '7', STAND_IN, /^$/],
  ['oidc-provider', '8', STAND_IN, /^startTailchat needs oidc-provider version 7, found another/],
  ['oidc-provider', '9', STAND_IN, /^startTailchat needs oidc-provider version 7, found another/],
];

for (const [peer, range, script, said] of PEERS)
  test(`npm installs it in a project that has ${peer} ${range}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
    try {
      const project = { private: true, type: 'module', dependencies: { [peer]: range } };
      writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
      const [program, ...first] = npmCommand();
      const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', tarball];
      const installed = spawnSync(program, [...first, ...args], { cwd: folder, encoding: 'utf8' });
      assert.equal(installed.status, 0, installed.stderr);
      const options = ['--input-type=module', '--eval', script];
      const { stdout, stderr } = spawnSync(process.execPath, options, { cwd: folder, encoding: 'utf8' });
      assert.match(stdout, said, stderr);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
