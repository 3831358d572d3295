// `node tests/runtimes/run.js`: installs the runtimes and the packed package here, and tries the one in the other.
// Apart from the root's packages, for a runtime is a binary of its platform, which no lockfile names for all.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../../scripts/build.js';
import { mustRun, root, run, runScript, say } from '../../scripts/setup/process.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const CASES = ['workerd.cases.js'];

/** The package as `npm publish` would send it. */
async function installPackage() {
  const folder = await mkdtemp(join(tmpdir(), 'tailchat-login-pack-'));
  try {
    await mustRun('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      quiet: true,
    });
    const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const tarball = join(folder, `${name}-${version}.tgz`);
    const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
    say('Installing the runtimes and the package');
    await mustRun('npm', ['install', '--no-save', ...quietly, tarball], { cwd: here, quiet: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await runScript(async () => {
  await prepare({ types: true });
  await installPackage();
  const files = CASES.map((name) => join(here, name));
  const { code } = await run(process.execPath, ['--test', '--test-reporter=spec', ...files]);
  return code;
});
