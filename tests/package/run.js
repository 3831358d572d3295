// `npm run test:package`: packs the package, installs it by name in this folder, and checks it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../../scripts/build.js';
import { run, runScript } from '../../scripts/setup/process.js';
import { installPackage } from '../../scripts/tarball.js';

const here = fileURLToPath(new URL('.', import.meta.url));

await runScript(async () => {
  await prepare();
  const tarball = await installPackage(here);
  const files = readdirSync(here).filter((name) => name.endsWith('.cases.js'));
  const args = ['--test', '--test-reporter=spec', ...files.map((name) => join(here, name))];
  const { code } = await run(process.execPath, args, { env: { TARBALL: tarball } });
  return code;
});
