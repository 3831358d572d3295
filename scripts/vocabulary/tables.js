// The tables of docs/ and docs/zh-CN/: options, errors and limits.
import { MEANINGS } from '../../worker/config/option_docs.js';
import { OPTIONS_ZH } from '../../worker/config/option_docs_zh.js';
import { OPTIONS } from '../../worker/config/options.js';
import { ERRORS_ZH, LIMITS_ZH, UNITS_ZH } from './zh.js';

/** @typedef {Record<'configuration' | 'errors' | 'limits', string>} Tables by the name in their marks */

/** @param {string[]} head @param {string[][]} body */
export const table = (head, body) =>
  [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The options of createLogin. */
const options = OPTIONS.filter(({ of }) => of.includes('worker'));

/** @param {string} where @param {ReadonlyArray<string>} expected @param {object} texts */
function requireSame(where, expected, texts) {
  const missing = expected.filter((name) => !Object.hasOwn(texts, name));
  const unknown = Object.keys(texts).filter((name) => !expected.includes(name));
  if (missing.length > 0 || unknown.length > 0)
    throw new Error(
      `${where}: missing: ${missing.join(', ') || 'none'}; unknown: ${unknown.join(', ') || 'none'}`,
    );
}

/**
 * @param {string} required the word for an option that has no default
 * @param {(option: typeof options[number]) => ReadonlyArray<string>} textsOf meaning and rule
 */
const optionRows = (required, textsOf) =>
  options.map((option) => [
    `\`${option.name}\``,
    option.env ? `\`${option.env}\`` : '',
    option.required ? required : option.default === undefined ? '' : `\`${JSON.stringify(option.default)}\``,
    ...textsOf(option),
  ]);

/**
 * @param {string[][]} errors code, status, meaning, source
 * @param {string[][]} limits name, value, unit, meaning
 * @returns {{ en: Tables, zh: Tables }}
 */
export function makeTables(errors, limits) {
  const names = options.map(({ name }) => name);
  const codes = errors.map(([code]) => code);
  requireSame('worker/config/option_docs.js', names, MEANINGS);
  requireSame('worker/config/option_docs_zh.js', names, OPTIONS_ZH);
  requireSame('scripts/vocabulary/zh.js, errors', codes, ERRORS_ZH);
  requireSame(
    'scripts/vocabulary/zh.js, limits',
    limits.map(([name]) => name),
    LIMITS_ZH,
  );
  requireSame('scripts/vocabulary/zh.js, units', [...new Set(limits.map(([, , unit]) => unit))], UNITS_ZH);
  return {
    en: {
      configuration: table(
        ['option', 'environment', 'default', 'meaning', 'must be'],
        optionRows('required', ({ name, rule }) => [MEANINGS[name], rule]),
      ),
      errors: table(
        ['code', 'status', 'meaning', 'source'],
        errors.map(([code, status, meaning, source]) => [`\`${code}\``, status, meaning, source]),
      ),
      limits: table(
        ['limit', 'value', 'bounds'],
        limits.map(([name, value, unit, meaning]) => [`\`${name}\``, `${value} ${unit}`, meaning]),
      ),
    },
    zh: {
      configuration: table(
        ['选项', '环境变量', '默认值', '含义', '必须是'],
        optionRows('必需', ({ name }) => OPTIONS_ZH[name]),
      ),
      errors: table(
        ['代码', '状态码', '含义', '来源'],
        errors.map(([code, status, , source]) => [`\`${code}\``, status, ERRORS_ZH[code], source]),
      ),
      limits: table(
        ['上限', '值', '限制什么'],
        limits.map(([name, value, unit]) => [`\`${name}\``, `${value} ${UNITS_ZH[unit]}`, LIMITS_ZH[name]]),
      ),
    },
  };
}
