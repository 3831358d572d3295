// `npm run format`: formats the files as `npm run check` requires.
import { clangFormat, CPP_FILES, PRETTIER, PRETTIER_FILES, projectFiles } from './files.js';
import { withLock } from './setup/lock.js';
import { installModules } from './setup/modules.js';
import { mustRun, runScript, say } from './setup/process.js';

await runScript(async () => {
  await withLock(installModules);
  const files = await projectFiles(PRETTIER_FILES);
  await mustRun(process.execPath, [PRETTIER, '--write', '--log-level=warn', ...files]);
  const formatter = await clangFormat();
  const cpp = await projectFiles(CPP_FILES);
  if (formatter && cpp.length) await mustRun(formatter, ['-i', ...cpp]);
  if (!formatter) say('clang-format 14 is not installed: the C++ files were left as they are');
});
