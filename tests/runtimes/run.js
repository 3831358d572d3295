// `npm run test:everywhere [-- NAME... | --list | --write]`: packs the package, installs it by name beside the runtimes,
// and runs every row of rows/, or those whose names contain a NAME. At the end it prints a table, and exits with 1 if a row
// failed or ran no test. README.md here explains rows.
import { prepare } from '../../scripts/build.js';
import { run, runScript } from '../../scripts/setup/process.js';
import { folder, installPackage, NODE } from './install.js';

await runScript(async () => {
  await prepare();
  const tarball = await installPackage();
  const { code } = await run(NODE, [`${folder}/everywhere.js`, tarball, ...process.argv.slice(2)]);
  return code;
});
