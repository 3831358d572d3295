/** The same texts in Chinese. @type {import('./app_en.js').AppTexts} */
export const APP_ZH = {
  app: {
    help: `tailchat-login app create --api URL --name NAME --base-url URL [--base-path /auth]
               [--bot] [--again] [--email EMAIL] [--env .env]
tailchat-login app list --api URL [--email EMAIL]
tailchat-login app add-callback [URL...] --app ID --api URL [--email EMAIL]
    以此账号的成员身份，创建和修改开放平台的应用
    create 把应用的 id 和 secret 写入 --env 的文件（0600），从不覆盖已有的值；
    它还开启 OAuth，并加入网站的回调地址
      --bot      再创建一个应用，作为读取群组的机器人；浏览器看不到它的 id
      --again    即使已有同名的应用，也再创建一个
    list 列出此账号的应用及其回调地址，从不显示 secret
    add-callback 把地址加入应用的列表；如果列表中有条目会使应用失效，则会说明；
      没有给出地址时，加入 TAILCHAT_BASE_URL 的回调地址
    --base-url 可以是用逗号分隔的多个地址，用于有多个主机的网站
    密码在终端中询问，或为标准输入的第一行；不会保存在任何地方
`,
    actions: (names) => `app 需要以下之一：${names}`,
    tooMany: '参数太多',
    name: '--name 必须是应用的名称',
    baseUrl: '--base-url 必须是网站的公开 https 地址，多个地址用逗号分隔',
    basePath: '--base-path 必须是路径，例如 /auth',
    appId: '--app 必须是应用的 id，list 会列出它',
    noAddress: 'add-callback 需要一个或多个地址，或 TAILCHAT_BASE_URL',
    address: '每个地址必须是完整的、不含片段的 http(s) 地址；其他条目会使应用失效',
    exists: (id) => `已有同名的应用（${id}）：add-callback 修改它，--again 再创建一个`,
    made: (id, file) => `已创建应用 ${id}；它的 id 和 secret 在 ${file} 中。`,
    configured: (callbacks) => `OAuth 已开启；回调地址是 ${callbacks}`,
    bot: (id) => `已创建机器人 ${id}。请让它加入规则中的每个群组。`,
    none: '此账号没有应用。',
    disables: '<- 会使应用失效：不是 http(s) 地址，或含有片段',
    nothingOn: '没有开启任何功能',
    unsound: (entries) => `应用列表中的条目使它失效：${entries}；请在应用的页面删除它，然后再次运行`,
    already: '这些地址已经在列表中。',
    has: '应用有这些回调地址：',
    notOn: (id, capability) => `已创建应用 ${id}，但 ${capability} 没有开启`,
    missing: '此账号没有这个 id 的应用；`tailchat-login app list` 会列出它的应用',
    notKept: (id) => `Tailchat 没有保存 ${id} 的回调地址；请在应用的页面输入它们`,
    oauthOff: (id) => `无法开启 ${id} 的 OAuth`,
    taken: (file, names) => `${file} 中已有 ${names} 的值：请删除该行，或用 --env 指定另一个文件`,
    unwritable: (file, reason) => `无法写入 ${file}（${reason}）；没有创建任何内容`,
    link: '它是符号链接',
  },

  account: {
    api: '--api 必须是 Tailchat 的 https 地址（因为要发送密码，只有私有网络中可用 http）',
    email: (label) => `${label} 必须是账号的邮箱地址`,
    emailOf: '你的 Tailchat 账号的邮箱地址：',
    passwordOf: (email) => `${email} 的密码：`,
    noPassword: (label) => `${label}：没有得到密码；请输入密码，或通过标准输入给出`,
    refused: (why) => `Tailchat 拒绝登录：${why}`,
    wrongPassword: '密码错误',
    unknownEmail: '没有使用这个邮箱地址的账号',
    banned: '账号已被封禁',
    status: (status) => `状态码 ${status}`,
  },

  tailchat: {
    failed: (path, why) => `${path}：${why}`,
    noJson: (path, status) => `${path}：状态码 ${status}，且不是 JSON；--api 是 Tailchat 自己的地址吗？`,
    forbidden: (path) => `${path}：此账号没有权限（状态码 403）`,
    refused: (path, answer) => `${path}：Tailchat 拒绝了请求（状态码 ${answer}）`,
    noList: (path) => `${path}：回答不是列表`,
    noSecret: (path) => `${path}：回答中没有 appId 和 appSecret`,
  },
};
