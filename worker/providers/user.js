import { core } from 'tailchat-login/core';
import { explain } from '../client/details.js';
import { postForm } from '../client/upstream.js';
import { startDeadline } from '../lib/deadline.js';
import { readSubject } from './id_token.js';

/**
 * Reads an answer of /open/me that a library has already parsed. The core resolves the avatar, and drops empty members.
 *
 * @param {import('./provider.js').Provider} provider
 * @param {{ readonly sub?: unknown }} profile
 * @param {string} [sub] the id_token's
 * @returns {import('../../types/user.js').User}
 */
export function readUser(provider, profile, sub = String(profile.sub)) {
  const body = new TextEncoder().encode(JSON.stringify(profile));
  return core.userinfo({
    status: 200,
    content_type: 'application/json',
    body,
    sub,
    api_url: provider.issuer,
    private_http: showsPlainHttp(provider),
  });
}

/**
 * Asks Tailchat for the user, for libraries that do not.
 *
 * @param {import('./provider.js').Provider} provider
 * @param {{ access_token: string, id_token: unknown }} tokens
 * @returns {Promise<import('../../types/user.js').User>}
 */
export async function askUser(provider, { access_token, id_token }) {
  const now = Math.floor((provider.now ?? Date.now)() / 1000);
  const sub = readSubject(provider, id_token, now);
  const deadline = startDeadline(provider.deadline);
  try {
    const answer = await postForm({
      fetch: provider.fetch ?? ((...args) => globalThis.fetch(...args)),
      url: provider.userinfo_endpoint,
      form: `access_token=${encodeURIComponent(access_token)}`,
      deadline,
      tooLarge: 'userinfo_response_too_large',
    });
    const about = { sub, api_url: provider.issuer, private_http: showsPlainHttp(provider) };
    return explain(answer, now, () => core.userinfo({ ...about, ...answer }));
  } finally {
    deadline.end();
  }
}

/** A page on https cannot show a picture from plain http. @param {any} provider */
const showsPlainHttp = ({ allowHttp, redirectUri }) =>
  allowHttp === 'private' && redirectUri?.startsWith('http:') === true;
