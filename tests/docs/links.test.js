import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { anchorsOf, DOCUMENTS, linksOf, root } from './documents.js';

for (const document of DOCUMENTS)
  test(`${document}: every file and heading that is linked is there`, () => {
    for (const link of linksOf(document)) {
      const [path, anchor] = link.split('#');
      const target = path === '' ? document : posix.join(posix.dirname(document), path);
      assert.ok(existsSync(`${root}/${target}`), `${link}: no such file`);
      if (anchor) assert.ok(anchorsOf(target).has(decodeURIComponent(anchor)), `${link}: no such heading`);
    }
  });

test('every page of docs/ is linked from its index, and the index from both READMEs', () => {
  const index = linksOf('docs/README.md');
  for (const document of DOCUMENTS.filter((name) => /^docs\/(?!README)/.test(name)))
    assert.ok(index.includes(posix.relative('docs', document)), `docs/README.md does not link ${document}`);
  for (const readme of ['README.md', 'README.zh-CN.md'])
    assert.ok(linksOf(readme).includes('docs/README.md'), readme);
});
