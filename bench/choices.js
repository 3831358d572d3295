// Makes the five rows of the READMEs that help to choose a package, and their picture. The job that measures a row
// returns its values by contender.
import { round } from './measure/judge.js';
import { quantile } from './measure/rounds.js';

/** @typedef {Record<string, Record<string, number>>} Choices by the name of a row, then of a contender */

/** The names of the contenders in the jobs, and in the table. @type {ReadonlyMap<string, string>} */
const COLUMNS = new Map([
  ['ours', 'tailchat-login'],
  ['oauth4webapi + jose', 'oauth4webapi + jose'],
  ['@auth/core', 'Auth.js'],
  ['better-auth', 'better-auth'],
]);

const ROWS = {
  page: { en: 'what a page loads before a click, KB', zh: '页面在点击之前加载的体积，KB' },
  worker: { en: 'what a worker carries, KB', zh: 'worker 携带的体积，KB' },
  first: { en: 'first login of a fresh process, ms', zh: '新进程的第一次登录，毫秒' },
  callback: { en: 'the callback of a login, µs', zh: '一次登录的回调，微秒' },
  session: { en: 'the session of a request, µs', zh: '一个请求的会话，微秒' },
};

/** @typedef {{ date: string, node: string, cores: number, machine: string }} Circumstances the machine of the run, without its name */

/** @type {Record<'en' | 'zh', { note: string, where: (given: Circumstances) => string, picture: string }>} */
const TEXTS = {
  en: {
    note: 'KB are brotli. Times are CPU, without the network. – was not measured. ',
    where: ({ date, node, cores, machine }) => `${date}, Node ${node}, ${cores} cores of ${machine}.`,
    picture: 'The same rows as bars',
  },
  zh: {
    note: 'KB 以 brotli 计。时间为 CPU 时间，不含网络。– 表示未测量。',
    where: ({ date, node, cores, machine }) => `${date}，Node ${node}，${machine}，${cores} 核。`,
    picture: '以条形图表示的同样数据',
  },
};

/** @typedef {keyof typeof TEXTS} Language */

/** The medians of samples. @param {import('./measure/rounds.js').Samples} samples @param {number} [unit] microseconds */
export const medians = (samples, unit = 1) =>
  Object.fromEntries([...samples].map(([name, values]) => [name, quantile(values, 0.5) / unit]));

/** @param {Choices} choices @param {Language} language @returns {import('./report.js').Bars[]} */
export const barsOf = (choices, language) =>
  Object.entries(ROWS).map(([row, title]) => ({
    title: title[language],
    values: Object.fromEntries(
      [...COLUMNS].flatMap(([name, shown]) => {
        const value = choices[row]?.[name];
        return value === undefined ? [] : [[shown, value]];
      }),
    ),
  }));

/** @param {Choices} choices @param {Language} language @param {Circumstances} circumstances */
export function describeChoices(choices, language, circumstances) {
  const head = ['', ...COLUMNS.values()];
  const rows = barsOf(choices, language).map(({ title, values }) => [
    title,
    ...[...COLUMNS.values()].map((name) => (name in values ? round(Number(values[name])) : '–')),
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  const { note, where, picture } = TEXTS[language];
  return `${lines}\n\n${note}${where(circumstances)}\n\n![${picture}](bench/bench.svg)`;
}

/** @param {Circumstances} circumstances */
export const describeCircumstances = (circumstances) => TEXTS.en.where(circumstances);
