import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { findConflicts, findLink, makeFiles, writeFiles } from '../init/project.js';
import { findProject } from '../init/found.js';
import { createQuestions } from '../init/questions.js';
import { BASE_URL, NAMES, TEMPLATES } from '../init/templates.js';
import { MOCK_APP, mockUrl } from '../../testing/mock.js';
import { fail, USAGE_ERROR, write } from '../output.js';
import { texts } from '../texts/index.js';
import { makeKey } from './key.js';

const say = texts.init;

/** @type {import('../main.js').Command} */
export const init = {
  help: say.help,
  options: {
    dir: { type: 'string' },
    yes: { type: 'boolean' },
    package: { type: 'string' },
    typescript: { type: 'boolean' },
  },
  positionals: 1,
  run: runInit,
};

/**
 * @param {{ dir?: string, yes?: boolean, package?: string, typescript?: boolean }} values
 * @param {string} [given]
 */
async function runInit({ dir, yes = false, package: tarball, typescript: asked = false }, given) {
  if (given !== undefined && !NAMES.includes(given)) {
    fail(USAGE_ERROR, `tailchat-login: ${say.unknown}\n`);
  }
  const dependency = readPackage(tarball);
  const found = findProject(resolve(dir ?? '.'));
  // In the folder of an existing project, that project is meant.
  const folderGiven = dir ?? (found.project ? '.' : undefined);
  const { name, folder } = await choose({ name: given ?? found.name, folder: folderGiven, yes });
  const template = TEMPLATES[name];
  const added = found.project && template.added !== undefined;
  const typescript = asked || (added && found.typescript);
  if (typescript && !template.typescript) fail(USAGE_ERROR, `tailchat-login: ${say.noTypeScript}\n`);
  const values = {
    package: dependency,
    apiUrl: mockUrl(MOCK_APP.port),
    clientId: MOCK_APP.clientId,
    clientSecret: MOCK_APP.clientSecret,
    baseUrl: BASE_URL,
    sessionKey: makeKey(),
  };
  const files = makeFiles(name, values, { typescript, added });
  // Existing variables of the project stay unchanged.
  const kept = added && existsSync(resolve(folder, template.secrets));
  if (kept) files.delete(template.secrets);
  place(resolve(folder), files, template.secrets);
  const paths = [...files.keys()];
  const { secrets } = template;
  const { manager } = found;
  write(
    added
      ? say.addedTo({ files: paths, name, manager, secrets, kept })
      : welcome(name, folder, paths, manager),
  );
}

/**
 * The version of this package for the new package.json.
 *
 * @param {string} [tarball]
 */
function readPackage(tarball) {
  if (tarball === undefined) {
    const manifest = new URL('../../package.json', import.meta.url);
    return `^${JSON.parse(readFileSync(manifest, 'utf8')).version}`;
  }
  const found = statSync(tarball, { throwIfNoEntry: false })?.isFile() && /\.tgz$/.test(tarball);
  if (!found) fail(USAGE_ERROR, `tailchat-login: ${say.noTarball}\n`);
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
      folder: folder ?? answered(await questions.ask(say.whichFolder, '.')),
    };
  } finally {
    questions.close();
  }
}

/** @param {ReturnType<typeof createQuestions>} questions */
function askName(questions) {
  for (const name of NAMES) write(`  ${name.padEnd(10)}  ${say.titles[name]}\n`);
  return questions.ask(say.whichTemplate, NAMES[0], (answer) =>
    NAMES.includes(answer) ? undefined : say.oneOf,
  );
}

/** @param {string | undefined} answer */
function answered(answer) {
  if (answer !== undefined) return answer;
  return fail(USAGE_ERROR, `\ntailchat-login: ${say.nobodyAnswers}\n`);
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
      fail(1, `tailchat-login: ${say.link(link)}\n`);
    }
    const conflicts = findConflicts(folder, files.keys());
    if (conflicts.length > 0) {
      const list = conflicts.map((path) => `  ${path}\n`).join('');
      fail(1, `tailchat-login: ${say.conflicts(list)}`);
    }
    writeFiles(folder, files, secrets);
  } catch (error) {
    const { code = 'unknown' } = /** @type {NodeJS.ErrnoException} */ (error);
    fail(1, `tailchat-login: ${say.unwritable(folder, code)}\n`);
  }
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {string[]} paths
 * @param {string} manager of the packages
 */
function welcome(name, folder, paths, manager) {
  const enter = resolve(folder) === process.cwd() ? '' : `  cd ${folder}\n`;
  const { secrets, one, node = 0 } = TEMPLATES[name];
  const newer = Number(process.versions.node.split('.')[0]) < node ? node : undefined;
  return say.welcome({ files: paths, enter, baseUrl: BASE_URL, secrets, one, manager, newer });
}
