const english = {
  title: 'Log in with Tailchat',
  outTitle: 'Welcome',
  outLead: 'Log in with your Tailchat account to go on.',
  loginHint: 'The worker starts the login. No WebAssembly here.',
  start: 'Start from the page',
  startHint: 'This page starts the login, with WebAssembly.',
  leaving: 'Going to Tailchat…',
  inStatus: 'Logged in',
  inAnnouncement: 'Logged in as',
  nameless: 'Tailchat user',
  sub: 'User ID',
  session: 'Session',
  sessionKind: 'sealed cookie, out of reach for scripts',
  logout: 'Log out',
  logoutHint:
    'This ends the session here. You stay logged in at Tailchat, which has no logout for apps: the next login is you again, without a question.',
  errorTitle: 'That did not work',
  errorCode: 'Error code',
  retry: 'Try again',
  back: 'Back to the start',
  stepsTitle: 'The last login, step by step',
  steps: {
    browser: 'Browser',
    worker: 'Worker',
    tailchat: 'Tailchat',
    transaction: 'sealed cookie: state, nonce, PKCE',
    authorize: 'you log in, and agree',
    authorizeByPage: 'the page made the request; you log in, and agree',
    code: 'a code, for one use',
    redeem: 'code, secret and verifier for the user',
    session: 'sealed cookie: the session',
    nobody: 'nobody is logged in',
    request: (/** @type {string} */ route) => `the route ${route}`,
    refused: 'refused:',
    cleared: 'the cookie is deleted',
  },
  errors: {
    access_denied: 'The login was refused at Tailchat.',
    transaction_missing:
      'This tab has no such login under way. It may have been used already, or begun in another tab.',
    transaction_finished: 'This login has already ended.',
    transaction_expired: 'The login took too long.',
    worker_unreachable: "This site's server did not answer. Check your connection.",
    storage_unavailable:
      'The browser does not let this site store anything. Allow it, or use the other way to log in.',
    wasm_unavailable: 'The browser could not load the WebAssembly part. Use the other way to log in.',
    upstream: 'Tailchat did not answer as it should. It may be down for a moment.',
    other: 'The login could not be completed.',
  },
};

/** @type {typeof english} */
const chinese = {
  title: '使用 Tailchat 登录',
  outTitle: '欢迎',
  outLead: '请使用你的 Tailchat 账号登录。',
  loginHint: '由 Worker 发起登录，本页不加载 WebAssembly。',
  start: '由页面发起登录',
  startHint: '由本页通过 WebAssembly 发起登录。',
  leaving: '正在前往 Tailchat…',
  inStatus: '已登录',
  inAnnouncement: '已登录：',
  nameless: 'Tailchat 用户',
  sub: '用户 ID',
  session: '会话',
  sessionKind: '加密 Cookie，脚本无法读取',
  logout: '退出登录',
  logoutHint:
    '仅结束本站的会话。Tailchat 没有面向应用的退出功能，你在 Tailchat 仍处于登录状态：下次登录会直接使用同一账号，不再询问。',
  errorTitle: '登录未成功',
  errorCode: '错误代码',
  retry: '重试',
  back: '返回',
  stepsTitle: '最近一次登录的各个步骤',
  steps: {
    browser: '浏览器',
    worker: 'Worker',
    tailchat: 'Tailchat',
    transaction: '加密 Cookie：state、nonce、PKCE',
    authorize: '你登录并同意',
    authorizeByPage: '请求由页面生成；你登录并同意',
    code: '一次性的 code',
    redeem: '用 code、密钥和 verifier 换取用户',
    session: '加密 Cookie：会话',
    nobody: '无人登录',
    request: (/** @type {string} */ route) => `路由 ${route}`,
    refused: '被拒绝：',
    cleared: 'Cookie 已删除',
  },
  errors: {
    access_denied: '登录请求在 Tailchat 被拒绝。',
    transaction_missing: '此标签页没有正在进行的登录。它可能已经使用过，或是在其他标签页中发起的。',
    transaction_finished: '此登录已经结束。',
    transaction_expired: '登录用时过长，已失效。',
    worker_unreachable: '本站服务器没有响应，请检查网络连接。',
    storage_unavailable: '浏览器不允许本站存储数据。请允许存储，或改用另一种登录方式。',
    wasm_unavailable: '浏览器无法加载 WebAssembly 部分，请改用另一种登录方式。',
    upstream: 'Tailchat 没有正常响应，可能暂时不可用。',
    other: '登录未能完成。',
  },
};

export const language = /^zh\b/i.test(navigator.language) ? 'zh-Hans' : 'en';
export const texts = language === 'en' ? english : chinese;

/** What to tell the user about an error code. @param {string} code */
export function explain(code) {
  /** @type {Record<string, string>} */
  const { upstream, other, ...known } = texts.errors;
  if (Object.hasOwn(known, code)) return known[code];
  return /^(token|id_token|userinfo|upstream)_|^(deadline_exceeded|server_error|temporarily_unavailable)$/.test(
    code,
  )
    ? upstream
    : other;
}
