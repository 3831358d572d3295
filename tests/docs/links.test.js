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

test('every page of docs/ is linked from the index of its language, and the indexes from the READMEs', () => {
  for (const folder of ['docs', 'docs/zh-CN']) {
    const index = linksOf(`${folder}/README.md`);
    const pages = DOCUMENTS.filter((name) => posix.dirname(name) === folder && !name.endsWith('/README.md'));
    assert.ok(pages.length > 5);
    for (const page of pages)
      assert.ok(index.includes(posix.relative(folder, page)), `${folder}/README.md does not link ${page}`);
  }
  assert.ok(linksOf('README.md').includes('docs/README.md'));
  assert.ok(linksOf('README.zh-CN.md').includes('docs/zh-CN/README.md'));
  assert.ok(linksOf('docs/README.md').includes('zh-CN/README.md'));
  assert.ok(linksOf('docs/zh-CN/README.md').includes('../README.md'));
});

test('a Chinese document links the Chinese page where there is one', () => {
  const chinese = DOCUMENTS.filter((name) => /zh-CN/.test(name));
  for (const document of chinese)
    for (const link of linksOf(document)) {
      const [path] = link.split('#');
      const target = posix.join(posix.dirname(document), path);
      const [, page] = /^docs\/([\w-]+\.md)$/.exec(target) ?? [];
      if (page === undefined || page === 'README.md') continue; // the index leads to the other language
      assert.ok(!DOCUMENTS.includes(`docs/zh-CN/${page}`), `${document}: ${link} is there in Chinese`);
    }
});
