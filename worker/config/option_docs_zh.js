import * as LIMITS from '../../bindings/limits.js';

const HTTPS_URL =
  'https URL（只有 localhost 可用 http；设置 allowHttp、即 TAILCHAT_ALLOW_HTTP=private 后，私有地址和名称也可以）';
const SECONDS_TO_400_DAYS = '1 至 34560000（400 天）的整数，单位为秒';
const VISIBLE_ASCII_255 = '1 至 255 个可见 ASCII 字符';
const FLAG = 'true 或 false';
const FUNCTION = '函数';

/**
 * The meaning and the rule of each option of createLogin in Chinese: for docs/zh-CN/configuration.md and the command
 * line.
 *
 * @type {Readonly<Record<string, readonly [meaning: string, rule: string]>>}
 */
export const OPTIONS_ZH = Object.freeze({
  apiUrl: ['Tailchat 的地址，写法与它自己的 API_URL 相同', HTTPS_URL],
  internalUrl: [
    'worker 自己访问 `/open` 的地址，如果与 apiUrl 不同；浏览器仍然前往 apiUrl',
    'https URL（本机以及私有地址和名称可用 http）',
  ],
  allowHttp: [
    '`private`：在私有网络中允许明文 http；由此失去的保护见 [SECURITY.md](../../SECURITY.md)',
    '单词 private，或者不设置',
  ],
  clientId: ['开放平台上应用的 id', VISIBLE_ASCII_255],
  clientSecret: ['应用的 secret', '1 至 512 个可打印 ASCII 字符'],
  sessionKeys: [
    'cookie 的密钥：用第一个加密，每一个都能解密；`tailchat-login key` 生成一个',
    '一个或多个互不相同的密钥，各为 32 字节的 base64url，不能全为零；用逗号分隔，或放在数组中',
  ],
  baseUrl: [
    '网站的公开地址，包括网站所在的路径（如果有）：redirect_uri、Secure 和 __Host- 只由它决定',
    `${HTTPS_URL}，例如 https://site.example 或 https://site.example/docs；路径只含非保留字符；或多个不同主机的地址，用逗号分隔，或放在数组中`,
  ],
  issuer: ['部署自己对 iss 的写法，如果与 apiUrl（默认值）不同', 'http 或 https URL'],
  scope: ['请求的 scope；不设置时为 `openid profile`', '包含 openid 的 scope 列表'],
  errorPage: [
    '登录失败时显示的你自己的页面；baseUrl 有路径时，前面带上该路径；它得到 `error`（代码）和 `return_to`',
    '形如 /login-failed 的路径，只含非保留字符，且不在 basePath 之下',
  ],
  basePath: ['各路由所在的路径', '形如 /auth 的路径，只含非保留字符，末尾没有斜杠'],
  prefixStripped: ['请求到达网站之前，baseUrl 的路径是否已被去掉；不设置时，由每个路径的开头判断', FLAG],
  allowedOrigins: [
    '同一站点的其他源，其页面可以查询用户、登出，登录后也可以返回那里',
    `形如 https://app.example 的 https 源（http 的规则同 apiUrl）；用逗号分隔，或放在数组中`,
  ],
  redirectUris: [
    'baseUrl 之外，由页面发起的登录可以使用的 redirect URI，逐字比较',
    '不含片段的 https URL（http 的规则同 apiUrl）；用逗号分隔，或放在数组中',
  ],
  logoutUrl: ['登出后页面前往的地址：用来结束 Tailchat 的登录，如果它的网关提供这样的地址', HTTPS_URL],
  sessionSeconds: [
    '会话在不使用时的寿命；`/auth/session`、`session()` 和 `require()` 会使它顺延',
    SECONDS_TO_400_DAYS,
  ],
  sessionAbsoluteSeconds: ['会话的总寿命', SECONDS_TO_400_DAYS],
  store: [
    '保存会话，使会话可以被吊销；没有 store 时，会话只在各自的 cookie 中',
    'tailchat-login/store/ 的 store，或 tailchat-login/store 的 createStore 用你自己的对象生成的 store',
  ],
  groups: [
    '说明用户在 Tailchat 的哪些群组中、谁被封禁：由 `tailchat-login/groups` 的 createGroups 生成',
    'tailchat-login/groups 的 createGroups 的返回值',
  ],
  panels: [
    '让 Tailchat 在群组面板中显示本站：由 `tailchat-login/panels` 的 createPanels 生成',
    'tailchat-login/panels 的 createPanels 的返回值',
  ],
  family: [
    '用于 store：你的多个网站共用的名称，使其中一个的 revokeUser 结束所有网站的会话；不设置时，各网站互不相干',
    '1 至 64 个可见 ASCII 字符的名称',
  ],
  deadline: [
    '令牌请求与用户信息请求合计的时限，也是每次访问 store 和读取请求正文的时限',
    '1 至 60000 的整数，单位为毫秒',
  ],
  clockLeewaySeconds: [
    'worker、Tailchat 与页面的时钟最多可以相差多少',
    `0 至 ${LIMITS.longest_clock_leeway_seconds} 的整数，单位为秒`,
  ],
  fetch: ['用来访问 Tailchat；不设置时为平台的 fetch', FUNCTION],
  now: ['以毫秒表示的时间；不设置时为 Date.now', FUNCTION],
  randomBytes: ['以 Uint8Array 返回 n 个随机字节；不设置时为 crypto.getRandomValues', FUNCTION],
  verifyIdToken: ['同时验证 id_token 的签名：由 `tailchat-login/verify` 的 createVerifier 生成', FUNCTION],
  onLogin: ['参与每次登录：关联或拒绝账号，为会话加上 claims', FUNCTION],
  agentName: ['用于 store：根据登录请求为浏览器命名，供 login.sessions 使用', FUNCTION],
  onEvent: ['收到每次登录的开始、完成和失败，以及每次登出', FUNCTION],
  debug: ['用于开发：回调带有 Server-Timing，login.report() 提供可贴入 issue 的信息', FLAG],
  log: ['每个失败收到一行文字；不设置时为 console.warn', FUNCTION],
});
