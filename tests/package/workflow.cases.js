// Reads the workflows without running them: their commands exist, and they request only the permissions that they need.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/setup/process.js';
import { parse } from 'yaml';

const read = (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8');
const folder = '.github/workflows';
const texts = readdirSync(join(root, folder)).map((name) => read(`${folder}/${name}`));
const text = read(`${folder}/release.yml`);
const workflow = parse(text);
const { build, publish, files } = workflow.jobs;

/** @param {any} job @returns {string[]} */
const commandsOf = (job) => job.steps.flatMap((/** @type {{ run?: string }} */ step) => step.run ?? []);
const commands = commandsOf(build);
const jobs = texts.flatMap((one) => Object.values(parse(one).jobs));

test('every npm script that it runs is there', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = commands.flatMap((line) =>
    [...line.matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, name]) => name),
  );
  const own = named.filter((name) => name !== 'pack');
  assert.ok(own.length >= 5);
  for (const name of own) assert.ok(name in scripts, name);
});

test('it starts with a version tag alone, which it checks before it builds anything', () => {
  assert.deepEqual(workflow.on, { push: { tags: ['v*'] } });
  const npm = commands.filter((line) => line.startsWith('npm '));
  assert.equal(npm[0], 'npm run release -- "$GITHUB_REF_NAME"');
});

test('what runs the development dependencies has no right to publish', () => {
  assert.deepEqual(workflow.permissions, { contents: 'read' });
  assert.deepEqual(build.permissions, { contents: 'read' });
  assert.equal(build.environment, undefined);
  assert.doesNotMatch(commands.join('\n'), /npm publish/);
});

test('what may publish runs npm alone, on the file that the build made, without a script of anybody', () => {
  assert.equal(publish.needs, 'build');
  assert.deepEqual(publish.permissions, { 'id-token': 'write' });
  const command = 'npm publish ./release/*.tgz --ignore-scripts --provenance --access public';
  assert.deepEqual(commandsOf(publish), [command]);
  const used = publish.steps.flatMap((/** @type {any} */ { uses = '' }) => uses.split('@')[0] || []);
  assert.deepEqual(used, ['actions/setup-node', 'actions/download-artifact']);
  assert.doesNotMatch(text, /secrets\.|NODE_AUTH_TOKEN/);
});

test('the tarball and the SBOM lie beside the tag, put there by a job that runs nothing of ours', () => {
  assert.deepEqual([files.needs, files.permissions], ['publish', { contents: 'write' }]);
  assert.ok(commands.includes('npm run sbom -- release/sbom.cdx.json'));
  assert.ok(commands.includes('npm pack --pack-destination release'));
  const [command, ...others] = commandsOf(files);
  assert.match(
    command,
    /^gh release create "\$GITHUB_REF_NAME" .* release\/\*\.tgz release\/sbom\.cdx\.json$/,
  );
  assert.deepEqual(others, []);
});

test('a change that is proposed runs .ci/run, with the right to read alone', () => {
  const check = parse(read(`${folder}/check.yml`));
  assert.deepEqual(Object.keys(check.on), ['pull_request'], 'never pull_request_target');
  assert.deepEqual(check.permissions, { contents: 'read' });
  assert.equal(check.jobs.check.permissions, undefined);
  assert.equal(commandsOf(check.jobs.check).at(-1), 'bash .ci/run');
  assert.equal(check.jobs.check.container, 'debian:12');
});

test('no text from outside becomes part of a command', () => {
  for (const job of jobs) for (const line of commandsOf(job)) assert.doesNotMatch(line, /\$\{\{/, line);
});

test('the actions of others are named by their commit, and keep no credentials', () => {
  for (const { steps } of /** @type {any[]} */ (jobs))
    for (const { uses, with: options } of steps) {
      if (uses === undefined) continue;
      assert.match(uses, /^actions\/[\w-]+@[0-9a-f]{40}$/);
      if (uses.startsWith('actions/checkout@')) assert.equal(options['persist-credentials'], false);
    }
});

test('it builds with the toolchain of every build, Debian 12', () => {
  assert.equal(build.container, 'debian:12');
});
