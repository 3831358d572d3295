import { OPTIONS_ZH } from '../../worker/config/option_docs_zh.js';
import { OPTIONS } from '../../worker/config/options.js';
import { NAMES } from '../init/templates.js';
import { MOCK_APP } from '../../testing/mock.js';
import { explainFault, requireRule } from './fault_zh.js';
import { plain } from './plain.js';

const VARIABLES = OPTIONS.filter(({ env }) => env !== undefined)
  .map(
    ({ name, env, required }) =>
      `      ${env}${required ? '' : '（可选）'}\n          ${plain(OPTIONS_ZH[name][0])}`,
  )
  .join('\n');

/** The texts of the commands in Chinese. @type {import('./commands_en.js').CommandTexts} */
export const COMMANDS_ZH = {
  noCommand: '没有这个命令',
  port: '--port 必须是 0 至 65535 的数字',
  taken: (port) => `端口 ${port} 已被占用`,
  noRights: (port) => `--port ${port} 需要此用户没有的权限`,
  otherHost: (code) => `--host 必须是本机的地址（${code}）`,
  cannotStart: (why) => `无法启动：${why}`,
  oldNode: '--env 需要 Node 20.12 或更新版本',
  envUnreadable: (file, code) => `无法读取 --env ${file}（${code}）`,

  key: {
    help: `tailchat-login key [--assertion]
    打印一个新的会话密钥；使用 --assertion 时，打印一个用于 gate 断言的新密钥
`,
  },

  init: {
    help: `tailchat-login init [${NAMES.join('|')}] [--dir DIR] [--typescript] [--yes]
               [--package FILE.tgz]
    写出一个带登录的小网站，可以立即与 mock 一起使用。从不覆盖文件，也不经过符号链接写入。
    含有机密的文件只有你自己可以读取（0600）。在已有 Next、Express、Hono 或 React 的项目中，只添加登录自己的文件，
    不询问任何问题
      --dir       文件夹；默认为当前文件夹
      --typescript  用于 express、next、react 和 hono
      --yes       不询问：默认的模板是 ${NAMES[0]}，默认的文件夹是当前文件夹
      --package   本包的 tarball，用来代替已发布的版本
`,
    titles: {
      node: 'Node 上的服务器',
      vite: '使用 Vite 的页面',
      cloudflare: '一个 Cloudflare Worker',
      deno: 'Deno 上的服务器',
      vercel: 'Vercel 上的 edge function',
      express: '使用 Express 的服务器',
      next: '使用 Next 的网站',
      react: '使用 React 和 Vite 的页面',
      hono: '使用 Hono 的 Cloudflare Worker',
    },
    unknown: `模板必须是 ${NAMES.join('、')} 之一`,
    noTypeScript: '--typescript 用于 express、next、react 和 hono',
    noTarball: '--package 必须指定一个 .tgz 文件',
    whichFolder: '写入哪个文件夹？',
    whichTemplate: '使用哪个模板？',
    oneOf: `请回答 ${NAMES.join('、')} 之一。`,
    nobodyAnswers: '没有人回答；请给出模板和 --dir，或 --yes',
    link: (link) => `没有写入任何内容：${link} 是符号链接；请把它所指的文件夹传给 --dir`,
    conflicts: (list) => `没有写入任何内容，因为这些文件已经存在：\n${list}`,
    unwritable: (folder, code) => `没有写入任何内容：无法写入 ${folder}（${code}）`,
    addedTo: ({ files, name, manager, secrets, kept }) => `已写入 ${files.join('、')}

接下来：
  ${manager} ${manager === 'npm' ? 'install' : 'add'} tailchat-login
  ${manager} ${manager === 'npm' ? 'install --save-dev' : 'add -D'} oidc-provider@7     用于替身：npx tailchat-login mock
  node_modules/tailchat-login/docs/frameworks.md 说明在哪里使用这些文件（${name}）
  ${kept ? `把 TAILCHAT_* 变量写入 ${secrets}：见 docs/configuration.md` : `不要把 ${secrets} 提交到 git`}
`,
    welcome: ({ files, enter, baseUrl, secrets, one, manager, newer }) => `已写入 ${files.join('、')}

接下来：
${enter}  ${manager} install
${
  one
    ? `  ${manager} run dev      然后打开 ${baseUrl}；用于开发的 Tailchat 在其中运行`
    : `  ${manager} run mock     在一个终端中：用于开发的 Tailchat 及其账号
  ${manager} run dev      在另一个终端中：然后打开 ${baseUrl}`
}
${newer ? `\n这个项目的工具需要 Node ${newer} 或更新的版本。当前是 Node ${process.versions.node}。\n` : ''}
关于 oidc-provider 的警告（EBADENGINE）没有影响：只有用于开发的 Tailchat 使用它，它在你的 Node 上也能运行。

要使用你自己的 Tailchat，请把它的地址、应用的 id 和 secret 写入 ${secrets}。${manager} run doctor 会检查它。
`,
  },

  mock: {
    help: `tailchat-login mock [--port ${MOCK_APP.port}] [--users FILE.json] [--client-id ID] [--secret-env NAME]
               [--redirect-uri URI]... [--slow MS] [--down]
    在内存中运行一个 Tailchat 替身，用于开发和测试（项目中需要 oidc-provider 7）。它有一个应用，
    可以回调到 localhost 的任何地址，以及你给出的每个 URI；还有一个群组和一个角色，在页面 /stand-in 上授予和收回。
    登录页上每个账号有一个按钮
      --users        [{"email", "nickname", "password", "discriminator", "avatar", "banned", "_id"}, ...]；
                     只有 email 和 nickname 是必需的
      --secret-env   保存应用 secret 的变量；默认使用 mock 自己的 secret
      --slow         每个回答延迟的毫秒数
      --down         对网站服务器的请求一律回答 503，使每次登录都失败：看看网站会怎么说
`,
    slow: '--slow 必须是毫秒数，最多 99999',
    clientId: '--client-id 必须是 1 至 255 个可见 ASCII 字符',
    secretEnv: '--secret-env 必须指定一个变量，其值为 1 至 512 个可打印 ASCII 字符',
    redirectUri: '--redirect-uri 必须是不含片段的 https URL（只有 localhost、私有地址和名称可用 http）',
    users: (why) => `--users${why}`,
    unreadable: (file, code) => ` ${file}：无法读取（${code}）`,
    noList: (file) => ` ${file}：必须是至少有一个用户的数组`,
    noJson: (file, line) => ` ${file}：不是 JSON，见第 ${line} 行`,
    badUser: (message) => `：${message}`,
    listening: 'mock 正在监听。绝不要把它用于真实的用户。',
    secretOf: (name) => `# secret 是 ${name} 的值。`,
    accounts: '账号：',
    password: (password) => `  密码：${password}`,
    name: (name) => `  （${name}）`,
    group: (group, role) => `群组：${group}  角色 staff：${role}`,
    controls: (url) => `在 ${url} 授予和收回角色`,
  },

  groups: {
    help: `tailchat-login groups [--env FILE] [--json]
tailchat-login groups --leave GROUP [--env FILE]
    列出机器人所在的群组及其 id，下面是各群组的角色，写作 GROUP/ROLE，供规则使用。机器人是 TAILCHAT_BOT_ID 和
    TAILCHAT_BOT_SECRET 的应用，没有时就是登录的应用
      --leave        机器人退出这个群组，它可能是被陌生人拉进去的
`,
    none: '机器人不在任何群组中',
    members: (count) => `（${count} 个成员）`,
    failed: '无法读取群组',
    leaveId: '--leave 必须是群组的 id：24 个小写十六进制数字',
    left: (group) => `机器人已退出群组 ${group}`,
    notLeft: (group, status) => `机器人无法退出群组 ${group}（状态码 ${status}）`,
  },

  panel: {
    help: `tailchat-login panel --group ID --url URL --name NAME [--api URL] [--email EMAIL] [--again]
tailchat-login panel --url URL --name NAME --clicks
    以此账号的成员身份在群组中创建一个显示网站的面板，该成员须有相应权限
      --again      即使群组已经显示这个地址，也再创建一个面板
      --clicks     不需要账号，说明在 Tailchat 中如何点击
    密码在终端中输入，或为标准输入的第一行；不会保存在任何地方
`,
    url: '--url 必须是网站的 https 地址（私有网络中可用 http），不含空格',
    name: '--name 必须是面板的名称，1 至 100 个字符',
    group: '--group 必须是群组的 id：24 个小写十六进制数字；npx tailchat-login groups 会列出它们',
    noMember: '此账号不在 --group 的群组中',
    exists: '群组已有这个地址的面板；--again 会再创建一个',
    notMade: 'Tailchat 没有创建面板；--clicks 说明如何手动创建',
    made: '已创建面板，它在群组的最后。',
    clicks: (url, name) => `1. 在 Tailchat 中打开群组，再打开群组详情。
2. 打开“面板”，点击“创建面板”。
3. 选择类型“网页面板”。
4. 输入名称：${name}
5. 输入地址：${url}
`,
  },

  gate: {
    help: `tailchat-login gate --rules FILE --explain URL [--method GET] [--user SUB] [--env FILE]
    说明哪条规则决定一个请求，以及谁可以通过；使用 --user 时，说明这个用户是否可以通过及其原因。
    如果有 serve 所读取的环境，还会列出会话的 cookie 名称，供需要它们的代理使用。
    没有人可以通过或这个用户不能通过时，退出状态为 1
`,
    unreadable: (file, code) => `无法读取 ${file} 中的规则（${code}）`,
    noJson: (file, line) => `${file} 不是 JSON，见第 ${line} 行`,
    decides: (number) => `由 rules[${number}] 决定：`,
    noRule: (host, method) => `没有规则涉及 ${host} 上此路径的 ${method}：没有人可以通过（403）`,
    ambiguous: '不同的程序可能对此路径有不同的理解：没有人可以通过（403）',
    elsewhere: (origin) => `${origin} 不是 TAILCHAT_BASE_URL 中的来源：没有人可以通过（400）`,
    notSeen: (group) => `group_unknown：机器人看不到群组 ${group}（503）`,
    everybody: '所有人都可以通过，无论是否登录',
    someone: '登录且符合规则的人可以通过；--user 说明某个用户是否符合',
    anybody: '登录的人都可以通过，被封禁的除外',
    named: '规则列出了这个用户',
    notNamed: '规则没有列出这个用户（403）',
    banned: '这个用户已被封禁或删除（403）',
    has: ({ group, role }) =>
      role === undefined ? `用户在群组 ${group} 中` : `用户拥有角色 ${group}/${role}`,
    lacks: (code, { group, role }, name) =>
      `${code}：${role === undefined ? group : `${group}/${role}`}（${name}）`,
    unknown: (code) => `${code}：现在无法得知（503）`,
    cookies: (names) => `会话的 cookie：${names}`,
  },

  doctor: {
    help: `tailchat-login doctor --api URL --client-id ID --redirect-uri URI
               [--secret-env NAME] [--issuer URL] [--deadline 5000] [--env FILE]
               [--login EMAIL] [--rule GROUP[/ROLE]]... [--json]
tailchat-login doctor --fix EMAIL ...
    像登录一样询问 Tailchat，直到登录页面为止，不登录任何人。每一行是 ok、warn、fail 或 skip（没有可检查的内容），
    并说明应当修改什么。它还检查 serve 读取的变量。登录可行时退出状态为 0，会失败时为 1，参数错误时为 2
      --secret-env   保存应用 secret 的变量；默认为 TAILCHAT_CLIENT_SECRET
      --deadline     每个请求的时限，单位为毫秒
      --login        用这个账号进行一次完整的登录；密码在终端中询问，或从标准输入的第一行读取
      --fix          用这个账号修复应用，然后再检查一次：开启 OAuth，并加入缺少的回调地址。不修改其他内容，也不保存密码
      --rule         必须存在的群组，或其中的角色，以 id 表示
      --json         {"ok", "checks": [{"name", "status", "text", "advice"}]}，使用英文
    没有给出的内容取自 serve 读取的变量和 --env 的文件；redirect URI 则为 TAILCHAT_BASE_URL 加上 /auth/callback
`,
    address: (name) => `${name} 必须是不含查询的 http 或 https URL`,
    fixAlone: '--fix 不能与 --login 或 --json 一起使用',
    fixable: 'tailchat-login doctor --fix EMAIL 可以开启 OAuth，并加入缺少的回调地址。\n',
    nothingToFix: '应用没有 --fix 可以修复的问题。\n',
    fixedOauth: 'OAuth 已开启。\n',
    fixedCallbacks: (urls) => `应用现在有这些回调地址：${urls}\n`,
    unsound: (entries) => `应用列表中的这些条目会使应用失效：${entries}。请在应用的页面删除它们。\n`,
    secretNeeded: (variable) => `--login 需要应用的 secret：请设置 ${variable}，或指定它的变量名`,
    rule: '--rule 必须是群组的 id，或 GROUP/ROLE；npx tailchat-login groups 会列出它们',
    secretEnv: '--secret-env 必须指定一个已设置的变量',
    option: ({ label, name, rule, missing }) => {
      // createLogin has no redirectUri. Its rule is that of apiUrl.
      const [, chinese = rule] = OPTIONS_ZH[name === 'redirectUri' ? 'apiUrl' : name] ?? [];
      return requireRule(label, chinese, missing);
    },
  },

  serve: {
    help: `tailchat-login serve [--port 8787] [--host 127.0.0.1] [--static DIR [--spa]]
                       [--gate RULES.json] [--oidc] [--env FILE] [--after-tailchat-logout URL[,URL]]
    提供 /auth 之下的登录路由和按钮文件（button.js）、/healthz 和 DIR 中的文件。这些文件是公开的，不需要登录。
    使用 --gate 时，代理可以通过 /auth/check 和 /auth/forward 询问谁可以通过，规则也适用于这些文件。
    使用 --spa 时，不是文件的页面得到 DIR 的 index.html，/auth 之下除外。
    使用 --oidc 时，还为在 Tailchat 登录的其他程序提供 /auth/userinfo 和 /.well-known/openid-configuration：
    见 docs/zh-CN/interop.md。
    使用 --after-tailchat-logout 时，还提供 Tailchat 主机的 /open/logout 和 /open/session/end/confirm，
    Tailchat 的网关必须把它们路由到这里。它们结束 Tailchat 的登录，并前往第一个 URL，或主机由 ?to= 指定的那个。
    使用 TAILCHAT_EMBEDDED_IN 时，这些源可以在面板中显示网站：见 docs/zh-CN/panels.md。
    配置来自环境和 --env 的文件：
${VARIABLES}
`,
    spa: '--spa 需要 --static DIR',
    several:
      '多个进程共用这个端口：只有共用的 store 才能保证每个 code 只兑换一次；见 docs/zh-CN/production.md',
    oidc: ({ issuer, userinfo_endpoint }) =>
      `其他程序在 ${userinfo_endpoint} 得到声明；请让网关把 ${issuer.replace(/\/$/, '')}/.well-known/openid-configuration 引到这里`,
    public: (folder) => `${folder} 中的文件是公开的`,
    listening: (url) => `正在监听 ${url}`,
    open: (url) => `请打开 ${url}`,
    addresses:
      '--after-tailchat-logout 必须是 https URL（只有 localhost、私有地址和名称可用 http），用逗号分隔',
    fault: explainFault,
  },
};
