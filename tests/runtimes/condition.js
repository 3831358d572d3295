// Which entry of `exports["."]` was taken.
import assert from 'node:assert/strict';

/** @type {Record<string, string>} */
const CONDITIONS = { inline: 'default', workerd: 'workerd', 'edge-light': 'edge-light' };

/**
 * The one entry among the files or addresses that a bundle is made of, or that a program loaded.
 *
 * @param {Iterable<string>} files
 * @param {string} expected
 */
export function assertCondition(files, expected) {
  const entries = [...files].map(
    (file) => /tailchat-login\/worker\/entry\/([\w-]+)\.js$/.exec(file)?.[1] ?? '',
  );
  const taken = [...new Set(entries.filter(Boolean))].map((name) => CONDITIONS[name]);
  assert.deepEqual(taken, [expected], 'the condition taken');
}
