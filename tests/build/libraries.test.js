// Checks which versions of Boost and nlohmann_json the build accepts, and its message for the others. The headers of these
// tests have only a version.
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
    const check = join(root, 'cmake/library_versions.cmake');
    const args = [`-DTAILCHAT_LOGIN_INCLUDE=${folder}`, '-P', check];
    const { status, stderr } = spawnSync('cmake', args, { encoding: 'utf8' });
    return { status, said: stderr.replaceAll(/\s+/g, ' ') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} major @param {string} minor */
const jsonVersion = (major, minor) =>
  `#define NLOHMANN_JSON_VERSION_MAJOR ${major}   // NOLINT\n#define NLOHMANN_JSON_VERSION_MINOR ${minor}  // NOLINT\n`;

/** @param {string} version */
const boostVersion = (version) =>
  `//  BOOST_VERSION % 100 is the patch level\n#define BOOST_VERSION ${version}\n`;

/** @param {string} version */
const headersOf = (version) => ({
  'boost/version.hpp': boostVersion(version),
  'nlohmann/json.hpp': jsonVersion('3', '11'),
});

for (const version of ['108100', '108200'])
  test(`Boost ${version} is taken`, () => {
    assert.deepEqual(configureWith(headersOf(version)), { status: 0, said: '' });
  });

for (const [major, minor, place] of [
  ['3', '11', 'json.hpp'],
  ['3', '12', 'json.hpp'],
  ['3', '12', 'detail/abi_macros.hpp'],
  ['4', '0', 'detail/abi_macros.hpp'],
])
  test(`nlohmann_json ${major}.${minor}, which says so in ${place}, is taken`, () => {
    const headers = { 'boost/version.hpp': boostVersion('108100'), 'nlohmann/json.hpp': '' };
    const given = { ...headers, [`nlohmann/${place}`]: jsonVersion(major, minor) };
    assert.deepEqual(configureWith(given), { status: 0, said: '' });
  });

for (const [text, found] of [
  [jsonVersion('3', '10'), '3.10'],
  [jsonVersion('2', '11'), '2.11'],
  ['', '0'],
])
  test(`nlohmann_json ${found} is refused, with what to do`, () => {
    const given = { ...headersOf('108100'), 'nlohmann/json.hpp': text };
    const { status, said } = configureWith(given);
    assert.notEqual(status, 0);
    assert.match(
      said,
      new RegExp(`nlohmann_json 3\\.11 or newer is needed.*has ${found.replace('.', '\\.')}`),
    );
    assert.match(said, /set TAILCHAT_LOGIN_INCLUDE/);
  });

for (const [version, reason] of /** @type {[string, RegExp][]} */ ([
  ['107400', /it has no Boost\.URL/],
  ['108300', /can no longer be compiled from the headers/],
  ['108900', /can no longer be compiled from the headers/],
  ['', /does not say BOOST_VERSION/],
]))
  test(`Boost ${version || 'without a version'} is refused, with the reason and what to do`, () => {
    const { status, said } = configureWith(headersOf(version));
    assert.notEqual(status, 0);
    assert.match(said, reason);
    assert.match(said, /Boost 1\.81 or 1\.82 is needed.*set TAILCHAT_LOGIN_INCLUDE/);
  });

test('without the headers the build says where they come from', () => {
  for (const headers of [{}, { 'nlohmann/json.hpp': '' }, { 'boost/version.hpp': '' }]) {
    const { status, said } = configureWith(headers);
    assert.notEqual(status, 0);
    assert.match(said, /No Boost and nlohmann_json headers.*npm run build.*TAILCHAT_LOGIN_INCLUDE/);
  }
});
