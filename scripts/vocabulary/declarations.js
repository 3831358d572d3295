// Generates types from lists: the error codes from src/vocabulary.def, the options from worker/config/ and
// worker/groups/. An editor shows the text of each where it is used.
import { MEANINGS, OPTION_TYPES, OTHER_MEANINGS } from '../../worker/config/option_docs.js';
import { OPTIONS } from '../../worker/config/options.js';
import { GROUPS_OPTIONS } from '../../worker/groups/options.js';

const WIDTH = 115;

/** @typedef {import('../../worker/config/options.js').Option} Option */

/** @param {string} text */
const capitalize = (text) => text.replace(/^[a-z]/, (letter) => letter.toUpperCase());

/** @param {string} text @param {string} indent */
function wrap(text, indent) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last && indent.length + last.length + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/** @param {ReadonlyArray<string>} paragraphs @param {string} indent */
function comment(paragraphs, indent) {
  const lines = paragraphs.flatMap((paragraph, index) => [
    ...(index ? [''] : []),
    ...wrap(paragraph, indent),
  ]);
  if (lines.length === 1) return `${indent}/** ${lines[0]} */`;
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n');
}

const head = (/** @type {string} */ source) =>
  `// Generated from ${source} by \`npm run vocabulary\`. Do not edit.\n`;

/** @param {string[][]} errors code, status, meaning, source */
export function declareErrors(errors) {
  const members = errors.map(([code, status, meaning, source]) =>
    [comment([`${status}: ${meaning}. ${source}.`], '  '), `  readonly ${code}: ErrorEntry;`].join('\n'),
  );
  return `${head('src/vocabulary.def')}
/** The status and the meaning of an error code. */
export interface ErrorEntry {
  /** The HTTP status of the worker's answer. */
  readonly status: number;
  /** The meaning of the code, which is also the error's message. */
  readonly message: string;
}

/** Every error code of this package, with its status and its meaning. */
export interface ErrorTable {
${members.join('\n')}
}

/** The code of an error: a name that stays the same in all versions. */
export type ErrorCode = keyof ErrorTable;
`;
}

/** @typedef {'client' | 'worker' | 'verifier' | 'groups'} Owner whose options they are */

/** @type {ReadonlyArray<{ name: string, owner: Owner, text: string }>} */
const INTERFACES = [
  { name: 'ClientOptions', owner: 'client', text: 'The options of `createClient`.' },
  {
    name: 'LoginOptions<Claims extends object = Record<string, unknown>, Env = unknown>',
    owner: 'worker',
    text: 'The options of `createLogin`. `Claims` is the type that `onLogin` returns, `Env` that of its environment.',
  },
  { name: 'VerifierOptions', owner: 'verifier', text: 'The options of `createVerifier`.' },
  { name: 'GroupsOptions', owner: 'groups', text: 'The options of `createGroups`.' },
];

/** @param {Option} option @param {Owner} owner */
function commentOn({ name, rule, env, default: value }, owner) {
  const meaning = (owner === 'worker' ? undefined : OTHER_MEANINGS[owner][name]) ?? MEANINGS[name];
  if (meaning === undefined)
    throw new Error(`worker/config/option_docs.js says nothing of ${name} (${owner})`);
  const text = capitalize(meaning.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1'));
  const hasVariable = env !== undefined && (owner === 'worker' || owner === 'groups');
  const paragraphs = [
    `${text}.`,
    ...(rule === 'a function' ? [] : [`Must be: ${rule}.`]),
    ...(hasVariable ? [`Environment: \`${env}\`.`] : []),
    ...(value === undefined ? [] : [`@default ${JSON.stringify(value)}`]),
  ];
  return comment(paragraphs, '  ');
}

/** @param {Owner} owner @returns {ReadonlyArray<Readonly<Option>>} */
const optionsOf = (owner) =>
  owner === 'groups' ? GROUPS_OPTIONS : OPTIONS.filter((option) => option.of.includes(owner));

/** @param {Owner} owner */
const givenMembers = (owner) =>
  optionsOf(owner).map((option) => {
    const { given } = OPTION_TYPES[option.name];
    const optional = /=>/.test(given) ? `(${given}) | undefined` : `${given} | undefined`;
    const member = option.required ? `${option.name}: ${given}` : `${option.name}?: ${optional}`;
    return `${commentOn(option, owner)}\n  readonly ${member};`;
  });

/** The members that an environment can set, with their types after reading. @param {Owner} owner */
const readMembers = (owner) =>
  optionsOf(owner)
    .filter(({ env }) => env !== undefined)
    .map((option) => {
      const { given, read = given } = OPTION_TYPES[option.name];
      const isSet = option.required || option.default !== undefined;
      const member = isSet ? `${option.name}: ${read}` : `${option.name}?: ${read} | undefined`;
      return `${commentOn(option, owner)}\n  readonly ${member};`;
    });

/** Generates the interfaces of the options. */
export function declareOptions() {
  const names = [...new Set([...OPTIONS, ...GROUPS_OPTIONS].map(({ name }) => name))].sort();
  if (names.join() !== Object.keys(OPTION_TYPES).sort().join())
    throw new Error('OPTION_TYPES of worker/config/option_docs.js must name every option, each once');
  const given = INTERFACES.map(
    ({ name, owner, text }) =>
      `${comment([text], '')}\nexport interface ${name} {\n${givenMembers(owner).join('\n')}\n}\n`,
  );
  return `${head('the options in worker/config/ and worker/groups/')}
import type { Fetch } from './fetch.js';
import type { Groups } from './groups.js';
import type { VerifyIdToken } from './index.js';
import type { Panels } from './panels.js';
import type { WebRequest } from './platform.js';
import type { SessionStore } from './store.js';
import type { LoginEvent, OnLogin } from './worker.js';

${given.join('\n')}
/** The result of \`readEnv\`: the options that an environment can set, checked, with their defaults filled in. */
export interface EnvironmentOptions {
${readMembers('worker').join('\n')}
}

/** The result of \`readGroupsEnv\`: the options that an environment can set, checked, with their defaults filled in. */
export interface GroupsEnvironmentOptions {
${readMembers('groups').join('\n')}
}
`;
}
