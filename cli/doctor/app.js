import { readObject } from './ask.js';
import { failed, ok, skipped, warn } from './finding.js';
import { tokenHangs } from './stores.js';
import { NOBODY } from './visit.js';

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {import('./finding.js').Finding} Finding */

/**
 * Tailchat's authorization endpoint shows the same page for an unknown app, an app without the capability, a redirect URI
 * that is not in the list, and a broken list. The token endpoint distinguishes the app and the list, whatever the redirect
 * URI. Both together say more than either.
 *
 * @typedef {'allowed' | 'client' | 'list' | 'metadata' | 'redirect_uri' | 'unknown' | 'other'} Standing
 */

/** Faults of a callback that are not the app's, and have their own check. */
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
  // Only the page is left. Its text is oidc-provider's, unless somebody replaced it.
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
  const { client, clientSecret, texts } = visit;
  const say = texts.app;
  const { answer, code = '' } = await visit.silent();
  switch (await stand(visit)) {
    case 'allowed':
      if (NOBODY.has(code) || ISSUER.has(code)) return ok(say.ok(client.clientId));
      return failed(say.answers(code));
    case 'redirect_uri':
      return ok(say.ok(client.clientId));
    case 'client':
      return failed(
        say.unknown(client.clientId) + (isId(client.clientId) ? '' : say.oddId),
        say.adviceEnable,
      );
    case 'list':
      return failed(say.list, say.adviceList);
    case 'metadata':
      return failed(say.icon, say.adviceIcon);
    case 'unknown':
      return failed(
        say.refused(client.clientId, clientSecret !== undefined),
        clientSecret === undefined ? say.adviceSecret : say.adviceEnable,
      );
    default:
      return failed(
        answer.fault === undefined ? say.status(answer.status) : say.silent(answer.fault),
        say.adviceService,
      );
  }
}

/** @param {string} id */
const isId = (id) => /^tc_[0-9a-f]{24}$/.test(id);

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkRedirectUri(visit) {
  const { redirectUri } = visit.client;
  const { unseen, redirectUri: say } = visit.texts;
  const standing = await stand(visit);
  if (standing === 'allowed') return checkOthers(visit);
  if (standing !== 'redirect_uri') return skipped(unseen);
  const near = await visit.near();
  const instead = near.length > 0 ? say.near(near) : '';
  return failed(say.missing(redirectUri) + instead, say.advice(redirectUri));
}

/** Of a site with several hosts, those after the first. @param {Visit} visit @returns {Promise<Finding>} */
async function checkOthers({ allows, client, redirectUris, texts: { redirectUri: say } }) {
  const asked = redirectUris.map(async (uri) => ((await allows(uri)) ? [] : [uri]));
  const missing = (await Promise.all(asked)).flat().join(', ');
  if (missing === '') return ok(say.ok([client.redirectUri, ...redirectUris].join(', ')));
  return failed(say.missing(missing), say.advice(missing));
}

/** @param {Visit} visit @returns {Promise<Finding>} */
export async function checkSecret(visit) {
  const { clientSecret, token, texts } = visit;
  const { unseen, secret: say } = texts;
  if (clientSecret === undefined) return warn(say.none, say.adviceNone);
  const standing = await stand(visit);
  const error = await tokenError(visit);
  if (error === 'invalid_grant') return ok(say.ok);
  if (error === 'invalid_client') {
    if (standing !== 'allowed' && standing !== 'redirect_uri') {
      return skipped(unseen);
    }
    const odd = /^[A-Za-z0-9_-]{32}$/.test(clientSecret) ? '' : say.odd;
    return failed(say.wrong + odd, say.adviceWrong);
  }
  if (standing === 'list' || standing === 'metadata') return skipped(unseen);
  const { fault, status } = await token();
  if (fault === 'deadline_exceeded') return tokenHangs(texts);
  return failed(fault === undefined ? say.status(status) : say.silent(fault), say.adviceLog);
}
