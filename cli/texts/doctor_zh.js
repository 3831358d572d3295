import { explainFault } from './fault_zh.js';

/** Tailchat's labels appear in both of its languages, because a reader has to find them in Tailchat. */
const PLUGIN = '要创建应用，请先安装插件 com.msgbyte.openapi（设置，插件中心；Plugin Center）。';
const PLACE = '在 Tailchat 的设置中，“开放平台”（Open Api）之下，应用的 OAuth 页面上';
// The hint below the field seems to ask for all addresses on one line.
const LIST = `${PLACE}，在“允许的回调地址”（Allowed Callback Urls）中（每行一个，无论提示怎样说）`;
const ENABLE = `${PLACE}，打开“开启 OAuth”（Open OAuth），并与应用首页上的 id 核对。${PLUGIN}`;

const PROXY = '请以 OPENAPI_UNDER_PROXY=true 启动 Tailchat，并让网关向它发送 X-Forwarded-Proto: https。';
const HANGS = 'Tailchat 的 Redis 或 MongoDB 没有响应';
const TRUST = '请把 NODE_EXTRA_CA_CERTS 设为 CA 证书的文件（PEM），登录和 doctor 都需要。';
const CHAIN = '请让服务器把证书连同中间证书一起发送：通常是名为 fullchain 的文件。';
const OPENAPI_LOG = '原因见 Tailchat 的 openapi 服务的日志。';
const NO_ANSWER = '没有应答';

/** The doctor's findings in Chinese. @type {import('./doctor_en.js').DoctorTexts} */
export const DOCTOR_ZH = {
  needs: (check) => `需要先通过 ${check}`,
  unseen: 'Tailchat 拒绝该应用时无法检查',

  environment: {
    none: '这里没有设置 serve 的 TAILCHAT_ 变量',
    fault: explainFault,
    refused: (faults) => `serve 将无法启动：${faults.join('；')}`,
    adviceRefused: '请改正这些变量。npx tailchat-login key 可以生成会话密钥。',
    taken: (names) => `serve 接受的 TAILCHAT_ 变量：${names.join('、')}`,
    http: '；在私有网络中允许明文 http',
  },

  reachable: {
    silent: (url, milliseconds) => `${url} 在 ${milliseconds} 毫秒内没有应答`,
    adviceSilent: '请检查服务器是否在运行，地址是否正确。',
    answers: (url) => `${url} 有应答`,
    fails: (url, why, code) => `无法连接 ${url}${why && `：${why}`}${code && `（${code}）`}`,
    reasons: {
      ENOTFOUND: '没有这样的主机',
      EAI_AGAIN: '无法查询该名称',
      ECONNREFUSED: '那里没有程序在监听',
      ECONNRESET: '连接被重置',
      CERT_HAS_EXPIRED: '证书已过期',
      ERR_TLS_CERT_ALTNAME_INVALID: '证书属于另一台主机',
      ERR_SSL_WRONG_VERSION_NUMBER: '那里使用的不是 https',
    },
    selfSigned: '本机不信任它的自签名证书',
    adviceSelfSigned: TRUST.replace('CA 证书', '该证书'),
    privateCa: '它的证书由私有 CA 签发，而本机不信任该 CA',
    advicePrivateCa: TRUST,
    shortChain: '它发送的证书缺少中间证书',
    adviceShortChain: CHAIN,
    either: '它发送的证书缺少中间证书，或证书由 NODE_EXTRA_CA_CERTS 之外的另一个 CA 签发',
    adviceEither: `${CHAIN}否则：${TRUST}`,
  },

  open: {
    ok: '/open 通往 Tailchat 的登录服务',
    adviceSuffix: '请从地址中去掉 /open：登录会自己加上它。',
    adviceRoute:
      '请让网关把以 /open/ 开头的所有路径送到 Tailchat 的登录服务：主端口加 1（11001），或 OPENAPI_PORT。',
    silent: '/open 没有应答，其他路径则有：网关没有路由它',
    tooMuch: '/open 的应答多于登录服务会发送的内容',
    down: (status) => `网关对 /open 应答状态码 ${status}：它后面的登录服务已停止`,
    adviceDown: '请启动 Tailchat 的 openapi 服务。',
    stripped: '网关从路径中去掉了 /open：它向登录服务请求 /auth，而登录服务只认识 /open/auth',
    adviceStripped:
      '请让网关原样转发路径，保留 /open/：nginx 中 proxy_pass 的地址末尾不要有斜杠，Caddy 中使用 handle 而不是 handle_path，Traefik 中不要使用 StripPrefix。',
    status: (status) => `/open 应答状态码 ${status}`,
    other: '/open 应答状态码 200，但内容是别的，例如首页',
    redirected: (target) => `/open 被重定向${target && `到 ${target}`}`,
    adviceRedirected: '请使用 Tailchat 自己应答的地址：请求中含有 secret，因此登录不跟随重定向。',
  },

  stores: {
    hang: `登录服务有应答，但查询数据时没有响应：${HANGS}`,
    token: `令牌端点在查询 code 时没有响应：${HANGS}`,
    advice: '请检查 Tailchat 的 Redis 和 MongoDB，并查看 openapi 服务的日志。',
    reached: '授权端点有应答',
    ok: 'Tailchat 能找到它存储的数据',
  },

  post: {
    ok: 'POST 请求能够到达登录服务',
    silent: '发往 /open/token 的 POST 请求没有应答，GET 请求则有',
    fails: (fault) => `发往 /open/token 的 POST 请求失败（${fault}）`,
    redirected: (status) => `发往 /open/token 的 POST 请求被重定向（状态码 ${status}）`,
    adviceRedirected: '请使用最终的地址：请求中含有 secret，因此登录不跟随重定向。',
    other: (status) => `发往 /open/token 的 POST 请求得到状态码 ${status}，而应答的不是登录服务`,
    advice: '请让网关像转发 GET 请求一样，转发发往 /open/ 的 POST 请求。',
  },

  address: {
    none: '发现文档没有给出授权端点',
    notAnAddress: '发现文档中的授权端点不是一个地址',
    scheme: (protocol) =>
      `Tailchat 认为自己的地址以 ${protocol}// 开头：输入密码后它会把浏览器送往那里，登录因此中断`,
    host: (url) => `Tailchat 认为自己的地址是${url ? ` ${url}` : '另一个'}：登录会在那里结束`,
    path: (theirs, ours) => `Tailchat 认为自己的路径是${theirs ? ` ${theirs}` : '另一个'}，而不是 ${ours}`,
    cookies: 'Tailchat 的 cookie 没有 Secure：它不知道自己位于 https 之后',
    all: (faults) => faults.join('；并且 '),
    adviceProxy: PROXY,
    adviceHost: '请让网关原样转发请求的 Host 请求头，包括端口。',
    advicePath: '登录页面位于主机本身的 /open/：请同样路由这个路径，或为 Tailchat 使用单独的主机。',
    https: 'https，并且 Tailchat 知道自己位于 https 之后',
    local: '明文 http，只在本机上',
    lan: '私有网络中的明文 http，由 TAILCHAT_ALLOW_HTTP=private 允许：能够读取那里流量的人都可以冒充用户登录',
  },

  issuer: {
    ok: (issuer) => `iss 是 ${issuer}`,
    missing: '回调没有 iss（RFC 9207）',
    adviceMissing: 'Tailchat 1.11 会发送它：请检查这个 Tailchat 是否版本更旧。',
    notUrl: 'iss 不是 URL',
    adviceNotUrl: '请改正 Tailchat 配置中的 API_URL。',
    differs: (theirs, ours, how) => `Tailchat 发送的 iss 是 ${theirs}，而预期的是 ${ours}：${how}`,
    slash: '末尾的斜杠不同',
    unlike: '二者不同',
    otherHost: '主机不同',
    scheme: 'http 与 https 不同',
    path: '路径不同',
    adviceUnset: (url) =>
      `Tailchat 的配置中没有设置 API_URL，或仍是示例值：请把它设为 ${url}，并重新启动 Tailchat。`,
    adviceSpelling: (url) => `请把 apiUrl（TAILCHAT_API_URL，--api）写成 ${url}，完全一致：登录逐字符比较。`,
    adviceSet: (url) =>
      `请把 issuer（TAILCHAT_ISSUER）设为 ${url}，完全一致，或改正 Tailchat 配置中的 API_URL。`,
  },

  pkce: {
    ok: 'Tailchat 支持使用 S256 的 PKCE',
    missing: 'Tailchat 不支持使用 S256 的 PKCE：被窃取的 code 只受 secret 保护',
  },

  app: {
    ok: (id) => `${id} 存在，并已开启 OAuth`,
    answers: (code) => `Tailchat 对授权请求的应答是${code ? ` ${code}` : '一个未经请求的 code'}`,
    unknown: (id) => `没有应用 ${id}，或它没有开启 OAuth`,
    oddId: '；id 由 tc_ 和 24 个十六进制数字组成，而这个不是',
    adviceEnable: ENABLE,
    adviceSecret: `${ENABLE}给出 secret 后，doctor 可以说明得更多。`,
    list: '回调地址列表为空，或有坏条目，这会使整个应用失效',
    adviceList: `${LIST}，只保留完整的 http(s) 地址，不含 # 片段。空行也算一个条目。`,
    icon: '应用的记录有误，这会使整个应用失效：很可能它的图标不是 http(s) 地址',
    adviceIcon: '请在 Tailchat 的开放平台中为应用换一个图标。',
    refused: (id, withSecret) =>
      `Tailchat 拒绝了应用而没有说明原因：没有应用 ${id}；或它没有开启 OAuth；或 redirect URI 不在它的列表中` +
      (withSecret ? '，并且 secret 也是错误的' : ''),
    status: (status) => `授权端点应答状态码 ${status}`,
    silent: (fault) => `授权端点${NO_ANSWER}（${fault}）`,
    adviceService: `${OPENAPI_LOG}请检查它的 Redis 和 MongoDB 是否在运行。`,
  },

  redirectUri: {
    ok: (uri) => `${uri} 在应用的列表中`,
    missing: (uri) => `${uri} 不在应用的列表中`,
    near: (uris) => `；几乎相同的有：${uris.join('、')}`,
    advice: (uri) => `${LIST}，加入 ${uri}，完全一致：每个字符都算。`,
  },

  secret: {
    ok: 'secret 正确',
    none: '没有给出 secret，因此没有尝试',
    adviceNone: '请设置 TAILCHAT_CLIENT_SECRET，或指定它的变量名。',
    wrong: 'secret 错误',
    odd: '；secret 由 32 个字母、数字、_ 和 - 组成，而这个不是',
    adviceWrong: '请从 Tailchat 的开放平台重新复制应用的 secret。',
    status: (status) => `令牌端点应答状态码 ${status}`,
    silent: (fault) => `令牌端点${NO_ANSWER}（${fault}）`,
    adviceLog: OPENAPI_LOG,
  },

  page: {
    ok: '登录页面正常显示',
    hangs: (path) => `${path} ${NO_ANSWER}：${HANGS}`,
    silent: (path, fault) => `${path} ${NO_ANSWER}（${fault}）`,
    otherHost: (origin) => `登录页面把密码发送到另一台主机${origin && `：${origin}`}`,
    ledAway: (origin) => `登录被重定向到${origin ? ` ${origin}` : '另一个地址'}，那里不显示登录页面`,
    other: (path, status) =>
      `${path} 的应答是${status === 200 ? '登录页面以外的页面' : `状态码 ${status}`}：谁都无法登录`,
    adviceOutside:
      '无论 Tailchat 的路径是什么，登录页面都位于主机本身的 /open/：请让网关把这个路径也送到登录服务，或为 Tailchat 使用单独的主机。',
    adviceRoute: '请让网关把以 /open/ 开头的所有路径送到登录服务，而不只是其中一部分。',
  },

  core: {
    ok: '核心服务有应答：它不认识虚构邮箱的账号',
    hangs: '登录页面正常显示，但 Tailchat 的核心服务不应答它：密码从未被检查',
    silent: (fault) => `登录表单${NO_ANSWER}（${fault}）`,
    down: (status) => `Tailchat 的核心服务不应答登录页面（状态码 ${status}）`,
    advice: '请检查 Tailchat 的核心服务，以及它能否访问 MongoDB 和 Redis：登录服务就每个账号都要询问它。',
    redirected: (status) => `登录表单被重定向（状态码 ${status}），密码因此丢失`,
    adviceRedirected: '请让网关不经重定向地转发发往 /open/ 的 POST 请求。',
    other: (status) => `登录表单得到状态码 ${status}，而应答的不是登录服务`,
    adviceOther: '请让网关像转发 GET 请求一样，转发发往 /open/interaction/ 的 POST 请求。',
    strange: (status) => `虚构的邮箱得到状态码 ${status}，而没有 "User does not exist"`,
    adviceLog: OPENAPI_LOG,
  },

  signingKey: {
    none: '/open/jwks 没有密钥：createVerifier 不能用于这个服务器',
    own: 'Tailchat 用自己的密钥签署 id_token',
    published:
      'Tailchat 用 oidc-provider 公开的开发密钥签署 id_token，每个 Tailchat 都是如此：只有来自令牌端点的 id_token 才可信',
  },

  discovery: {
    present:
      '标准地址上有发现文档（discovery），只有其他程序需要它：不要让它们把 id_token 当作 Bearer 令牌，也不要让它们接受来自浏览器的 id_token，因为 Tailchat 用公开的密钥签名',
    absent: '标准地址上没有发现文档（discovery），只有其他程序需要它',
    foreign: (/** @type {string | undefined} */ issuer) =>
      `标准地址上的发现文档给出另一个 issuer${issuer ? `：${issuer}` : ''}`,
    advice: 'docs/interop.md 有 nginx、Caddy 和 Traefik 的配置。',
  },

  clock: {
    unknown: '服务器没有说明它的时间',
    ahead: (seconds) => `服务器的时钟比本机快 ${seconds} 秒`,
    behind: (seconds) => `服务器的时钟比本机慢 ${seconds} 秒`,
    refused: '：登录会拒绝它的 id_token',
    advice: '请用 NTP 校准两台机器的时钟。',
    ok: (seconds) => `时钟相差不超过 ${seconds} 秒`,
  },

  internal: {
    none: '没有设置内部地址',
    ok: (names) => `${names.join('和')}有应答`,
    all: (faults) => faults.join('；'),
    isCore: '是核心服务的地址：/open 在另一个端口',
    isOpen: '是开放平台的地址：/api 在核心服务的端口',
    other: (path, status) => `对 ${path} 应答状态码 ${status}，而且不像 Tailchat 的应答`,
    silent: (path) => `对 ${path} ${NO_ANSWER}`,
    fails: (reason) => `无法连接${reason && `（${reason}）`}`,
    advice:
      '开放平台的端口是主端口加 1（11001，容器中为 3003）或 OPENAPI_PORT，核心服务的端口是主端口（11000，容器中为 3000）。',
  },

  bot: {
    none: '没有设置群组的变量，也没有给出 --rule',
    ok: '机器人可以登录，Tailchat 把它的群组告诉它',
    configuration: (message) => `createGroups 无法启动：${message}`,
    adviceVariables: '请更正变量，docs/groups.md 列出了它们。',
    faults: {
      secret_wrong: 'Tailchat 拒绝了机器人的 secret',
      app_unknown: 'Tailchat 没有这个 id 的应用',
      bot_not_enabled: '应用没有机器人',
      bot_login_closed: 'Tailchat 的核心服务重启后不再让机器人登录',
      deadline_exceeded: 'Tailchat 没有在时限内应答机器人',
    },
    advice: {
      secret_wrong: '请重新复制应用的 secret 到 TAILCHAT_BOT_SECRET 或 TAILCHAT_CLIENT_SECRET。',
      app_unknown: '请重新复制应用的 id 到 TAILCHAT_BOT_ID 或 TAILCHAT_CLIENT_ID。',
      bot_not_enabled:
        '在 Tailchat 的设置中，“开放平台”（Open Api）之下，应用的机器人页面上，开启机器人（Bot）。',
      bot_login_closed: '请把 Tailchat 的开放平台（openapi 服务）也重启。',
      deadline_exceeded:
        '请让 /api 通往 Tailchat 的核心服务；如果群组很大，请提高 TAILCHAT_GROUPS_DEADLINE。',
    },
    fails: (code, status) => `机器人无法读取它的群组：${code}${status ? `（状态码 ${status}）` : ''}`,
    adviceApi: '请让 /api 通往 Tailchat 的核心服务，并确认它的开放平台正在运行。',
  },

  groups: {
    ok: (seen) => `机器人看到 ${seen.length} 个群组：${seen.join('、')}`,
    empty: '机器人不在任何群组中',
    adviceEmpty: '请把它加进你的群组：安装插件 com.msgbyte.integration，然后打开群组详情中的第三方集成。',
    noGroup: (group) => `机器人不在群组 ${group} 中，或没有这个 id 的群组`,
    noRole: (group, role) => `群组 ${group} 没有角色 ${role}`,
    advice: 'npx tailchat-login groups 列出各个 id。机器人只看得到它所在的群组。',
  },

  join: {
    none: '没有设置 TAILCHAT_JOIN_URLS',
    ok: '每个加入链接都是其群组的永久邀请',
    noInvite: (group) => `${group} 的链接不是 Tailchat 的邀请，没有检查`,
    unknown: (group, status) => `无法检查 ${group} 的链接（状态码 ${status}）`,
    gone: (group) => `${group} 的邀请不存在`,
    other: (group) => `${group} 的邀请通往另一个群组`,
    used: (group) => `${group} 的邀请已用完`,
    expired: (group) => `${group} 的邀请已过期`,
    expires: (group) => `${group} 的邀请将会过期：请建立一个永久邀请`,
    advice: '请在群组详情中建立一个永久邀请，并把它的地址写入 TAILCHAT_JOIN_URLS。',
  },

  login: {
    none: '使用 --login EMAIL 时，doctor 会进行一次完整的登录',
    noSecret: '登录需要应用的 secret',
    adviceSecret: '请设置 TAILCHAT_CLIENT_SECRET。',
    has: (name, given) => `${name} ${given ? '有' : '无'}`,
    ok: (members) => `一次完整的登录成功：${members.join('，')}`,
    refused: (code) => `登录在最后被拒绝：${code}`,
    adviceRefused: '各个代码的说明见 docs/zh-CN/errors.md。',
    noForm: (state) => `登录停在一个没有表单的页面（${state}）`,
    noConsent: (state) => `登录停在授权确认（${state}）`,
    status: (status) => `状态码 ${status}`,
    otherHost: 'Tailchat 的表单指向另一台主机：doctor 没有向那里发送任何内容',
    ledAway: (afterPassword, url) =>
      `${afterPassword ? '输入密码' : '授权确认'}之后，Tailchat 转到 ${url} 以外的地址`,
    adviceLedAway: '请以 OPENAPI_UNDER_PROXY=true 启动 Tailchat，并让网关转发 Host 和 X-Forwarded-Proto。',
    silent: (fault) => `登录表单${NO_ANSWER}（${fault}）`,
    unknown: 'Tailchat 没有使用这个邮箱的账号',
    wrongPassword: 'Tailchat 说密码错误',
    account: (status) => `Tailchat 拒绝了这个账号（状态码 ${status}）`,
    adviceAccount: '请检查它是否被封禁，或是访客。',
  },
};
