// What examples, templates and recipes start listens on this machine alone: a proxy stands before it.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { blocksOf, DOCUMENTS, read, root } from './documents.js';

const LISTENS =
  /\b(?:Bun\.serve|Deno\.serve|serve|listen|runServer|createServer)\(|\bdeno serve\b|^  server: \{ host/m;
const LOOPBACK = /127\.0\.0\.1|localhost/;

const programs = ['examples', 'templates'].flatMap((folder) =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:js|ts|json|service)$/.test(name) && !name.includes('node_modules'))
    .map((name) => ({ where: `${folder}/${name}`, code: read(`${folder}/${name}`) })),
);
const blocks = DOCUMENTS.flatMap(blocksOf).map(({ document, line, code }) => ({
  where: `${document}:${line}`,
  code,
}));
const listening = [...programs, ...blocks].filter(({ code }) => LISTENS.test(code));

test('those that listen are found', () => {
  for (const name of ['examples/node/server.js', 'examples/bun/server.js', 'templates/deno/server.js'])
    assert.ok(
      listening.some(({ where }) => where === name),
      name,
    );
  assert.ok(listening.some(({ where }) => where.startsWith('docs/frameworks.md')));
  assert.ok(listening.some(({ where }) => where.startsWith('examples/deno/README.md')));
});

for (const { where, code } of listening) {
  test(`${where} listens on loopback`, () => assert.match(code, LOOPBACK));
}
