// The demo's servers in one process: the stand-in, unless another server was named, and the worker with the page.
import { randomBytes } from 'node:crypto';
import { createPanels } from 'tailchat-login/panels';
import { startTailchat } from 'tailchat-login/testing';
import { createLogin } from 'tailchat-login/worker';
import { serve } from '../../worker/node/serve.js';
import { failure } from '../setup/process.js';
import { makeCertificate, stand } from './https.js';
import { findPort } from './ports.js';
import { makeSite } from './site.js';
import { createSteps } from './steps.js';

const HOST = '127.0.0.1';
const WORKER_PORT = 8787;
const TAILCHAT_PORT = 11001;
const ACCOUNT = { email: 'alice@example.com', password: 'demo-password' };

/**
 * @typedef {object} RunningDemo
 * @property {string} url
 * @property {string} apiUrl
 * @property {{ email: string, password: string } | undefined} account
 * @property {string} welcome the text for the person
 * @property {() => Promise<void>} close
 */

/** @param {number} wanted @param {string} whose @param {(text: string) => void} say */
async function choosePort(wanted, whose, say) {
  const port = await findPort(wanted);
  if (port !== wanted) say(`Port ${wanted} is taken: ${whose} uses ${port}`);
  return port;
}

/**
 * The worker's public origin, and its port on this machine. A base URL of another machine belongs to a proxy.
 * @param {string | undefined} given @param {(text: string) => void} say
 */
async function chooseAddress(given, say) {
  const url = given && URL.canParse(given) ? new URL(given) : undefined;
  if (!given || url?.protocol !== 'http:') {
    const port = await choosePort(WORKER_PORT, 'the worker', say);
    return { port, host: HOST, baseUrl: given ?? `http://localhost:${port}` };
  }
  const wanted = Number(url.port || 80);
  if ((await findPort(wanted)) !== wanted)
    throw failure(`Port ${wanted}, which TAILCHAT_BASE_URL names, is taken.`);
  return { port: wanted, host: url.hostname === '[::1]' ? '::1' : HOST, baseUrl: given };
}

/**
 * @param {{ port: number, url: string }} place
 * @param {string} baseUrl
 * @param {string[]} redirectUrls
 */
async function startStandIn({ port, url }, baseUrl, redirectUrls) {
  const app = {
    appId: `tc_${randomBytes(12).toString('hex')}`,
    appSecret: randomBytes(24).toString('base64url'),
    appName: 'Demo',
    capability: ['oauth'],
    redirectUrls,
  };
  const user = { _id: randomBytes(12).toString('hex'), ...ACCOUNT, nickname: 'Alice', discriminator: '6244' };
  const standIn = await startTailchat({
    host: HOST,
    port,
    apiUrl: url,
    apps: [app],
    users: [{ ...user, avatar: `${baseUrl}/alice.svg` }],
    groups: [makeGroup(user._id, baseUrl)],
    controls: true,
  });
  /** @type {{ apiUrl: string, internalUrl?: string, clientId: string, clientSecret: string }} */
  const upstream = { apiUrl: url, clientId: app.appId, clientSecret: app.appSecret };
  // The worker does not trust the certificate of this run.
  if (url.startsWith('https:')) upstream.internalUrl = `http://${HOST}:${port}`;
  return { upstream, close: standIn.close };
}

/**
 * Starts the stand-in, with its proxy on https.
 *
 * @param {import('./https.js').Certificate | undefined} certificate
 * @param {string} baseUrl
 * @param {string[]} redirectUrls
 * @param {(text: string) => void} say
 */
async function startBoth(certificate, baseUrl, redirectUrls, say) {
  const place = await stand(
    certificate,
    await choosePort(TAILCHAT_PORT, 'the Tailchat stand-in', say),
    '127.0.0.1',
  );
  const { upstream, close } = await startStandIn(place, baseUrl, redirectUrls);
  return { upstream, close: () => Promise.all([close(), place.close()]) };
}

/** The demo in a panel. @param {string} owner @param {string} baseUrl */
const makeGroup = (owner, baseUrl) => ({
  _id: randomBytes(12).toString('hex'),
  name: 'Demo',
  owner,
  members: [{ userId: owner, roles: [] }],
  panels: [{ id: randomBytes(12).toString('hex'), name: 'Our site', type: 2, meta: { url: `${baseUrl}/` } }],
});

/** An error here comes from a variable, and the message names it. @param {object} config */
function makeLogin(config) {
  try {
    return createLogin(/** @type {import('tailchat-login/worker').LoginOptions} */ (config));
  } catch (error) {
    throw failure(`The TAILCHAT_* variables: ${/** @type {Error} */ (error).message}`);
  }
}

const TRUST = `  The certificate is only for this run. Open the demo page and Tailchat once, and accept it at each, because a
  browser does not ask in a frame.`;

/** @param {string} url @param {string} apiUrl @param {boolean} isStandIn @param {string[]} redirectUrls @param {boolean} [isSecure] */
const welcome = (url, apiUrl, isStandIn, redirectUrls, isSecure) => `
  Demo page      ${url}
  Tailchat       ${apiUrl}${isStandIn ? ' (a stand-in, in memory)' : ''}
${
  isStandIn
    ? `  In a panel     ${apiUrl}/stand-in/group
  Test account   ${ACCOUNT.email}   password: ${ACCOUNT.password}${isSecure ? `\n\n${TRUST}` : ''}`
    : `  Its app needs these redirect URLs: ${redirectUrls.join(' and ')}`
}

  Ctrl-C ends it.
`;

/**
 * @param {import('./environment.js').Demo} demo @param {(text: string) => void} say
 * @returns {Promise<RunningDemo>}
 */
export async function startDemo(demo, say) {
  /** @type {(() => unknown)[]} */
  const closers = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    const certificate = demo.https ? await makeCertificate() : undefined;
    const address = await chooseAddress(demo.baseUrl?.replace(/\/$/, ''), say);
    const own = certificate && (await stand(certificate, address.port, 'localhost'));
    if (own) closers.push(own.close);
    const { port, host, baseUrl } = own ? { ...own, host: HOST, baseUrl: own.url } : address;
    // The callback of the worker, and the page for a login that it starts itself.
    const redirectUrls = [`${baseUrl}/auth/callback`, `${baseUrl}/`];
    const standIn = demo.upstream ? undefined : await startBoth(certificate, baseUrl, redirectUrls, say);
    if (standIn) closers.push(standIn.close);
    const upstream = /** @type {NonNullable<typeof demo.upstream>} */ (demo.upstream ?? standIn?.upstream);
    const { apiUrl, clientId } = upstream;
    const issuer = demo.issuer && { issuer: demo.issuer };
    const sessionKeys = demo.sessionKeys ?? randomBytes(32).toString('base64url');

    const panels = standIn && createPanels({ embeddedIn: [apiUrl] });
    const { onEvent, withRoute } = createSteps();
    const login = withRoute(makeLogin({ ...upstream, ...issuer, baseUrl, sessionKeys, panels, onEvent }));
    const site = makeSite({ apiUrl, clientId, redirectUri: redirectUrls[1], ...issuer });
    closers.push(site.remove);
    const prefix = new URL(baseUrl).pathname.replace(/\/$/, '');
    const server = await serve({ login, port, host, prefix, staticDir: site.folder });
    closers.push(() => server.close());
    const account = demo.upstream ? demo.account : ACCOUNT;
    return {
      url: baseUrl,
      apiUrl,
      account,
      welcome: welcome(baseUrl, apiUrl, !!standIn, redirectUrls, demo.https),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
