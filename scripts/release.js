// `npm run release -- vX.Y.Z`: checks whether a tag may be published. The version is in three places, which must agree.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure, isScript, root, runScript, say } from './setup/process.js';

/**
 * @typedef {object} State
 * @property {string} version
 * @property {string} lockVersion
 * @property {string} changelog
 * @property {unknown} [repository] as package.json has them
 * @property {unknown} [homepage]
 * @property {unknown} [bugs]
 */

/** Until the project is published, package.json has this instead of the owner of the repository. */
const PLACEHOLDER = /\/OWNER\//;

/**
 * @param {string | undefined} tag
 * @param {State} state
 * @returns {string[]} the reasons against publishing
 */
export function checkRelease(tag, { version, lockVersion, changelog, ...addresses }) {
  const problems = [];
  if (!/^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(tag ?? '')) return [`no tag of the form vX.Y.Z: ${tag}`];
  if (tag !== `v${version}`) problems.push(`the tag is ${tag}, package.json says ${version}`);
  if (lockVersion !== version) problems.push(`package-lock.json says ${lockVersion}: run npm install`);
  // npm compares it with the repository of the workflow, and refuses the provenance of a package without one.
  if (!addresses.repository)
    problems.push('package.json has no repository, which npm asks for with provenance');
  if (PLACEHOLDER.test(JSON.stringify(addresses)))
    problems.push('package.json: repository, homepage and bugs must name the owner instead of OWNER');
  // The newest version comes first, with its date.
  const [, heading = 'nothing'] = /^## (.*)$/m.exec(changelog) ?? [];
  const [first, date] = heading.split(' - ');
  if (first !== version) problems.push(`CHANGELOG.md begins with "${heading}", not with ${version}`);
  else if (!/^\d{4}-\d{2}-\d{2}$/.test(date ?? ''))
    problems.push(`CHANGELOG.md: "## ${version} - YYYY-MM-DD"`);
  return problems;
}

/** @returns {State} */
function readState() {
  const read = (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8');
  const { version, repository, homepage, bugs } = JSON.parse(read('package.json'));
  return {
    version,
    repository,
    homepage,
    bugs,
    lockVersion: JSON.parse(read('package-lock.json')).version,
    changelog: read('CHANGELOG.md'),
  };
}

if (isScript(import.meta.url))
  await runScript(async () => {
    const tag = process.argv[2];
    const problems = checkRelease(tag, readState());
    if (problems.length) throw failure(problems.join('\n'));
    say(`${tag} may be published`);
  });
