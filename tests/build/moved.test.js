// A moved or copied checkout can be built, although its build folder was made for another place.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { dropForeignBuild } from '../../scripts/build.js';

const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
after(() => rmSync(folder, { recursive: true }));

const first = join(folder, 'first');
const second = join(folder, 'second');

/** @param {string} checkout */
const configure = (checkout) =>
  spawnSync('cmake', ['-S', checkout, '-B', join(checkout, 'build')], { encoding: 'utf8' });

/** @param {string} checkout */
const drop = (checkout) => dropForeignBuild(join(checkout, 'build'), checkout);

beforeEach(() => {
  for (const checkout of [first, second]) rmSync(checkout, { recursive: true, force: true });
  mkdirSync(first);
  writeFileSync(
    join(first, 'CMakeLists.txt'),
    'cmake_minimum_required(VERSION 3.25)\nproject(moved LANGUAGES NONE)\n',
  );
  assert.equal(configure(first).status, 0);
});

for (const [how, move] of /** @type {[string, () => void][]} */ ([
  ['moved', () => renameSync(first, second)],
  ['copied', () => cpSync(first, second, { recursive: true })],
]))
  test(`a ${how} checkout is configured anew`, () => {
    move();
    assert.match(configure(second).stderr, /CMakeCache\.txt/);
    drop(second);
    const { status, stderr } = configure(second);
    assert.equal(status, 0, stderr);
  });

test('a build folder of its own place stays, also by another name of that place', () => {
  drop(first);
  symlinkSync(first, second);
  drop(second);
  assert.ok(existsSync(join(first, 'build/CMakeCache.txt')));
  assert.equal(configure(first).status, 0);
});

test('where nothing was built there is nothing to drop', () => {
  rmSync(join(first, 'build'), { recursive: true });
  drop(first);
});
