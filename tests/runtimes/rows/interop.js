// Runs each npm program of docs/interop.md with only the issuer, through the nginx of examples/self-hosted, with the document
// and the claims of `serve --oidc`.
import assert from 'node:assert/strict';
import { createBrowser, logIn } from '../../../testing/browser.js';
import { createCookieJar } from '../../../testing/cookies.js';
import { startNginx } from '../../e2e/interop/proxies.js';
import { makeProject } from '../frameworks/recipe.js';
import { findPort } from '../ports.js';
import { createSuite } from '../suite.js';
import { alice } from '../tailchat.js';

/** @typedef {import('../everywhere.js').Context} Context */

const SECRET = 'a secret of the library, for tests only, 0123456789';

/**
 * @typedef {object} Program
 * @property {string} name of its package, and the heading of its recipe
 * @property {string} begin the path that leads to Tailchat
 * @property {Record<string, string>} claims of Alice that it then shows
 *
 * @type {Program[]}
 */
const PROGRAMS = [
  {
    name: 'express-openid-connect',
    begin: '/login',
    claims: {
      sub: alice._id,
      name: alice.nickname,
      preferred_username: `${alice.nickname}-${alice.discriminator}`,
    },
  },
  { name: '@hono/oidc-auth', begin: '/', claims: { sub: alice._id } },
];

/** A browser that visits the program. It treats localhost as secure, as browsers do. @param {string} base */
function createSite(base) {
  const cookies = createCookieJar();
  return async (/** @type {string} */ path) => {
    const secure = new URL(path, base.replace('http:', 'https:'));
    const cookie = cookies.header(secure);
    const response = await fetch(new URL(path, base), {
      headers: cookie ? { cookie } : {},
      redirect: 'manual',
    });
    cookies.store(secure, response.headers.getSetCookie());
    return response;
  };
}

/** Tailchat and `serve --oidc` behind the proxy. @param {Context} context */
async function startBehindProxy(context) {
  const [chat, site] = [await findPort(), await findPort()];
  const tailchat = await context.startTailchat(`http://127.0.0.1:${chat}`);
  const env = tailchat.environment(`http://127.0.0.1:${site}`);
  const args = [context.find('.bin/tailchat-login'), 'serve', '--oidc', '--port', '0'];
  const [, login] = await context.start(context.node, args, { env }).says(/listening on http:\/\/(\S+)/);
  await startNginx(context)({ chat, site, login, tailchat: new URL(tailchat.url).host, ours: true });
  return { tailchat, env };
}

/** @param {Context} context @param {Program} program */
async function runProgram(context, { name, begin, claims }) {
  const folder = await makeProject(context, name, {}, undefined, 'docs/interop.md');
  const { tailchat, env } = await startBehindProxy(context);
  const port = String(await findPort());
  const base = `http://localhost:${port}`;
  tailchat.apps[0].redirectUrls?.push(`${base}/callback`);
  const program = context.start(context.node, ['server.js'], {
    cwd: folder,
    env: {
      ...env,
      BASE_URL: base,
      SESSION_SECRET: SECRET,
      OIDC_ISSUER: env.TAILCHAT_API_URL,
      OIDC_CLIENT_ID: env.TAILCHAT_CLIENT_ID,
      OIDC_CLIENT_SECRET: env.TAILCHAT_CLIENT_SECRET,
      OIDC_REDIRECT_URI: `${base}/callback`,
      OIDC_AUTH_SECRET: SECRET,
      PORT: port,
    },
  });
  const gone = program.ended.then(() => Promise.reject(new Error(`it ended: ${program.output()}`)));
  while (!(await Promise.race([gone, fetch(base, { redirect: 'manual' }).catch(() => undefined)])));

  const { test, outcome } = createSuite();
  /** @param {(callback: URL) => void} [change] */
  async function enter(change) {
    const send = createSite(base);
    const authorize = (await send(begin)).headers.get('location') ?? '';
    const callback = new URL(await logIn(createBrowser(), authorize, alice));
    change?.(callback);
    await send(callback.pathname + callback.search);
    const answer = await send('/');
    return answer.status === 200 ? answer.json() : null;
  }
  await test('a login gives the claims', async () => {
    const user = await enter();
    for (const [claim, value] of Object.entries(claims)) assert.equal(user?.[claim], value, claim);
  });
  await test('another state is refused', async () => {
    assert.equal(await enter(({ searchParams }) => searchParams.set('state', 'x'.repeat(43))), null);
  });
  return { version: await context.versionOf(name), ...outcome() };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = PROGRAMS.map((program) => ({
  name: `interop-${program.name.replace(/^@|\/.*/g, '')}`,
  title: program.name,
  kind: 'example',
  run: (context) => runProgram(context, program),
}));
