/** A session without a login, for tests of pages behind one. */
import { readConfig } from '../worker/config/config.js';
import { createHosts, prepareHosts } from '../worker/context.js';
import { sealSession } from '../worker/session/session.js';

/** @type {typeof import('../types/testing.js').createSessionCookie} */
export async function createSessionCookie(options, account) {
  const config = readConfig(/** @type {any} */ (options));
  if (config.store !== undefined)
    throw new TypeError('createSessionCookie: with a store the session is there, and not in the cookie');
  const [context] = await createHosts(prepareHosts(config));
  const began_at = Math.floor(context.now() / 1000);
  const line = await sealSession(context, { account: /** @type {any} */ (account), began_at });
  const [pair, ...attributes] = line.split('; ');
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
  const { protocol, host } = new URL(context.config.baseUrl);
  // The attributes that a test's browser needs. The address tells it only the host.
  return {
    name,
    value,
    domain: host.replace(/:\d+$/, ''),
    path: attributes.find((one) => one.startsWith('Path='))?.slice('Path='.length) ?? '/',
    httpOnly: true,
    secure: protocol === 'https:',
    sameSite: 'Lax',
  };
}
