// The servers of examples, templates and recipes listen on this machine only, behind a proxy.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { filesIn } from '../../scripts/files.js';
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

test('a key that a guide has written to a file is ignored by git there', () => {
  const guides = filesIn('examples').filter(
    (file) => file.endsWith('README.md') && read(file).includes('session.key'),
  );
  assert.ok(guides.length >= 3);
  for (const guide of guides) {
    const ignored = read(guide.replace('README.md', '.gitignore')).split('\n');
    for (const name of ['session.key', '.env', 'node_modules/']) assert.ok(ignored.includes(name), guide);
  }
  assert.ok(read('templates/common/gitignore').split('\n').includes('session.key'));
});
