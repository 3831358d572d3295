import { OPTIONS_ZH } from '../../worker/config/option_docs_zh.js';
import { OPTIONS } from '../../worker/config/options.js';

const KEYS = '用逗号分隔的一个或多个不同的密钥，由 `tailchat-login key --assertion` 生成';

/** The variables of the groups and of the gate. @type {Readonly<Record<string, string>>} */
export const MORE_ZH = Object.freeze({
  TAILCHAT_BOT_ID: '1 至 255 个可见的 ASCII 字符',
  TAILCHAT_BOT_SECRET: '1 至 512 个可打印的 ASCII 字符',
  TAILCHAT_GROUP_IDS: '用逗号分隔的 1 至 100 个不同的群组 id，每个是 24 位小写十六进制数字',
  TAILCHAT_JOIN_URLS:
    '用逗号分隔的 id=url：每个群组的 id 和 https URL（只有 localhost 可用 http；设置 TAILCHAT_ALLOW_HTTP=private 后，私有地址和名称也可以）',
  TAILCHAT_LEAVE_GROUPS: 'true 或 false；true 需要 TAILCHAT_GROUP_IDS',
  TAILCHAT_GROUPS_CACHE_SECONDS: '1 至 3600 的整数，单位为秒',
  TAILCHAT_GROUPS_STALE_SECONDS: '0 至 86400 的整数，单位为秒',
  TAILCHAT_GROUPS_DEADLINE: '1 至 60000 的整数，单位为毫秒',
  TAILCHAT_ASSERTION_KEYS: KEYS,
  TAILCHAT_EXT_AUTHZ: 'true 或 false',
});

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
  const rule = option === undefined ? MORE_ZH[String(variable)] : OPTIONS_ZH[option.name][1];
  if (rule === undefined) return message;
  if (/ without quotes /.test(message)) return `${variable} 不能带引号，首尾不能有空白`;
  return requireRule(String(variable), rule, / is missing/.test(message));
}

/** @param {string} name @param {string} rule @param {boolean} missing */
export function requireRule(name, rule, missing) {
  const must = `必须是${/^[!-~]/.test(rule) ? ' ' : ''}${rule}`;
  return missing ? `缺少 ${name}；它${must}` : `${name} ${must}`;
}
