// Which Boost the build takes, and what it says to the others: by its own check, over headers that only tell a version.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/setup/process.js';

/** @param {Record<string, string>} headers */
function configureWith(headers) {
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
  try {
    for (const [name, text] of Object.entries(headers)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const check = join(root, 'cmake/boost_version.cmake');
    const args = [`-DTAILCHAT_LOGIN_INCLUDE=${folder}`, '-P', check];
    const { status, stderr } = spawnSync('cmake', args, { encoding: 'utf8' });
    return { status, said: stderr.replaceAll(/\s+/g, ' ') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} version */
const headersOf = (version) => ({
  'boost/version.hpp': `//  BOOST_VERSION % 100 is the patch level\n#define BOOST_VERSION ${version}\n`,
  'nlohmann/json.hpp': '',
});

test('Boost 1.81 is taken', () => {
  assert.deepEqual(configureWith(headersOf('108100')), { status: 0, said: '' });
});

for (const [version, reason] of /** @type {[string, RegExp][]} */ ([
  ['107400', /it has no Boost\.URL/],
  ['108200', /has not been tried with it/],
  ['108300', /can no longer be compiled from the headers/],
  ['108900', /can no longer be compiled from the headers/],
  ['', /does not say BOOST_VERSION/],
]))
  test(`Boost ${version || 'without a version'} is refused, with the reason and what to do`, () => {
    const { status, said } = configureWith(headersOf(version));
    assert.notEqual(status, 0);
    assert.match(said, reason);
    assert.match(said, /Boost 1\.81 is needed.*set TAILCHAT_LOGIN_INCLUDE/);
  });

test('without the headers the build says where they come from', () => {
  for (const headers of [{}, { 'nlohmann/json.hpp': '' }, { 'boost/version.hpp': '' }]) {
    const { status, said } = configureWith(headers);
    assert.notEqual(status, 0);
    assert.match(said, /No Boost and nlohmann_json headers.*npm run build.*TAILCHAT_LOGIN_INCLUDE/);
  }
});
