import { randomBytes } from 'node:crypto';
import { DOCTOR_EN } from '../texts/doctor_en.js';
import { ask } from './ask.js';
import { createWalk } from './walk.js';
import { listVariants } from './variants.js';

/** Of the form of a code, and nobody's: Tailchat answers it like an expired one, once the client is right. */
const MADE_UP = 'tailchat-login-doctor-made-up-code-00000000';

/** What a good callback of prompt=none comes to: only nobody is logged in here. */
export const NOBODY = new Set(['login_required', 'interaction_required', 'consent_required']);

/**
 * @typedef {object} Patient
 * @property {import('../../types/index.js').Client} client
 * @property {string} [clientSecret] without it the secret is not tried
 * @property {number} deadline milliseconds, for each request
 * @property {Record<string, string | undefined>} [env] what `serve` would read
 * @property {import('./internal.js').Internal} [internal]
 * @property {{ email: string, password: string }} [account] with it one whole login is run
 * @property {ReadonlyArray<{ group: string, role?: string }>} [rules] groups and roles that must be there
 * @property {typeof globalThis.fetch} [fetch]
 * @property {() => number} [now] milliseconds
 * @property {import('../texts/doctor_en.js').DoctorTexts} [texts] the language of the findings
 */

/**
 * What is asked of a deployment, each question once, whoever needs the answer.
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
  const { env = {}, internal = {}, account, rules = [], texts = DOCTOR_EN } = rest;
  const open = client.begin().url.split('/auth?', 1)[0];
  const means = { fetch, deadline, now };
  const get = (/** @type {string} */ url, accept = 'application/json') =>
    ask(means, url, { headers: { accept } });

  /** With `prompt=none` Tailchat answers by a redirect to the app, and nobody is asked anything. */
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

  /** The addresses in the app's list that are almost the one that was given. */
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

  /** Nothing of a client is in it, so that nothing has to be looked up. */
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
    rules,
    texts,
    means,
    open,
    home: once(() => get(open.slice(0, -'open'.length), 'text/html')),
    discovery: once(() => get(`${open}/.well-known/openid-configuration`)),
    keys: once(() => get(`${open}/jwks`)),
    silent: once(authorizeSilently),
    page,
    made_up: once(logInAsNobody),
    post: once(postNothing),
    twice: once(() => get(`${open}/open/.well-known/openid-configuration`)),
    token: once(redeem),
    near: once(findNear),
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
 * What a login would say to this redirect: the same checks, of state and iss.
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
