// The release workflow, read and not run: what it asks for exists, and it asks for no more than it needs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/setup/process.js';
import { parse } from 'yaml';

const read = (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8');
const text = read('.github/workflows/release.yml');
const workflow = parse(text);
const job = workflow.jobs.publish;
/** @type {string[]} */
const commands = job.steps.flatMap((/** @type {{ run?: string }} */ step) => step.run ?? []);

test('every npm script that it runs is there', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = commands.flatMap((line) =>
    [...line.matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, name]) => name),
  );
  const own = named.filter((name) => name !== 'publish');
  assert.ok(own.length >= 4);
  for (const name of own) assert.ok(name in scripts, name);
});

test('it starts with a version tag alone, which it checks before it builds anything', () => {
  assert.deepEqual(workflow.on, { push: { tags: ['v*'] } });
  const npm = commands.filter((line) => line.startsWith('npm '));
  assert.equal(npm[0], 'npm run release -- "$GITHUB_REF_NAME"');
});

test('it publishes last, with provenance, by its own identity and without a token', () => {
  assert.equal(commands.at(-1), 'npm publish --provenance --access public');
  assert.deepEqual(workflow.permissions, { contents: 'read' });
  assert.deepEqual(job.permissions, { contents: 'read', 'id-token': 'write' });
  assert.doesNotMatch(text, /secrets\.|NODE_AUTH_TOKEN/);
});

test('no text from outside becomes part of a command', () => {
  for (const line of commands) assert.doesNotMatch(line, /\$\{\{/, line);
});

test('the actions of others are named by their commit', () => {
  const used = job.steps.flatMap((/** @type {{ uses?: string }} */ step) => step.uses ?? []);
  assert.equal(used.length, 2);
  for (const action of used) assert.match(action, /^actions\/[\w-]+@[0-9a-f]{40}$/);
});

test('it builds with the toolchain of every build, Debian 12', () => {
  assert.equal(job.container, 'debian:12');
});
