import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { findConflicts, findLink, makeFiles, writeFiles } from '../init/project.js';
import { createQuestions } from '../init/questions.js';
import { BASE_URL, TEMPLATES } from '../init/templates.js';
import { MOCK_APP, mockUrl } from '../mock/app.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { makeKey } from './key.js';

const NAMES = Object.keys(TEMPLATES);

/** @type {import('../main.js').Command} */
export const init = {
  help: `tailchat-login init [${NAMES.join('|')}] [--dir DIR] [--yes] [--package FILE.tgz]
    writes a small site with a login, which runs against the mock as it is; writes over nothing
    and through no symbolic link; the file with the secrets is for you alone to read (0600)
      --dir       the folder; the one where you are if not given
      --yes       asks nothing: what is not given is ${NAMES[0]}, here
      --package   this package's own tarball, in the place of the published one
`,
  options: { dir: { type: 'string' }, yes: { type: 'boolean' }, package: { type: 'string' } },
  positionals: 1,
  run: runInit,
};

/**
 * @param {{ dir?: string, yes?: boolean, package?: string }} values
 * @param {string} [given]
 */
async function runInit({ dir, yes = false, package: tarball }, given) {
  if (given !== undefined && !NAMES.includes(given)) {
    fail(USAGE_ERROR, `tailchat-login: a template is one of ${NAMES.join(', ')}\n`);
  }
  const dependency = readPackage(tarball);
  const { name, folder } = await choose({ name: given, folder: dir, yes });
  const files = makeFiles(name, {
    package: dependency,
    apiUrl: mockUrl(MOCK_APP.port),
    clientId: MOCK_APP.clientId,
    clientSecret: MOCK_APP.clientSecret,
    baseUrl: BASE_URL,
    sessionKey: makeKey(),
  });
  place(resolve(folder), files, TEMPLATES[name].secrets);
  write(welcome(name, folder, [...files.keys()]));
}

/**
 * What package.json is to depend on.
 *
 * @param {string} [tarball]
 */
function readPackage(tarball) {
  if (tarball === undefined) {
    const manifest = new URL('../../package.json', import.meta.url);
    return `^${JSON.parse(readFileSync(manifest, 'utf8')).version}`;
  }
  const found = statSync(tarball, { throwIfNoEntry: false })?.isFile() && /\.tgz$/.test(tarball);
  if (!found) fail(USAGE_ERROR, 'tailchat-login: --package must name a .tgz file\n');
  return `file:${resolve(tarball).replaceAll('\\', '/')}`;
}

/** @param {{ name?: string, folder?: string, yes: boolean }} given */
async function choose({ name, folder, yes }) {
  if (yes || (name !== undefined && folder !== undefined)) {
    return { name: name ?? NAMES[0], folder: folder ?? '.' };
  }
  const questions = createQuestions();
  try {
    return {
      name: name ?? answered(await askName(questions)),
      folder: folder ?? answered(await questions.ask('In which folder?', '.')),
    };
  } finally {
    questions.close();
  }
}

/** @param {ReturnType<typeof createQuestions>} questions */
function askName(questions) {
  for (const [name, { title }] of Object.entries(TEMPLATES)) write(`  ${name.padEnd(10)}  ${title}\n`);
  return questions.ask('Which one?', NAMES[0], (answer) =>
    NAMES.includes(answer) ? undefined : `One of ${NAMES.join(', ')}, please.`,
  );
}

/** @param {string | undefined} answer */
function answered(answer) {
  if (answer !== undefined) return answer;
  return fail(USAGE_ERROR, '\ntailchat-login: nobody answers; pass a template and --dir, or --yes\n');
}

/**
 * @param {string} folder
 * @param {Map<string, string>} files
 * @param {string} secrets
 */
function place(folder, files, secrets) {
  try {
    const link = findLink(folder, files.keys());
    if (link !== undefined) {
      fail(
        1,
        `tailchat-login: nothing was written: ${link} is a symbolic link; pass to --dir the folder that it leads to\n`,
      );
    }
    const conflicts = findConflicts(folder, files.keys());
    if (conflicts.length > 0) {
      const list = conflicts.map((path) => `  ${path}\n`).join('');
      fail(1, `tailchat-login: nothing was written, for these are there already:\n${list}`);
    }
    writeFiles(folder, files, secrets);
  } catch (error) {
    const { code = 'unknown' } = /** @type {NodeJS.ErrnoException} */ (error);
    fail(1, `tailchat-login: nothing was written: ${folder} cannot be written to (${code})\n`);
  }
}

/** @param {string} name @param {string} folder @param {string[]} paths */
function welcome(name, folder, paths) {
  const { secrets } = TEMPLATES[name];
  return `Wrote ${paths.join(', ')}

Next:
${resolve(folder) === process.cwd() ? '' : `  cd ${folder}\n`}  npm install
  npm run mock     in one terminal: a Tailchat to develop with, and its accounts
  npm run dev      in another: then open ${BASE_URL}

For your own Tailchat: put its address and your app's id and secret into ${secrets}; npm run doctor looks at it.
`;
}
