// `npm run contents`: writes down what the package holds. tests/package/ compares, so that a file comes into the
// package, or leaves it, only when somebody meant it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './build.js';
import { npmCommand } from './setup/modules.js';
import { isScript, mustRun, root, runScript } from './setup/process.js';

export const LIST = 'tests/package/contents.txt';

/** The files that `npm publish` would send, of what is built now. @returns {Promise<string[]>} */
export async function listContents() {
  const [program, ...first] = npmCommand();
  const args = [...first, 'pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'];
  const answer = JSON.parse(await mustRun(program, args, { quiet: true }));
  // npm 12 answers with an object by package name, those before it with an array.
  const [{ files }] = /** @type {{ files: { path: string }[] }[]} */ (Object.values(answer));
  return files.map(({ path }) => path).sort();
}

if (isScript(import.meta.url))
  await runScript(async () => {
    await prepare({ types: true });
    writeFileSync(join(root, LIST), `${(await listContents()).join('\n')}\n`);
  });
