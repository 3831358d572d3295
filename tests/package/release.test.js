import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkRelease } from '../../scripts/release.js';

const ready = {
  version: '1.2.3',
  lockVersion: '1.2.3',
  repository: 'github:example/example',
  changelog: '# Changelog\n\n## 1.2.3 - 2026-01-02\n\nText.\n',
};

test('a tag is published when package.json, the lockfile and the changelog have its version', () => {
  assert.deepEqual(checkRelease('v1.2.3', ready), []);
  const candidate = '1.2.3-rc.1';
  const changelog = ready.changelog.replace('1.2.3', candidate);
  const state = { ...ready, version: candidate, lockVersion: candidate, changelog };
  assert.deepEqual(checkRelease(`v${candidate}`, state), []);
});

for (const [what, tag, change, said] of /** @type {[string, string | undefined, object, RegExp][]} */ ([
  ['without a tag', undefined, {}, /no tag/],
  ['with a tag that is no version', 'v1.2', {}, /no tag/],
  ['with a tag that adds a line', 'v1.2.3\nx', {}, /no tag/],
  ['with the tag of another version', 'v1.2.4', {}, /package\.json says 1\.2\.3/],
  ['with an old lockfile', 'v1.2.3', { lockVersion: '1.2.2' }, /package-lock\.json says 1\.2\.2/],
  ['of a package without a repository', 'v1.2.3', { repository: undefined }, /no repository/],
  [
    'of a package whose repository is a placeholder',
    'v1.2.3',
    { repository: { url: 'git+https://github.com/OWNER/x.git' } },
    /OWNER/,
  ],
  [
    'of a package whose homepage is a placeholder',
    'v1.2.3',
    { homepage: 'https://github.com/OWNER/x#readme' },
    /OWNER/,
  ],
  ['that the changelog does not begin with', 'v1.2.3', { changelog: '## 1.2.2 - 2026-01-02' }, /begins with/],
  ['that the changelog gives no date', 'v1.2.3', { changelog: '## 1.2.3\n' }, /YYYY-MM-DD/],
  ['of an empty changelog', 'v1.2.3', { changelog: '' }, /begins with "nothing"/],
]))
  test(`a release ${what} is refused`, () => {
    const problems = checkRelease(tag, { ...ready, ...change });
    assert.equal(problems.length, 1);
    assert.match(problems[0], said);
  });

test('homepage and bugs of package.json are those of its repository', () => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { repository, homepage, bugs, keywords } = JSON.parse(manifest);
  const [, address] = /^git\+(https:\/\/.+)\.git$/.exec(repository.url) ?? [];
  assert.equal(homepage, `${address}#readme`);
  assert.equal(bugs.url, `${address}/issues`);
  assert.ok(keywords.includes('tailchat'));
});
