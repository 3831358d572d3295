// `npm run check`: all checks that do not run the code. Every check runs, even if another one fails.
import { prepare } from './build.js';
import { clangFormat, CPP_FILES, PRETTIER, PRETTIER_FILES, projectFiles, TYPESCRIPT } from './files.js';
import { run, runScript, say } from './setup/process.js';

const node = process.execPath;

/** Skips files that have not changed since the last check. @param {string} project */
const typesOf = (project) => {
  const memory = `build/${project.replace(/\W/g, '_')}.tsbuildinfo`;
  return [TYPESCRIPT, '-p', project, '--incremental', '--tsBuildInfoFile', memory];
};

/** @returns {Promise<[string, string, string[]][]>} name of the check, program, arguments */
async function listChecks() {
  const formatter = await clangFormat();
  const cpp = await projectFiles(CPP_FILES);
  if (!formatter) say('clang-format 14 is not installed: the layout of the C++ files is not checked');
  return [
    [
      'layout of JS, TS, CSS, HTML, JSON',
      node,
      [
        PRETTIER,
        '--check',
        '--cache',
        '--cache-location=build/prettier',
        ...(await projectFiles(PRETTIER_FILES)),
      ],
    ],
    ...(formatter && cpp.length
      ? [
          /** @type {[string, string, string[]]} */ ([
            'layout of C++',
            formatter,
            ['--dry-run', '-Werror', ...cpp],
          ]),
        ]
      : []),
    ['generated files', node, ['scripts/vocabulary.js', '--check']],
    ['types of the package', node, [...typesOf('tsconfig.json'), '--noEmit']],
    ['types of the scripts', node, typesOf('scripts/tsconfig.json')],
  ];
}

await runScript(async () => {
  await prepare();
  const failed = [];
  for (const [what, program, args] of await listChecks()) {
    const { code, output } = await run(program, args, { quiet: true });
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${what}`);
    if (code !== 0) failed.push(what) && say(output.trimEnd().split('\n').slice(0, 40).join('\n'));
  }
  return failed.length ? 1 : 0;
});
