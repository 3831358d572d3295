import { readObject } from './ask.js';
import { failed, ok, skipped, warn } from './finding.js';
import { CALLBACKS, OAUTH, PLACE, PLUGIN } from './labels.js';
import { tokenHangs } from './stores.js';
import { NOBODY } from './visit.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/**
 * For an unknown app, one without the capability, a redirect URI that is not in its list and a broken list
 * Tailchat's authorization endpoint has the same page. The token endpoint tells the app and the list apart,
 * whatever the redirect URI, so both together say more than either.
 *
 * @typedef {'allowed' | 'client' | 'list' | 'metadata' | 'redirect_uri' | 'unknown' | 'other'} Standing
 */

const ENABLE = `${PLACE}, switch ${OAUTH} on; compare the app's id with the one on its first page. ${PLUGIN}`;
/** Where callbacks are allowed. */
const LIST = `${PLACE}, under ${CALLBACKS}`;

/** What is wrong with a callback beside the app, and has a check of its own. */
const ISSUER = new Set(['issuer_missing', 'issuer_mismatch']);

/** @param {Visit} visit @returns {Promise<Standing>} */
async function stand(visit) {
  const { answer, allowed } = await visit.silent();
  if (allowed) return 'allowed';
  const error = await tokenError(visit);
  if (error === 'invalid_redirect_uri') return 'list';
  if (error === 'invalid_client_metadata') return 'metadata';
  if (answer.status !== 400) return 'other';
  if (error === 'invalid_grant') return 'redirect_uri';
  // Only the page is left to ask. Its text is oidc-provider's, unless somebody has made another.
  const [named] = /invalid_client\b|invalid_redirect_uri/.exec(answer.text) ?? [];
  if (named === 'invalid_client') return 'client';
  if (named === 'invalid_redirect_uri' || (await visit.near()).length > 0) return 'redirect_uri';
  return 'unknown';
}

/** @param {Visit} visit */
async function tokenError({ token }) {
  return readObject(await token())?.error;
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkApp(visit) {
  const { client, clientSecret } = visit;
  const { answer, code = '' } = await visit.silent();
  switch (await stand(visit)) {
    case 'allowed':
      if (NOBODY.has(code) || ISSUER.has(code)) return ok(`${client.clientId} is known, with OAuth`);
      return failed(
        `Tailchat answers the authorization request with ${code || 'a code that nobody asked for'}`,
      );
    case 'redirect_uri':
      return ok(`${client.clientId} is known, with OAuth`);
    case 'client':
      return failed(
        `there is no app ${client.clientId}, or it has no OAuth${oddId(client.clientId)}`,
        ENABLE,
      );
    case 'list':
      return failed(
        'the list of callback addresses is empty or has a bad entry, which disables the whole app',
        `${LIST}, leave only complete http(s) addresses without a #fragment: an empty line counts as one.`,
      );
    case 'metadata':
      return failed(
        "the app's record is bad, which disables the whole app: most likely its icon is no http(s) address",
        "In Tailchat's open platform, give the app another icon.",
      );
    case 'unknown':
      return failed(
        `Tailchat refuses the app, and does not say why: there is no app ${client.clientId}; or it has no OAuth; ` +
          (clientSecret === undefined
            ? 'or the redirect URI is not in its list'
            : 'or the redirect URI is not in its list and the secret is wrong as well'),
        clientSecret === undefined ? `${ENABLE} With the secret more can be said.` : ENABLE,
      );
    default:
      return failed(
        answer.fault === undefined
          ? `the authorization endpoint answers with status ${answer.status}`
          : `the authorization endpoint gives no answer (${answer.fault})`,
        "Look at the log of Tailchat's openapi service, and whether its Redis and MongoDB are up.",
      );
  }
}

/** @param {string} id */
const oddId = (id) =>
  /^tc_[0-9a-f]{24}$/.test(id) ? '' : '; an id is tc_ and 24 hexadecimal digits, which this is not';

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkRedirectUri(visit) {
  const { redirectUri } = visit.client;
  const standing = await stand(visit);
  if (standing === 'allowed') return ok(`${redirectUri} is in the app's list`);
  if (standing !== 'redirect_uri') return skipped('not to be seen while the app is refused');
  const near = await visit.near();
  const instead = near.length > 0 ? `; almost the same is: ${near.join(', ')}` : '';
  return failed(
    `${redirectUri} is not in the app's list${instead}`,
    `${LIST}, add ${redirectUri} exactly: every character counts.`,
  );
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkSecret(visit) {
  const { clientSecret, token } = visit;
  if (clientSecret === undefined) {
    return warn(
      'no secret was given, so it was not tried',
      'Set TAILCHAT_CLIENT_SECRET, or name its variable.',
    );
  }
  const standing = await stand(visit);
  const error = await tokenError(visit);
  if (error === 'invalid_grant') return ok('the secret is right');
  if (error === 'invalid_client') {
    if (standing !== 'allowed' && standing !== 'redirect_uri') {
      return skipped('not to be seen while the app is refused');
    }
    const odd = /^[A-Za-z0-9_-]{32}$/.test(clientSecret)
      ? ''
      : '; a secret is 32 letters, digits, _ and -, which this is not';
    return failed(`the secret is wrong${odd}`, "In Tailchat's open platform, copy the app's secret again.");
  }
  if (standing === 'list' || standing === 'metadata')
    return skipped('not to be seen while the app is refused');
  const { fault, status } = await token();
  if (fault === 'deadline_exceeded') return tokenHangs();
  return failed(
    `the token endpoint ${fault === undefined ? `answers with status ${status}` : `gives no answer (${fault})`}`,
    "The log of Tailchat's openapi service says why.",
  );
}
