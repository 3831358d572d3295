// Finds the condition of `exports["./core"]` that was selected.
import assert from 'node:assert/strict';

/** @type {Record<string, string>} */
const CONDITIONS = { inline: 'default', workerd: 'workerd', 'edge-light': 'edge-light' };

/**
 * Finds it by the files of a bundle, or by the addresses that a program loaded.
 *
 * @param {Iterable<string>} files
 * @param {string} expected
 */
export function assertCondition(files, expected) {
  const names = [...files].map(
    (file) => /tailchat-login\/bindings\/wasm\/([\w-]+)\.js$/.exec(file)?.[1] ?? '',
  );
  const taken = [...new Set(names)].flatMap((name) => CONDITIONS[name] ?? []);
  assert.deepEqual(taken, [expected], 'the condition taken');
}
