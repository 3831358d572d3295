import { OPTIONS_ZH } from '../../worker/config/option_docs_zh.js';
import { OPTIONS } from '../../worker/config/options.js';

/**
 * Translates the message about a variable: the product's message is English, but a Chinese text of each rule exists.
 *
 * @param {{ variable?: string, message: string }} fault
 */
export function explainFault({ variable, message }) {
  const [, meant] = / is (\w+) meant\?$/.exec(message) ?? [];
  if (meant !== undefined) return `${message.split(' ', 1)[0]} 是未知的变量：是否应为 ${meant}？`;
  const [, all] = /^(.+) are missing$/.exec(message) ?? [];
  if (all !== undefined) return `缺少 ${all.replaceAll(/, | and /g, '、')}`;
  const option = variable === undefined ? undefined : OPTIONS.find(({ env }) => env === variable);
  if (option === undefined) return message;
  if (/ without quotes /.test(message)) return `${variable} 不能带引号，首尾不能有空白`;
  const [, rule] = OPTIONS_ZH[option.name];
  return requireRule(String(variable), rule, / is missing/.test(message));
}

/** @param {string} name @param {string} rule @param {boolean} missing */
export function requireRule(name, rule, missing) {
  const must = `必须是${/^[!-~]/.test(rule) ? ' ' : ''}${rule}`;
  return missing ? `缺少 ${name}；它${must}` : `${name} ${must}`;
}
