import { randomBytes } from 'node:crypto';
import { DOCTOR_EN } from '../texts/doctor_en.js';
import { ask } from './ask.js';
import { createWalk } from './walk.js';
import { listVariants } from './variants.js';

/** An invented code in the right form. If the client is right, Tailchat answers as if the code had expired. */
const MADE_UP = 'tailchat-login-doctor-made-up-code-00000000';

/** The results of a good callback of prompt=none: everything works, but nobody is logged in. */
export const NOBODY = new Set(['login_required', 'interaction_required', 'consent_required']);

/**
 * @typedef {object} Patient
 * @property {import('../../types/index.js').Client} client
 * @property {string} [clientSecret] if it is missing, the secret is not checked
 * @property {number} deadline milliseconds, for each request
 * @property {Record<string, string | undefined>} [env] the environment that `serve` would read
 * @property {import('./internal.js').Internal} [internal]
 * @property {{ email: string, password: string }} [account] if given, one complete login is made
 * @property {ReadonlyArray<string>} [redirectUris] the redirect URIs of the site's other hosts
 * @property {ReadonlyArray<{ group: string, role?: string }>} [rules] groups and roles that must exist
 * @property {typeof globalThis.fetch} [fetch]
 * @property {() => number} [now] milliseconds
 * @property {import('../texts/doctor_en.js').DoctorTexts} [texts] the language of the findings
 */

/**
 * The requests to a deployment. Each is sent once, and all checks share its answer.
 *
 * @typedef {ReturnType<typeof createVisit>} Visit
 * @param {Patient} patient
 */
export function createVisit({
  client,
  clientSecret,
  deadline,
  fetch = globalThis.fetch,
  now = Date.now,
  ...rest
}) {
  const { env = {}, internal = {}, account, redirectUris = [], rules = [], texts = DOCTOR_EN } = rest;
  const open = client.begin().url.split('/auth?', 1)[0];
  const means = { fetch, deadline, now };
  const get = (/** @type {string} */ url, accept = 'application/json') =>
    ask(means, url, { headers: { accept } });

  /** With `prompt=none` Tailchat redirects to the app immediately, without a page for a person. */
  async function authorizeSilently() {
    const { url, transaction } = client.begin({ prompt: 'none' });
    const answer = await get(url, 'text/html');
    return { answer, allowed: leadsTo(answer, client.redirectUri), ...judge(client, answer, transaction) };
  }

  /** @param {string} redirectUri */
  async function allows(redirectUri) {
    const url = new URL(client.begin({ prompt: 'none' }).url);
    url.searchParams.set('redirect_uri', redirectUri);
    return leadsTo(await get(url.href, 'text/html'), redirectUri);
  }

  /** The addresses in the app's list that are similar to the given one. */
  async function findNear() {
    const tried = listVariants(client.redirectUri).map(async (uri) => ((await allows(uri)) ? [uri] : []));
    return (await Promise.all(tried)).flat();
  }

  function redeem() {
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      code: MADE_UP,
      code_verifier: MADE_UP,
      redirect_uri: client.redirectUri,
      client_id: client.clientId,
      ...(clientSecret !== undefined && { client_secret: clientSecret }),
    });
    return ask(means, `${open}/token`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: `${form}`,
    });
  }

  /** The request names no client, so the server has nothing to look up. */
  const postNothing = () =>
    ask(means, `${open}/token`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=authorization_code',
    });

  const page = once(() => createWalk(means, client.redirectUri).open(client.begin().url));

  /** An address that nobody can have (RFC 6761 6.4), and a password that nobody has. */
  async function logInAsNobody() {
    const shown = await page();
    const email = `tailchat-login-doctor-${randomBytes(6).toString('hex')}@example.invalid`;
    return shown.submit({ email, password: randomBytes(18).toString('base64url') });
  }

  return {
    client,
    clientSecret,
    deadline,
    env,
    internal,
    account,
    redirectUris,
    rules,
    texts,
    means,
    open,
    home: once(() => get(open.slice(0, -'open'.length), 'text/html')),
    discovery: once(() => get(`${open}/.well-known/openid-configuration`)),
    // If the core has no route for it, it answers only requests that accept HTML.
    standard: once(() =>
      get(`${client.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, 'text/html'),
    ),
    keys: once(() => get(`${open}/jwks`)),
    silent: once(authorizeSilently),
    page,
    made_up: once(logInAsNobody),
    post: once(postNothing),
    twice: once(() => get(`${open}/open/.well-known/openid-configuration`)),
    token: once(redeem),
    near: once(findNear),
    allows,
  };
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {() => Promise<T>}
 */
function once(work) {
  /** @type {Promise<T> | undefined} */
  let result;
  return () => (result ??= work());
}

/**
 * @param {import('./ask.js').Answer} answer
 * @param {string} redirectUri
 */
function leadsTo({ status, headers }, redirectUri) {
  const location = headers.get('location') ?? '';
  return status >= 300 && status < 400 && location.startsWith(redirectUri) && location !== redirectUri;
}

/**
 * Checks state and iss of a redirect as a login does.
 *
 * @param {Patient['client']} client
 * @param {import('./ask.js').Answer} answer
 * @param {import('../../bindings/authorization.js').Transaction} transaction
 * @returns {{ code?: string, received?: string }}
 */
function judge(client, { headers }, transaction) {
  try {
    client.callback(headers.get('location') ?? '', transaction);
    return {};
  } catch (error) {
    const { code, received } = /** @type {import('../../bindings/error.js').TailchatLoginError} */ (error);
    return { code, received };
  }
}
