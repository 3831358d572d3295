// Creating an app needs a plug-in, and people find its page by its labels. The documents must name both, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOCUMENTS, read } from './documents.js';

const GUIDES = [
  'README.md',
  'README.zh-CN.md',
  'docs/quick-start.md',
  'docs/deployments.md',
  'docs/zh-CN/quick-start.md',
  'docs/zh-CN/deployments.md',
  'docs/zh-CN/self-hosting.md',
  ...DOCUMENTS.filter((name) => /^examples\/[^/]+\/README\.md$/.test(name)),
  'templates/common/secrets',
];

for (const guide of GUIDES) {
  test(`${guide} names the plug-in, and both labels`, () => {
    const text = read(guide);
    const words = [
      'com.msgbyte.openapi',
      'Open OAuth',
      '开启 OAuth',
      'Allowed Callback Urls',
      '允许的回调地址',
    ];
    for (const word of words) assert.ok(text.includes(word), word);
  });
}
